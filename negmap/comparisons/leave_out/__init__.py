"""One negotiation without some of what was said: in what share of such maps each result stands."""
