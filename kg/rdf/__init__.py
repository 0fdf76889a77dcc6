"""Triples and shapes: the store, files into graphs, and what the ontology says of them."""
