"""From a folder and switches to what a report is made for: found, read, checked, filtered."""
