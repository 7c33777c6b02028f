"""Exports for GIS programs."""
