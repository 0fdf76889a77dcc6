"""What court orders do to policies: pure functions over records, no storage, no RDF."""
