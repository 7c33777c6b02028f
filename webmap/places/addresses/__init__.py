"""Reading Korean addresses, down to their legal-dong."""
