"""Matching: the school that a row of a list means, with a score and the reason."""
