"""negmap maps what negotiating parties have said, and computes what that implies."""
