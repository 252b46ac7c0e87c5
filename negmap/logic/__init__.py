"""Meaning, then rules, then answers (method.md §2, §3, §5)."""
