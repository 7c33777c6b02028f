"""The words of this map: messages and their translations, terms, notices. Imports nothing of webmap."""
