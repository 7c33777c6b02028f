"""Tables, pictures and descriptions of protected numbers: of regions alone, each exact or a true range."""
