"""The page that holds the lists against each other."""
