"""The page: everything about a map in one HTML file, in every language, without a network."""
