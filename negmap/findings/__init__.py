"""What was found: frozen result records, from which reports are made."""
