"""The queue: rows that only a person can decide, the answers to them, and the judgment of these."""
