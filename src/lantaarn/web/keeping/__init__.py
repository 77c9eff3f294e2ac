"""Pages of what goes and what is held, for privacy officers and the chain director."""
