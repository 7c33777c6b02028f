"""What each command does, in plain values."""
