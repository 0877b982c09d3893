"""What a change moved, by how much and from which cause: two results compared, and a report."""
