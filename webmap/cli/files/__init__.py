"""Files that commands write for the operator."""
