"""Numbers of regions of which nobody can conclude whether a single school is listed."""
