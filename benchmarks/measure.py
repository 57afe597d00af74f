"""Times whole commands from the shell, each in an empty folder of its own, and says how far the times spread."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VOLUTE = str(ROOT / "volute")


def seconds(command, folder, environment=None):
    """Wall-clock seconds of one run; ends the script with the command's output when it fails."""
    started = time.perf_counter()
    run = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    elapsed = time.perf_counter() - started
    if run.returncode not in (0, 1):  # 1 is a negative verdict, not a failure
        sys.exit(f"{' '.join(map(str, command))} ended with {run.returncode}:\n{run.stdout[-4000:]}")
    return elapsed


class Fresh:
    """An empty folder that goes away, with the server that Volute may have started in it."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="volute-benchmark-")
        return self.folder

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)


def fresh(command, times, environment=None):
    taken = []
    for _ in range(times):
        with Fresh() as folder:
            taken.append(seconds(command, folder, environment))
    return taken


def line(name, taken, limit=None):
    """One row: minimum, median, maximum, and whether the median holds its limit."""
    median = statistics.median(taken)
    bound = "" if limit is None else f"   limit {limit:g} s: {'holds' if median <= limit else 'BROKEN'}"
    return f"{name:<34}{min(taken):8.2f}{median:8.2f}{max(taken):8.2f}   n={len(taken)}{bound}"


def header():
    return f"{'seconds':<34}{'min':>8}{'median':>8}{'max':>8}"


def processors():
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
