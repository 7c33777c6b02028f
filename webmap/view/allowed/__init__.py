"""What of a snapshot an audience may see: its schools, rows, numbers and sources."""
