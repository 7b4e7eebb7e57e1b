"""MultiDiGraph and Documents -> RDF, JSON, GraphML, JSON Lines."""
