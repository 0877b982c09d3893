"""Files of any kind in; raw records, each with its place and fields, and problems out."""
