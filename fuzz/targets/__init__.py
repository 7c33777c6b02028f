"""One module per target: `one_input(data)`, `words()` to try, and `SEEDS` to begin with."""
