"""The only readers and writers of the positions folder."""
