"""What an operator states, declared and checked."""
