"""The bar on long work: on a terminal alone, and never in the answer."""

import os
import pty
import subprocess
import sys

import pytest

from tests.conftest import RIGHT, ROOT

CALL = "from kg.cli import main, patience; patience._PATIENCE = {}; main.main()"


def called(patience, words, **more):
    """The command with this much patience, its errors on a terminal; the code, answer, terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", CALL.format(patience), *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=theirs,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", **more},
    )
    os.close(theirs)
    seen = b""
    try:
        while part := os.read(ours, 4096):
            seen += part
    except OSError:  # the other end is closed
        pass
    os.close(ours)
    out, _ = process.communicate()
    return process.returncode, out, seen.decode()


@pytest.fixture
def files(folder, put):
    put("a.yaml", RIGHT)
    put("b.yaml", "things:\n  source/b: {type: Source, label: B}\n")
    return folder


@pytest.mark.parametrize("command", ["load", "check"])
def test_long_work_shows_what_is_being_done(files, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    code, out, seen = called(0.001, (command, files))
    assert code == 0
    assert "checking" in seen
    assert "\x1b" not in out
    assert len(out.splitlines()) == 1


def test_short_work_shows_nothing(files, tmp_path):
    code, _, seen = called(60, ("load", files, "--store", tmp_path / "store"))
    assert (code, seen) == (0, "")


def test_what_is_refused_is_said_after_the_bar_is_gone(files, put, tmp_path):
    put("c.yaml", "things:\n  a: b\n")
    code, out, seen = called(0.001, ("load", files, "--store", tmp_path / "store"))
    assert (code, out) == (3, "")
    *_, last = seen.strip().splitlines()
    assert "says nothing; write at least its `type:`" in last
    assert "reading" not in last


def test_colours_can_be_left_out(files, tmp_path):
    words = ("load", files, "--store", tmp_path / "store")
    assert "\x1b[3" in called(0.001, words)[2]
    assert "\x1b[3" not in called(0.001, (*words, "--dry-run"), NO_COLOR="1")[2]


def test_off_a_terminal_there_is_no_bar(files, tmp_path):
    ran = subprocess.run(
        [sys.executable, "-c", CALL.format(0.001), "load", files, "--store", tmp_path / "store"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert (ran.returncode, ran.stderr) == (0, "")
