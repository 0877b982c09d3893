"""What everything else stands on: the tables and their columns, periods, guards against one bad
item, and texts of others made safe to show.
"""
