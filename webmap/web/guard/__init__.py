"""Who asks, and how much of the server they may use."""
