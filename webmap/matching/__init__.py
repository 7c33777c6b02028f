"""Matching: which school a row of a list means, how sure that is, and why."""
