"""Releases of the desk: proposed, built as a preview, approved by another person, published."""
