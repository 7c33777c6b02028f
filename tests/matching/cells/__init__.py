"""A generator of cells: schools of a register written as people write them, in declared and undeclared ways."""
