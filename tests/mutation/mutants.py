#!/usr/bin/env python3
"""How much the conformance suite notices: changes the code a little, and asks whether a case fails.

    tools/dev mutants --sample 200 --seed 1          # 200 of all mutants; again with the same results file: the rest of them
    tools/dev mutants --list                         # what would be changed

A mutant is one change on one line of the evaluator, of `step` or of the calendar: an operator swapped, a bound off by one,
an order turned. Each is made in a copy of the sources (build/mutants/source), built without optimisation as far as the
runner that asks the reference alone, and run. Killed: a case failed, or the run did not end in time. Survived: all cases
held. What does not compile is no mutant. Results are kept line by line in build/mutants/results.jsonl, so that a run that
was broken off goes on where it stopped; survivors that are explained stand in tests/mutation/explained.txt.
"""
import argparse
import hashlib
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

# What is changed: what a value is, what a customer's events do, what the calendar says. Not how state is kept as bytes.
SOURCES = [
    "runtime/eval/*.cpp",
    "runtime/history/*.cpp",
    "runtime/journey/*.cpp",
    "runtime/value/civil_time_calendar.cpp",
    "runtime/value/civil_time_zone.cpp",
    "runtime/value/date_operations.cpp",
    "runtime/value/decimal.cpp",
    "runtime/value/truth.hpp",
]
LEFT_OUT = {"decode.cpp", "encode.cpp", "fingerprint.cpp", "plausible.cpp"}

# Name, what is looked for, what stands there instead. The sources are laid out by clang-format, so an operator has a space
# on both sides and a template's bracket has none.
OPERATORS = [
    ("less", r" < ", " <= "),
    ("less_equal", r" <= ", " < "),
    ("greater", r" > ", " >= "),
    ("greater_equal", r" >= ", " > "),
    ("less_turned", r" < ", " > "),
    ("greater_turned", r" > ", " < "),
    ("equal", r" == ", " != "),
    ("not_equal", r" != ", " == "),
    ("and", r" && ", " || "),
    ("or", r" \|\| ", " && "),
    ("plus", r" \+ ", " - "),
    ("minus", r" - ", " + "),
    ("one_more", r"(?<= [+-] )1\b", "2"),
    ("one_less", r"(?<= [+-] )1\b", "0"),
    ("min", r"\bstd::min\(", "std::max("),
    ("max", r"\bstd::max\(", "std::min("),
    ("not", r"(?<=[( ])!(?=[a-z])", ""),
    ("true", r"\btrue\b", "false"),
    ("false", r"\bfalse\b", "true"),
    ("yes", r"\bTruth::yes\b", "Truth::no"),
    ("no", r"\bTruth::no\b", "Truth::yes"),
    ("unknown", r"\bTruth::unknown\b", "Truth::no"),
    ("any", r"\branges::any_of\b", "ranges::all_of"),
    ("all", r"\branges::all_of\b", "ranges::any_of"),
    ("upper", r"\bupper_bound\b", "lower_bound"),
    ("lower", r"\blower_bound\b", "upper_bound"),
    ("exclusive", r"\bLimit::exclusive\b", "Limit::inclusive"),
    ("inclusive", r"\bLimit::inclusive\b", "Limit::exclusive"),
    ("front", r"\.front\(\)", ".back()"),
    ("back", r"\.back\(\)", ".front()"),
]
NO_CODE = re.compile(r"^\s*(//|#|template|static_assert|using |namespace |constexpr |inline constexpr )")


def blank_texts(line):
    """The line with comments and the contents of texts blanked, columns kept."""
    line = re.sub(r'"(\\.|[^"\\])*"', lambda text: " " * len(text.group()), line)
    comment = line.find("//")
    return line if comment < 0 else line[:comment] + " " * (len(line) - comment)


def mutants_of(path):
    occurrences = {}
    for number, line in enumerate((ROOT / path).read_text(encoding="utf-8").splitlines(), 1):
        if NO_CODE.match(line):
            continue
        code = blank_texts(line)
        for name, pattern, replacement in OPERATORS:
            for found in re.finditer(pattern, code):
                after = line[: found.start()] + replacement + line[found.end():]
                # By what it says and not by its number, so that results stay good when lines are added above.
                key = f"{path}|{name}|{line.strip()}|{found.start()}"
                occurrences[key] = occurrences.get(key, 0) + 1
                name_of_it = hashlib.sha256(f"{key}|{occurrences[key]}".encode()).hexdigest()[:12]
                yield {"id": name_of_it, "file": path, "line": number, "operator": name,
                       "before": line.strip(), "after": after.strip(), "text": after}


def all_mutants(patterns):
    files = sorted({str(path.relative_to(ROOT)) for pattern in patterns for path in ROOT.glob(pattern)})
    return [one for path in files if pathlib.Path(path).name not in LEFT_OUT for one in mutants_of(path)]


