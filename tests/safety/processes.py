"""Real processes that load, and the whole states between which a store may stand."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from kg.rdf import disk
from tests.conftest import RIGHT, ROOT

#: A second file, which needs the first.
MORE = """\
file: more
recorded: 2026-11-25
things:
  docket/d/narrowing:
    type: CourtAction
    label: Narrowing
    docket: docket/d
    decided: 2018-08-01
    evidence: {source: source/s061}
    effects:
      narrow: {does: narrowed, to: docket/d/ecf-78#notice, leaves: {parties: [us/il/chicago]}}
"""
LOAD = ("-m", "kg", "load")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
#: What changes names and files; between any two of these calls a process can be killed.
NAMES = (
    "write,ftruncate,mkdir,rename,renameat,renameat2,unlink,unlinkat,rmdir,link,linkat,"
    "fsync,fdatasync"
)


def facts(folder):
    """The two files, in a set named `demo`."""
    made = folder / "demo"
    made.mkdir(parents=True)
    paths = made / "f.yaml", made / "more.yaml"
    for path, text in zip(paths, (RIGHT, MORE), strict=True):
        path.write_text(text)
    return paths


def started(*words, **options):
    """A Python process, its output kept."""
    return subprocess.Popen(
        [sys.executable, *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
        **options,
    )


def kg(*words, **options):
    """The command, run to its end: exit code, output, error output; it never shows a traceback."""
    process = started("-m", "kg", *words, **options)
    out, err = process.communicate(timeout=120)
    assert "Traceback" not in err, err
    return process.returncode, out, err


def quads(store):
    """Every quad of the store, of its derived graph too."""
    with disk.read(Path(store)) as reader:
        found = list(reader.quads())
    assert len(found) == len(set(found))
    return frozenset(found)


def names(folder):
    """The names of all that is in a folder."""
    return sorted(each.name for each in folder.iterdir()) if folder.exists() else []


def data_folders(store):
    """The names of the data folders of a store."""
    return [name for name in names(store) if name.startswith("data-")]


def older(store):
    """The same store as version 1 kept it."""
    (data,) = data_folders(store)
    (store / data).rename(store / "oxigraph")
    (store / "current").unlink()
    (store / "version").write_text("1\n")
    return store


def killed_after(seconds, *words):
    """Run Python and kill it after some time."""
    process = started(*words)
    try:
        process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
    assert process.returncode in (0, -signal.SIGKILL)


def killed_in_writing(seconds, store, *words):
    """Run Python and kill it some time after it has begun a new data folder."""
    before = set(data_folders(store))
    process = started(*words)
    while process.poll() is None and set(data_folders(store)) <= before:
        time.sleep(0.001)
    time.sleep(seconds)
    process.kill()
    process.communicate()
    assert process.returncode in (0, -signal.SIGKILL)


def can_trace():
    """True where a process can be stopped at any one of its system calls."""
    if not shutil.which("strace"):
        return False
    ran = subprocess.run(
        ["strace", "-f", "--seccomp-bpf", "-e", "trace=fsync", "-o", os.devnull, "true"],
        capture_output=True,
        check=False,
    )
    return ran.returncode == 0


def traced(log, *words):
    """Run Python, and count the system calls by which it changed names and files."""
    command = [
        "strace",
        "-f",
        "--seccomp-bpf",
        "-qq",
        "-o",
        str(log),
        "-e",
        f"trace={NAMES}",
        sys.executable,
    ]
    subprocess.run([*command, *map(str, words)], env=ENVIRONMENT, check=True, capture_output=True)
    counted, calls = {}, []
    for line in log.read_text().splitlines():
        if "(" in line and "resumed>" not in line:
            call = line.partition("(")[0].split()[-1]
            counted[call] = counted.get(call, 0) + 1
            calls.append((call, counted[call]))
    return calls


def killed_at(call, number, *words):
    """Run Python and kill it when it is about to make the n-th system call of this name."""
    inject = f"inject={call}:signal=SIGKILL:when={number}"
    command = [
        "strace",
        "-f",
        "--seccomp-bpf",
        "-qq",
        "-o",
        os.devnull,
        "-e",
        f"trace={call}",
        "-e",
        inject,
    ]
    subprocess.run(
        [*command, sys.executable, *map(str, words)],
        env=ENVIRONMENT,
        check=False,
        capture_output=True,
    )
