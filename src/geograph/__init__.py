"""News in, a knowledge graph of geopolitical actors out."""
