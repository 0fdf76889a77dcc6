"""Stores on a server: any that speaks SPARQL 1.1 Query and Update over HTTP."""
