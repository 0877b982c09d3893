"""Files of any kind in, raw records out: files and archives listed, bytes decoded, tables and HTML
read.
"""
