"""The command as a whole: help, version, exit codes of what is not a question."""

import pytest

from kg import __version__

COMMANDS = "ask status why blocks show search load check".split()


def test_help_names_every_command(kg):
    said = kg("--help")
    assert said.code == 0
    assert all(f"  {command} " in said.out for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_shows_an_example(kg, command):
    said = kg(command, "--help")
    assert (said.code, f"Example: kg {command} " in said.out) == (0, True)


def test_version(kg):
    assert kg("--version").out == f"inforce {__version__}\n"


@pytest.mark.parametrize("words", [["frobnicate"], ["--frobnicate"], ["status"], ["load"]])
def test_a_word_that_is_no_command_is_exit_2(kg, words):
    said = kg(*words)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("kg: ")
    assert "--help" in said.err
    assert kg(*words, "--json").error["code"] == "question"


def test_a_reader_who_leaves_early_is_no_fault(story_store):
    import subprocess
    import sys

    words = [sys.executable, "-m", "kg", "search", "a", "--limit", "1000", "--store"]
    asked = subprocess.Popen(
        [*words, str(story_store)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    asked.stdout.close()
    assert asked.wait(timeout=60) == 0
    assert b"Error" not in asked.stderr.read()
