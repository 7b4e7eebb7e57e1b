"""Names and rules as data, their schemas and their loaders."""
