"""Checks of binary workbooks before a reader opens them."""
