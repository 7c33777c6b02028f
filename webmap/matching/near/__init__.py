"""Names near a typed one: slips of sound and keyboard, each with its cost."""
