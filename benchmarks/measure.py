"""Times whole commands from the shell, each in an empty folder of its own, and says how far the times spread."""

import collections
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
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


def family(root):
    """Resident megabytes of a process and its descendants: (those of the reader of columnar files, the others)."""
    parents = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                parents[int(entry)] = int(Path(f"/proc/{entry}/stat").read_text().rsplit(")", 1)[1].split()[1])
            except (OSError, IndexError):
                pass
    members, grown = {root}, True
    while grown:
        more = {child for child, parent in parents.items() if parent in members} - members
        members |= more
        grown = bool(more)
    child = main = 0
    for member in members:
        try:
            command = Path(f"/proc/{member}/cmdline").read_text()
            kilobytes = next(
                int(line.split()[1])
                for line in Path(f"/proc/{member}/status").read_text().splitlines()
                if line.startswith("VmRSS")
            )
        except (OSError, StopIteration):
            continue
        if "ColumnarChild" in command:
            child += kilobytes
        elif "postgres" not in command.split("\0")[0]:
            main += kilobytes
    return child / 1024, main / 1024


Watched = collections.namedtuple("Watched", "code output seconds processor peak")


def watched(command, folder, environment=None):
    """Runs a command; peak is the largest resident memory of (the process, the reader of its files, both at once) in MB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    # A file, for the server that Volute starts keeps a pipe open.
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        peak = [0.0, 0.0, 0.0]

        def watch():
            while process.poll() is None:
                child, main = family(process.pid)
                peak[:] = max(peak[0], main), max(peak[1], child), max(peak[2], main + child)
                time.sleep(0.05)

        watcher = threading.Thread(target=watch)
        watcher.start()
        process.wait()
        watcher.join()
        elapsed = time.perf_counter() - started
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        output.seek(0)
        return Watched(
            process.returncode,
            output.read(),
            elapsed,
            after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
            tuple(peak),
        )


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
