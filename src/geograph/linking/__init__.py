"""Doc -> Doc: mentions found, each resolved to an entity or left open."""
