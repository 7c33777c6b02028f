"""Online geocoders: off unless the operator turns one on, asked while building, never while serving."""
