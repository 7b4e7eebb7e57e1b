"""Event frames, one file a PLOVER type."""
