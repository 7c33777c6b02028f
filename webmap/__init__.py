"""The affected-schools map: from a list of schools to a map that says how sure it is."""

__version__ = "0.2.0"
