"""What was wrong on the map and was put right: the file of corrections, and what readers are told of it."""
