"""Lists held against each other: what each adds, what was dropped, and signs that one follows another."""
