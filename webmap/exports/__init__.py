"""Exports: one small file per format, all fed the same table."""
