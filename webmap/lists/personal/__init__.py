"""Personal data in a row, by which the row is refused."""
