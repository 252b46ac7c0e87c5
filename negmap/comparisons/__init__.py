"""Comparisons: studies of several variants of one negotiation, side by side."""
