"""The customers' condition counted by DuckDB over 70 million rows: in its memory, in its own file and in Parquet, with
one thread and with two.

usage: measure.py FOLDER REPETITIONS SECONDS; prints the JSON of Google Benchmark. The files are made once, beside this
program. Each measurement is one query or more, for as many seconds at least; what comes from a file comes from the
page cache or DuckDB's own, as the untimed first query leaves it.
"""
import json
import pathlib
import random
import sys
import time

import duckdb
import pyarrow

HERE = pathlib.Path(__file__).resolve().parent
ROWS = 70_000_000
COLUMNS = {"aum": pyarrow.int64(), "tier": pyarrow.uint8(), "birthday": pyarrow.date32(),
           "last_seen": pyarrow.timestamp("us"), "consent": pyarrow.bool_()}
QUERY = """SELECT count(*) FROM {source} WHERE aum >= 50000000 AND tier IN (2, 3) AND birthday < DATE '1990-01-01'
           AND last_seen >= make_timestamp(1750000000000000) AND consent"""


def arrow_table(folder):
    """Where the columns lie on disk: mapped, not copied."""
    def buffer(name):
        return pyarrow.memory_map(str(folder / name)).read_buffer()
    arrays = [pyarrow.Array.from_buffers(kind, ROWS, [buffer(f"{name}.known"), buffer(f"{name}.values")])
              for name, kind in COLUMNS.items()]
    return pyarrow.table(arrays, names=list(COLUMNS))


def make_files(folder):
    """Once; again when the data are newer."""
    made = HERE / "made"
    if made.is_file() and made.stat().st_mtime > (folder / "expected.json").stat().st_mtime:
        return
    (HERE / "customers.duckdb").unlink(missing_ok=True)
    customers = arrow_table(folder)  # read by name in the queries
    with duckdb.connect(HERE / "customers.duckdb") as database:
        database.execute("CREATE TABLE customers AS SELECT * FROM customers")
        database.execute(f"COPY customers TO '{HERE / 'customers.parquet'}' (FORMAT parquet)")
    made.touch()


def connections(folder):
    """By storage: a connection, and what its query reads."""
    memory = duckdb.connect(":memory:")
    customers = arrow_table(folder)
    memory.register("arrow", customers)
    memory.execute("CREATE TABLE customers AS SELECT * FROM arrow")
    return {"memory": (memory, "customers"),
            "file": (duckdb.connect(HERE / "customers.duckdb", read_only=True), "customers"),
            "parquet": (duckdb.connect(":memory:"), f"read_parquet('{HERE / 'customers.parquet'}')")}


def measure(connection, source, threads, seconds):
    connection.execute(f"SET threads = {threads}")
    start, passes = time.perf_counter(), 0
    while passes == 0 or time.perf_counter() - start < seconds:
        (matched,) = connection.execute(QUERY.format(source=source)).fetchone()
        passes += 1
    return (time.perf_counter() - start) / passes, matched


def main():
    folder, repetitions, seconds = pathlib.Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    make_files(folder)
    open_ones = connections(folder)
    plan = [(storage, threads) for storage in open_ones for threads in (1, 2)]
    for storage, threads in plan:
        measure(*open_ones[storage], threads, 0)  # warm
    plan *= repetitions
    random.Random(1).shuffle(plan)
    benchmarks = []
    for storage, threads in plan:
        elapsed, matched = measure(*open_ones[storage], threads, seconds)
        benchmarks.append({"name": f"count/{storage}/threads:{threads}", "run_type": "iteration",
                           "real_time": elapsed * 1e3, "time_unit": "ms", "matched": matched})
    print(json.dumps({"benchmarks": benchmarks}))


main()
