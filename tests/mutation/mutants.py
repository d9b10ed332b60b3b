#!/usr/bin/env python3
"""How much the conformance suite notices: changes the code a little, and asks whether a case fails.

    tools/dev mutants --sample 200 --seed 1          # 200 of all mutants; broken off, the same command goes on
    tools/dev mutants --only 'runtime/eval/*.cpp'    # all mutants of some files
    tools/dev mutants --list                         # what would be changed

A mutant is one change on one line of the evaluator, of `step` or of the calendar: an operator swapped, a bound off by one,
an order turned (operators.py). Each is made in a copy of the sources (build/mutants/1, 2, …), built as far as the runner
that asks the reference alone, and run (bench.py). README.md in this folder says how the outcomes are counted.
"""
import argparse
import collections
import hashlib
import json
import pathlib
import queue
import sys
import threading

from bench import Bench, Broken
from operators import all_mutants

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "mutants"
SUITE = "tests/conformance"
SAME = "same: "  # an explanation begins so where no program can tell the mutant from what was there


def digest(paths):
    made = hashlib.sha256()
    for path in paths:
        made.update(path.read_bytes())
    return made.hexdigest()[:16]


class Results:
    """What is known of mutants, a line of JSON each; the last line of a mutant counts.

    A result is good for the file as it was. That a mutant survived is good only for the suite that it survived: a case more
    may kill it.
    """

    def __init__(self, path, root=ROOT):
        self.path = path
        self.root = root
        self.suite = digest(sorted((root / SUITE).rglob("*.json")))
        self.files = {}
        self.known = {}
        self.lock = threading.Lock()
        if path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                one = json.loads(line)
                self.known[one["id"]] = one

    def file_digest(self, name):
        if name not in self.files:
            self.files[name] = digest([self.root / name])
        return self.files[name]

    def of(self, mutant):
        one = self.known.get(mutant["id"])
        if one is None or one["of"] != self.file_digest(mutant["file"]):
            return None
        return None if one["outcome"] == "survived" and one["suite"] != self.suite else one

    def add(self, mutant, outcome, by):
        one = {key: mutant[key] for key in ("id", "file", "line", "operator", "before", "after")}
        one.update(outcome=outcome, by=by, of=self.file_digest(mutant["file"]), suite=self.suite)
        with self.lock:
            self.known[mutant["id"]] = one
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(one, ensure_ascii=False) + "\n")
        return one


def judge_all(mutants, benches, results, say):
    """Each bench takes the mutants of a file together: what it compiled for one is what it compiles for the next."""
    by_file = collections.defaultdict(list)
    for mutant in mutants:
        by_file[mutant["file"]].append(mutant)
    waiting = queue.SimpleQueue()
    for group in sorted(by_file.values(), key=lambda group: (-len(group), group[0]["file"])):
        waiting.put(group)
    done = iter(range(1, len(mutants) + 1))

    def work(bench):
        while True:
            try:
                group = waiting.get_nowait()
            except queue.Empty:
                return
            for mutant in sorted(group, key=lambda one: one["line"]):
                one = results.add(mutant, *bench.judge(mutant))
                with results.lock:
                    say(f"{next(done)}/{len(mutants)} {one['outcome']}: {one['file']}:{one['line']} {one['operator']}"
                        + (f" ({one['by']})" if one["by"] else ""))

    threads = [threading.Thread(target=work, args=(bench,)) for bench in benches]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def read_explained(path):
    """Reasons by mutant: its id, then a sentence; lines that begin with # are comments."""
    if not path.exists():
        return {}
    lines = [line.split(maxsplit=1) for line in path.read_text(encoding="utf-8").splitlines()]
    return {parts[0]: parts[1] for parts in lines if len(parts) == 2 and not parts[0].startswith("#")}


def tally(results):
    """Rows of a folder, how many were judged, killed (those that hung among them), survived, and did not build."""
    rows = collections.OrderedDict()
    for one in sorted(results, key=lambda one: one["file"]):
        for name in (one["file"].rsplit("/", 1)[0], "all"):
            rows.setdefault(name, collections.Counter())[one["outcome"]] += 1
    rows.move_to_end("all") if rows else None
    for name, row in rows.items():
        killed = row["killed"] + row["hung"]
        yield name, killed + row["survived"], killed, row["hung"], row["survived"], row["does not build"]


