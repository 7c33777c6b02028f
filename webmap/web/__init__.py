"""The web: thin Flask blueprints and templates over `view`."""
