"""Uploaded versions of lists: read in a limited process, proposed by one person, accepted by another."""