def report(results, reasons, print=print):
    """Whether every survivor is explained."""
    survived = [one for one in results if one["outcome"] == "survived"]
    for one in sorted(survived, key=lambda one: (one["file"], one["line"])):
        print(f"{one['file']}:{one['line']}: survived [{one['id']}]: {one['operator']}")
        print(f"    - {one['before']}\n    + {one['after']}")
        print(f"    {reasons.get(one['id'], 'not explained')}")
    for name, judged, killed, hung, left, unbuilt in tally(results):
        share = 100 * killed / judged if judged else 0
        print(f"{name}: {judged} mutants, {killed} killed ({share:.1f} %; {hung} of them hung), {left} survived; "
              f"{unbuilt} more did not build")
    judged = [one for one in results if one["outcome"] != "does not build"]
    same = [one for one in survived if reasons.get(one["id"], "").startswith(SAME)]
    told = len(judged) - len(same)
    killed = len(judged) - len(survived)
    print(f"{len(same)} survivors say the same as what was there; of the {told} others {killed} are killed "
          f"({100 * killed / told if told else 0:.1f} %)")
    unexplained = [one for one in survived if one["id"] not in reasons]
    print(f"{len(survived) - len(unexplained)} survivors are explained, {len(unexplained)} are not")
    return not unexplained


def chosen(mutants, sample, seed):
    """Drawn by hash, so that a line that changes changes no other mutant's lot."""
    if not sample or sample >= len(mutants):
        return mutants
    return sorted(mutants, key=lambda one: hashlib.sha256(f"{seed} {one['id']}".encode()).digest())[:sample]


def benches_for(count, arguments):
    target = ["ninja", "-C", "build/release", "-j{jobs}", "conformance_reference"]
    run = ["build/release/tests/conformance_reference", "--gtest_brief=1", "--gtest_fail_fast"]
    made = [Bench(ROOT, FOLDER / str(number), make=target, check=run, configure=["cmake", "--preset", "release"],
                  timeout=arguments.timeout, environment={"WEND_CONFORMANCE_EXECUTORS": "reference"})
            for number in range(1, count + 1)]
    for bench in made:
        bench.prepare(arguments.jobs)
    return made


def arguments_of():
    parser = argparse.ArgumentParser(description="How much the conformance suite notices")
    parser.add_argument("--sample", type=int, default=0, help="so many of all mutants; 0: all")
    parser.add_argument("--seed", type=int, default=1, help="which sample")
    parser.add_argument("--jobs", type=int, default=2, help="mutants judged at once")
    parser.add_argument("--timeout", type=int, default=20, help="seconds after which a run counts as killed")
    parser.add_argument("--only", action="append", help="a pattern of sources instead of all: 'runtime/eval/*.cpp'")
    parser.add_argument("--fresh", action="store_true", help="judge anew what is known already")
    parser.add_argument("--list", action="store_true", help="say what would be changed, and change nothing")
    return parser.parse_args()


def main():
    arguments = arguments_of()
    mutants = all_mutants(ROOT, arguments.only)
    sample = chosen(mutants, arguments.sample, arguments.seed)
    print(f"{len(sample)} of {len(mutants)} mutants, seed {arguments.seed}")
    if arguments.list:
        for one in sample:
            print(f"{one['id']} {one['file']}:{one['line']} {one['operator']}: {one['after']}")
        return 0
    results = Results(FOLDER / "results.jsonl")
    open_ones = [one for one in sample if arguments.fresh or results.of(one) is None]
    if open_ones:
        try:
            benches = benches_for(min(arguments.jobs, len({one["file"] for one in open_ones})), arguments)
        except Broken as broken:
            print(f"mutants: {broken}", file=sys.stderr)
            return 2
        judge_all(open_ones, benches, results, lambda line: print(line, file=sys.stderr, flush=True))
    reasons = read_explained(ROOT / "tests" / "mutation" / "explained.txt")
    return 0 if report([results.known[one["id"]] for one in sample], reasons) else 1


if __name__ == "__main__":
    sys.exit(main())
