"""Schools at the desk: found in register and map, their history, changes of their status, and holds."""
