"""The work of `webmap init` and `webmap list`."""
