"""path | stdin -> Article."""
