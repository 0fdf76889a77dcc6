"""Findings in plain English and as documents."""
