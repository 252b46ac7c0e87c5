"""One question a module: conflicts, blocked terms, sequences."""
