"""Matching long lists piece by piece, on all processors."""
