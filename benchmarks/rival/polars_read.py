"""Reads, cleans, sorts and writes the flights with polars and describes them: seconds, processor seconds, peak MB."""

import resource
import sys
import time

import polars


def timed(name, job):
    before = resource.getrusage(resource.RUSAGE_SELF)
    started = time.perf_counter()
    job()
    elapsed = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_SELF)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{name:<52}{elapsed:9.2f}{processor:9.2f}{after.ru_maxrss / 1024:9.0f}")


source, target = sys.argv[1:]
print(f"polars {polars.__version__:<45}{'wall':>9}{'cpu':>9}{'peak MB':>9}")
timed(
    "flights: read, clean, sort by date, write Parquet",
    lambda: polars.read_parquet(source).filter(polars.col("date").is_not_null()).unique().sort("date").write_parquet(target),
)
timed("flights: describe", lambda: polars.read_parquet(source).describe())
