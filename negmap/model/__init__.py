"""What exists: parties, terms, statements and what hangs on them."""
