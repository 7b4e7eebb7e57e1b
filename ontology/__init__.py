"""The vocabulary as package data: Turtle, SHACL shapes and the JSON-LD context, importable as ``geograph.ontology``."""
