"""The question of the project, asked of the example story through the command line itself."""

import sys
import tempfile
from pathlib import Path

from kg.cli.main import run

STORY = str(Path(__file__).parent / "sanctuary-cities")


def ask(*words: str) -> None:
    """Print a command as a person would type it, then run it."""
    shown = " ".join(f'"{word}"' if " " in word else word for word in words)
    print(f"\n$ kg {shown}", flush=True)
    if code := run([*words]):
        sys.exit(code)


with tempfile.TemporaryDirectory() as folder:
    store = f"{folder}/store"
    print("$ kg load examples/sanctuary-cities", flush=True)
    if code := run(["load", STORY, "--store", store]):
        sys.exit(code)
    import os

    os.environ["KG_STORE"] = store
    ask("ask", "Which injunctions block EO 13768 on 2018-01-24?")
    ask("ask", "Which injunctions block EO 13768 today?")
