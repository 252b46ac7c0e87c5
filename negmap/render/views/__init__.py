"""What each picture shows, and how: one view a module."""
