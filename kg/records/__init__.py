"""Frozen dataclasses of plain values: the table at which every other room sits."""
