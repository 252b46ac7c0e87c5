"""The live page: served on this machine alone, made anew whenever a file changes."""
