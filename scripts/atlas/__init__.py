"""packages and tables -> records: what scripts/compile_atlas.py is made of."""
