"""MultiDiGraph -> one HTML file."""
