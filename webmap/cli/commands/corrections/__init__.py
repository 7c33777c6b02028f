"""The work of `webmap correction`, and the entries that other commands write to the file of corrections."""
