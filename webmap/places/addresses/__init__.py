"""Korean addresses: how they are read, and the legal-dong in which they lie."""
