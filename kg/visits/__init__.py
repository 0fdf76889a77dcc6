"""The order in which rooms are visited to answer one kind of question."""
