"""What a list is called: the name of its file, and the identity that outlives it."""
