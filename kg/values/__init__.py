"""Days, imprecise days and scopes: values that know nothing of law or of storage."""
