"""The tables and rules themselves; each file names its source and licence."""
