"""Doc -> Document: triggers, roles, standing, claims."""
