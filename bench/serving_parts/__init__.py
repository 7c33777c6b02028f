"""What the serving measurements are made of."""
