"""Results in words: ordered sentences with citations, from one message catalogue."""
