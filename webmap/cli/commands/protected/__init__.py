"""The work of commands where protected numbers of regions are published instead of schools."""
