"""The analysis of an experiment as a hand-written DuckDB script: rival of `volute experiment analyze`.

experiment.py ASSIGNMENTS.PARQUET EVENTS.PARQUET MEMORY THREADS prints the effects and their standard errors as JSON. The
same definitions as in benchmarks/experiment: events once by their id, the one received first; no bots and no unit of two
arms; a recommendation counts where it was first seen after the exposure, and as taken when it was played for a minute
within 48 hours; hours; cancellations; each adjusted by the same of the 14 days before (CUPED).
"""

import json
import resource
import sys
import tempfile

import duckdb

assignments, events, memory, threads = sys.argv[1:5]
spill = tempfile.TemporaryDirectory(prefix="volute-rival-")
connection = duckdb.connect()
for setting in (
    f"memory_limit = '{memory}'",
    f"threads = {threads}",
    f"temp_directory = '{spill.name}'",
    "TimeZone = 'UTC'",
    "preserve_insertion_order = false",
):
    connection.execute("SET " + setting)

# Days and hours in microseconds, so that the engine compares numbers.
HOUR = 3_600_000_000
DAY = 24 * HOUR
AFTER = f"rel >= 0 AND rel < {28 * DAY}"
BEFORE = f"rel >= {-14 * DAY} AND rel < 0"

connection.execute(
    f"""
CREATE TABLE units AS
    SELECT row_number() OVER () AS i, unit, arm, epoch_us(exposed_at) AS exposed FROM (
        SELECT unit, min(arm) AS arm, min(exposed_at) AS exposed_at FROM '{assignments}'
        GROUP BY unit HAVING count(DISTINCT arm) = 1 AND NOT bool_or(is_bot) AND min(exposed_at) IS NOT NULL);

-- Few ids repeat: the rest needs no sorting.
CREATE TABLE twice AS SELECT hash(event_id) AS h FROM '{events}' GROUP BY h HAVING count(*) > 1;
CREATE TABLE e AS
    WITH once AS (
        SELECT * FROM '{events}' WHERE hash(event_id) NOT IN (FROM twice)
        UNION ALL
        SELECT * EXCLUDE (place) FROM (
            SELECT *, row_number() OVER (PARTITION BY event_id ORDER BY received_at, "at") AS place
            FROM '{events}' WHERE hash(event_id) IN (FROM twice))
        WHERE place = 1)
    SELECT i, epoch_us("at") - exposed AS rel, event, hash(rec_id) AS rec, rec_id IS NOT NULL AS known, seconds
    FROM once JOIN units USING (unit);

CREATE TABLE seen AS SELECT i, rec, min(rel) AS first FROM e WHERE event = 'impression' AND known GROUP BY i, rec;
CREATE TABLE shown AS
    SELECT i, count(*) FILTER ({AFTER.replace("rel", "first")}) AS d, count(*) FILTER ({BEFORE.replace("rel", "first")}) AS d0
    FROM seen GROUP BY i;
CREATE TABLE taken AS
    SELECT i, count(*) FILTER (after AND {AFTER.replace("rel", "first")}) AS m,
        count(*) FILTER (before AND {BEFORE.replace("rel", "first")}) AS m0
    FROM (
        SELECT seen.i, seen.rec, seen.first, bool_or(rel < first + {48 * HOUR}) AS after,
            bool_or(rel < first + {48 * HOUR} AND rel < 0) AS before
        FROM seen JOIN e ON e.i = seen.i AND e.rec = seen.rec AND e.rel >= first
        WHERE event = 'play' AND seconds >= 60 AND known GROUP BY ALL)
    GROUP BY i;
CREATE TABLE plain AS
    SELECT i, sum(seconds) FILTER (event = 'play' AND {AFTER}) AS s, sum(seconds) FILTER (event = 'play' AND {BEFORE}) AS s0,
        count(*) FILTER (event = 'cancel' AND {AFTER}) AS c, count(*) FILTER (event = 'cancel' AND {BEFORE}) AS c0
    FROM e GROUP BY i;
CREATE TABLE totals AS
    SELECT arm, coalesce(m, 0)::DOUBLE AS m, coalesce(d, 0)::DOUBLE AS d, coalesce(m0, 0)::DOUBLE AS m0,
        coalesce(d0, 0)::DOUBLE AS d0, coalesce(s, 0) / 3600.0::DOUBLE AS s, coalesce(s0, 0) / 3600.0::DOUBLE AS s0,
        (coalesce(c, 0) > 0)::INT::DOUBLE AS c, (coalesce(c0, 0) > 0)::INT::DOUBLE AS c0
    FROM units LEFT JOIN shown USING (i) LEFT JOIN taken USING (i) LEFT JOIN plain USING (i);
CREATE TABLE influences AS
    SELECT arm, (m - r * d) / md AS y, (m0 - r0 * d0) / md0 AS x, r FROM totals JOIN (
        SELECT arm, avg(m) / avg(d) AS r, avg(d) AS md, avg(m0) / avg(d0) AS r0, avg(d0) AS md0, avg(m0) / avg(d0) AS x0
        FROM totals GROUP BY arm) USING (arm);
"""
)


def moments(table, y, x):
    """n, mean and variance of Y, mean and variance of X, covariance, by arm."""
    rows = connection.execute(
        f"SELECT arm, count(*), avg({y}), var_samp({y}), avg({x}), var_samp({x}), covar_samp({y}, {x})"
        f" FROM {table} GROUP BY arm ORDER BY arm"
    ).fetchall()
    return [row[1:] for row in rows]


def adjusted(arms, theta):
    """Difference after the adjustment and its standard error; the control comes first in the alphabet."""
    (nc, yc, vc, xc, wc, cc), (nt, yt, vt, xt, wt, ct) = arms
    error = sum((v + theta**2 * w - 2 * theta * c) / n for n, v, w, c in ((nc, vc, wc, cc), (nt, vt, wt, ct))) ** 0.5
    return {"units": [nc, nt], "value": [yc, yt], "effect": yt - yc - theta * (xt - xc), "error": error}


def pooled(arms):
    """Covariance over variance of all units of both arms together."""
    n = sum(arm[0] for arm in arms)
    y, x = sum(arm[0] * arm[1] for arm in arms) / n, sum(arm[0] * arm[3] for arm in arms) / n
    cross = sum((arm[0] - 1) * arm[5] + arm[0] * (arm[1] - y) * (arm[3] - x) for arm in arms)
    square = sum((arm[0] - 1) * arm[4] + arm[0] * (arm[3] - x) ** 2 for arm in arms)
    return cross / square if square else 0.0


ratios = connection.execute(
    "SELECT avg(m) / avg(d), avg(m0) / avg(d0) FROM totals GROUP BY arm ORDER BY arm"
).fetchall()
influences = [
    (n, r, vy, r0, vx, c) for (n, _, vy, _, vx, c), (r, r0) in zip(moments("influences", "y", "x"), ratios)
]
theta = sum(arm[5] / arm[0] for arm in influences) / sum(arm[4] / arm[0] for arm in influences)
hours = moments("totals", "s", "s0")
cancelled = moments("totals", "c", "c0")
print(
    json.dumps(
        {
            "take-rate": adjusted(influences, theta),
            "streaming-hours": adjusted(hours, pooled(hours)),
            "cancellation-rate": adjusted(cancelled, pooled(cancelled)),
            "duckdb": duckdb.__version__,
            "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }
    )
)
