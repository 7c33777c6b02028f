"""Lists in a snapshot: what all their versions claim, for comparing them."""
