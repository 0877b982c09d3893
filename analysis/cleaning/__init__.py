"""Raw records in, pages out: each line is body text or boilerplate, with a reason."""
