"""The parts of the serving measurements."""
