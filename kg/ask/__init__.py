"""Plain English into the commands that answer it. No model, no guessing."""
