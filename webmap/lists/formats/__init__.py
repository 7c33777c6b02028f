"""The formats of list files, and how the rows of each are read."""
