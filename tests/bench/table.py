#!/usr/bin/env python3
"""Runs the benchmarks that table/*.json name, and prints one table of them; README.md says how rows are written.

Exit status: 0 when every row was measured (whether or not it reaches what it is to reach), 1 when one could not be,
2 when there is no table to measure.
"""
import argparse
import json
import pathlib
import sys
import time

FOLDER = pathlib.Path(__file__).resolve().parent
ROOT = FOLDER.parent.parent
sys.path.insert(0, str(FOLDER / "harness"))

import layout  # noqa: E402
import machine  # noqa: E402
import programs  # noqa: E402
from figures import Missing  # noqa: E402
from others import Watch  # noqa: E402
from peers import EXPORT, Peer  # noqa: E402
from rows import Malformed, Outcome, read_rows  # noqa: E402


class Bench:
    """Where things are, and what was measured so far: each program and peer once, whatever rows it serves."""

    def __init__(self, build, peers, rows, quick=False, say=print):
        self.programs = build / "bench"
        self.peers = peers
        self.place = build.parent / "peers"
        self.output = build / "bench-output"
        self.rows = rows
        self.quick = quick
        self.say = say
        self.measured = {}
        self.watched = {}    # what else ran meanwhile, by program and peer
        self.described = {}  # the peers

    def outcomes(self):
        self.output.mkdir(parents=True, exist_ok=True)
        for key in dict.fromkeys(source.measured_by for row in self.rows for source in row.sources()):
            start = time.monotonic()
            try:
                self.measured[key] = self.measure(*key)
            except Missing as missing:
                self.measured[key] = missing
            self.say(f"{key[1]}: {time.monotonic() - start:.0f} s")
        return [Outcome(row, self.find) for row in self.rows]

    def measure(self, kind, name):
        run = self.program(name) if kind == "program" else self.peer(name)
        watch = Watch()
        measured = run()
        measured.others = self.watched[name] = watch.others()
        return measured

    def program(self, name):
        asked = {source.benchmark for row in self.rows for source in row.sources() if source.program == name}
        return lambda: programs.run(name, asked, self.programs, self.output, self.quick)

    def peer(self, name):
        """Installed, with its data made: what remains is to measure."""
        peer = Peer(self.peers / name, self.place, self.place / "data")
        self.described[name] = {"title": peer.title, "licence": peer.described["licence"], "missing": ""}
        try:
            expected = peer.prepare(self.programs / EXPORT)
        except Missing as missing:
            self.described[name]["missing"] = str(missing)
            raise
        return lambda: peer.measure(expected, self.quick)

    def find(self, source, counter=None):
        measured = self.measured[source.measured_by]
        if isinstance(measured, Missing):
            raise measured
        return measured.figure(source.benchmark, counter or source.counter, 1.0 if counter else source.scale)


def without_peers(rows):
    """The rows with nothing of others in them; those that compare with others alone are left out."""
    kept = []
    for row in rows:
        row.beside = [source for source in row.beside if not source.peer]
        if not row.figure.peer and (row.beside or not row.kind.startswith("ratio")):
            kept.append(row)
    return kept


def missing_packages(rows, peers):
    names = dict.fromkeys(source.peer for row in rows for source in row.sources() if source.peer)
    found = [Peer(peers / name, ROOT, ROOT) for name in names if (peers / name / "peer.json").is_file()]
    return sorted({package for peer in found for package, _ in peer.lacks()})


def arguments():
    parser = argparse.ArgumentParser(prog="tools/dev bench", description=__doc__.split("\n")[0])
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="the rows of table/NAME.json alone")
    parser.add_argument("--quick", action="store_true", help="fewer and shorter repetitions")
    parser.add_argument("--no-peers", action="store_true", help="without the programs of others")
    parser.add_argument("--json", type=pathlib.Path, default=ROOT / "build" / "bench.json", metavar="FILE",
                        help="where the JSON goes (build/bench.json)")
    parser.add_argument("--missing-packages", action="store_true", help="only print which packages of Debian the peers lack")
    return parser.parse_args()


def report(bench, outcomes, shape, file):
    print("\n".join([*(f"{name:10}{value}" for name, value in shape.items()), *layout.peers(bench.described), "",
                     *layout.table(outcomes), "", *layout.remarks(outcomes, bench.watched, bench.quick),
                     *layout.short_ones(outcomes), layout.summary(outcomes)]))
    file.parent.mkdir(parents=True, exist_ok=True)
    content = {"machine": shape, "quick": bench.quick, "peers": bench.described,
               "meanwhile": {name: others.as_json() for name, others in bench.watched.items()},
               "rows": [outcome.as_json() for outcome in outcomes]}
    file.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"as JSON: {file}")


def main():
    chosen = arguments()
    try:
        rows = read_rows(FOLDER / "table", chosen.only)
    except Malformed as malformed:
        print(f"tools/dev bench: {malformed}", file=sys.stderr)
        return 2
    if chosen.no_peers:
        rows = without_peers(rows)
    if chosen.missing_packages:
        print("\n".join(missing_packages(rows, FOLDER / "peers")))
        return 0
    build = ROOT / "build" / "release"
    start, shape = time.monotonic(), machine.shape(build)
    bench = Bench(build, FOLDER / "peers", rows, chosen.quick, say=lambda words: print(words, file=sys.stderr))
    outcomes = bench.outcomes()
    shape["took"] = f"{time.monotonic() - start:.0f} s"
    report(bench, outcomes, shape, chosen.json)
    return 1 if any(outcome.problems for outcome in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
