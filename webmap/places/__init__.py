"""Places: the official school register, boundaries, and addresses."""
