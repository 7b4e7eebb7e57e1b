"""Documents -> MultiDiGraph."""
