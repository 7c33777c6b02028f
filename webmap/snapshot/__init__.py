"""What was published: written, opened, pointed at."""
