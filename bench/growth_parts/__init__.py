"""Parts of the growth measurement."""
