"""The layout of a list: what it states once for several rows, and the lines that are no rows."""