class Bench:
    """A copy of the sources, and its build."""

    def __init__(self, arguments):
        self.folder = ROOT / "build" / "mutants"
        self.source = self.folder / "source"
        self.build = self.folder / "build"
        self.jobs = arguments.jobs
        self.timeout = arguments.timeout

    def prepare(self):
        self.source.mkdir(parents=True, exist_ok=True)
        files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
        for name in filter(None, files.decode().split("\0")):
            self.copy(name)
        subprocess.run(["cmake", "-G", "Ninja", "-S", self.source, "-B", self.build, "-DCMAKE_BUILD_TYPE=Debug"],
                       check=True, stdout=subprocess.DEVNULL)
        if not self.make():
            sys.exit("mutants: the unchanged sources do not build")
        if not self.holds():
            sys.exit("mutants: the suite fails on the unchanged sources")

    def copy(self, name):
        """What has not changed is left alone, so that it is not compiled again."""
        here, there = ROOT / name, self.source / name
        if not here.is_file() or (there.is_file() and there.read_bytes() == here.read_bytes()):
            return
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(here, there)

    def make(self):
        command = ["ninja", "-C", self.build, f"-j{self.jobs}", "conformance_reference"]
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0

    def holds(self):
        runner = self.build / "tests" / "conformance_reference"
        environment = dict(os.environ, WEND_CONFORMANCE_EXECUTORS="reference")
        try:
            done = subprocess.run([runner, "--gtest_brief=1"], env=environment, timeout=self.timeout,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        except subprocess.TimeoutExpired:
            return False
        return done.returncode == 0

    def judge(self, mutant):
        path = self.source / mutant["file"]
        original = path.read_text(encoding="utf-8")
        lines = original.splitlines(keepends=True)
        lines[mutant["line"] - 1] = mutant["text"] + "\n"
        path.write_text("".join(lines), encoding="utf-8")
        try:
            if not self.make():
                return "does not build"
            return "survived" if self.holds() else "killed"
        finally:
            path.write_text(original, encoding="utf-8")


def explained():
    path = ROOT / "tests" / "mutation" / "explained.txt"
    if not path.exists():
        return {}
    lines = [line.split(maxsplit=1) for line in path.read_text(encoding="utf-8").splitlines()]
    return {parts[0]: parts[1] for parts in lines if len(parts) == 2 and not parts[0].startswith("#")}


def report(results):
    reasons = explained()
    killed = [one for one in results if one["outcome"] == "killed"]
    survived = [one for one in results if one["outcome"] == "survived"]
    for one in sorted(survived, key=lambda one: (one["file"], one["line"])):
        print(f"{one['file']}:{one['line']}: survived [{one['id']}]: {one['operator']}")
        print(f"    - {one['before']}\n    + {one['after']}")
        print(f"    {reasons.get(one['id'], 'not explained')}")
    judged = len(killed) + len(survived)
    share = 100 * len(killed) / judged if judged else 0
    print(f"{judged} mutants: {len(killed)} killed ({share:.1f} %), {len(survived)} survived, "
          f"{len(results) - judged} did not build")
    return all(one["id"] in reasons for one in survived)


def main():
    parser = argparse.ArgumentParser(description="How much the conformance suite notices")
    parser.add_argument("--sample", type=int, default=0, help="so many of all mutants; 0: all")
    parser.add_argument("--seed", type=int, default=1, help="which sample")
    parser.add_argument("--jobs", type=int, default=2, help="compilations at once")
    parser.add_argument("--timeout", type=int, default=120, help="seconds after which a run counts as killed")
    parser.add_argument("--only", action="append", help="a pattern of sources instead of all: runtime/eval/*.cpp")
    parser.add_argument("--list", action="store_true", help="say what would be changed, and change nothing")
    arguments = parser.parse_args()

    mutants = all_mutants(arguments.only or SOURCES)
    if arguments.sample:
        mutants = random.Random(arguments.seed).sample(mutants, min(arguments.sample, len(mutants)))
    if arguments.list:
        for one in mutants:
            print(f"{one['id']} {one['file']}:{one['line']} {one['operator']}: {one['after']}")
        print(f"{len(mutants)} mutants")
        return 0

    bench = Bench(arguments)
    kept = bench.folder / "results.jsonl"
    bench.folder.mkdir(parents=True, exist_ok=True)
    done = {}
    if kept.exists():
        done = {one["id"]: one for one in map(json.loads, kept.read_text(encoding="utf-8").splitlines())}
    if any(one["id"] not in done for one in mutants):
        bench.prepare()
    with kept.open("a", encoding="utf-8") as file:
        for position, mutant in enumerate(mutants, 1):
            if mutant["id"] in done:
                continue
            result = {key: mutant[key] for key in ("id", "file", "line", "operator", "before", "after")}
            result["outcome"] = bench.judge(mutant)
            done[mutant["id"]] = result
            file.write(json.dumps(result) + "\n")
            file.flush()
            print(f"{position}/{len(mutants)} {result['outcome']}: {mutant['file']}:{mutant['line']} {mutant['operator']}",
                  file=sys.stderr)
    return 0 if report([done[one["id"]] for one in mutants]) else 1


if __name__ == "__main__":
    sys.exit(main())
