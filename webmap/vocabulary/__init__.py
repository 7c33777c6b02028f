"""The words of this map: messages and their translations, terms, notices. It imports nothing else of webmap."""
