"""The table's rows: what they are to show, and whether what was measured reaches it."""
import json
import pathlib

from figures import TIMES, Missing

KEYS = {"what", "unit", "shape", "threads", "figure", "beside", "better", "agree", "reach"}
REACHES = {"ratio_at_most", "ratio_at_least", "at_most", "at_least", "stated"}


COARSER = {"us", "µs", "ms", "s"}  # units of time that nanoseconds must be scaled to


class Malformed(Exception):
    """A file of the table says what cannot be; the message names the file and the row."""


class Source:
    """Which number of which benchmark of which program or peer."""

    def __init__(self, entry, like=None):
        own = "program" in entry or "peer" in entry
        self.peer = entry.get("peer") or (None if own or not like else like.peer)
        self.program = None if self.peer else entry.get("program") or (like and like.program)
        self.benchmark = entry["benchmark"]
        inherits = like is not None and "peer" not in entry
        self.counter = entry.get("counter") or (like.counter if inherits else "real_time")
        self.scale = entry.get("scale", like.scale if inherits else 1.0)
        self.label = entry.get("label", "Wend")

    @property
    def measured_by(self):
        return ("peer", self.peer) if self.peer else ("program", self.program)


class Row:
    """One line of the table, before it is measured."""

    def __init__(self, entry, file):
        self.file = file
        self.entry = entry
        self.what = entry["what"]
        self.unit = entry["unit"]
        self.shape = entry.get("shape", "")
        self.threads = entry.get("threads", 1)
        self.figure = Source(entry["figure"])
        self.beside = [Source(one, like=self.figure) for one in entry.get("beside", [])]
        self.lower_is_better = entry.get("better", "lower") == "lower"
        self.agree = entry.get("agree")
        if self.unit.split()[0] in COARSER and self.figure.counter in TIMES and self.figure.scale == 1:
            raise ValueError(f"its figure is in nanoseconds: {self.unit} need a scale")
        ((self.kind, self.bound),) = ((key, value) for key, value in entry["reach"].items() if key in REACHES)

    def sources(self):
        return [self.figure, *self.beside]


def read_rows(folder, only=()):
    """Those of the files of `folder`, or of the named ones (without .json) alone, in the order of their names."""
    files = sorted(pathlib.Path(folder).glob("*.json"))
    unknown = set(only) - {file.stem for file in files}
    if unknown:
        raise Malformed(f"there is no {', '.join(sorted(unknown))} in {folder}")
    return [row for file in files if not only or file.stem in only for row in read_file(file)]


def read_file(file):
    try:
        entries = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise Malformed(f"{file.name}: {error}") from error
    if not isinstance(entries, list):
        raise Malformed(f"{file.name} holds no list")
    rows = []
    for number, entry in enumerate(entries, 1):
        try:
            check_keys(entry)
            rows.append(Row(entry, file.stem))
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise Malformed(f"{file.name}, row {number}: {describe(error)}") from error
    return rows


def check_keys(entry):
    unknown = set(entry) - KEYS
    if unknown:
        raise ValueError(f"there is no key {', '.join(sorted(unknown))}")
    if entry["reach"].get("unit", entry["unit"]) != entry["unit"]:
        raise ValueError("what to reach is in another unit than the row")
    if len(REACHES & set(entry["reach"])) != 1:
        raise ValueError(f"reach is one of {', '.join(sorted(REACHES))}")
    if "ratio" in next(iter(entry["reach"])) and not entry.get("beside"):
        raise ValueError("a ratio needs something beside it")


def describe(error):
    return f"it lacks {error}" if isinstance(error, KeyError) else str(error)


class Outcome:
    """A measured row.

    `figure` and `beside` are Figures, or None where `problems` say why not; `ratios` stand for `beside`, each in the
    sense of what is to be reached. `reached` is None where there is nothing to reach or nothing to tell it by: a figure
    with a goal of its own is judged also where what stands beside it is missing, a ratio only where all of it is there.
    """

    def __init__(self, row, find):
        """`find(source, counter)` gives a Figure or raises Missing; a counter of None is the source's own."""
        self.row = row
        self.problems = []
        self.figure, *self.beside = [self.found(find, source) for source in row.sources()]
        self.ratios = [self.ratio(one) for one in self.beside]
        self.agrees = not row.agree or self.compare(find)
        self.reached = self.judge()

    def found(self, find, source, counter=None):
        try:
            return find(source, counter)
        except Missing as missing:
            self.problems.append(f"{source.label}: {missing}")
            return None

    def ratio(self, other):
        """As ratio_at_most has it: figure / other. Else how many times better the figure is than the other."""
        if not self.figure or not other:
            return None
        times_of_other = self.row.kind == "ratio_at_most" or not self.row.lower_is_better
        over, under = (self.figure, other) if times_of_other else (other, self.figure)
        return over.value / under.value if under.value else None

    def worst_ratio(self):
        """That to the best beside it."""
        known = [ratio for ratio in self.ratios if ratio is not None]
        if not known:
            return None
        return max(known) if self.row.kind == "ratio_at_most" and self.row.lower_is_better else min(known)

    def compare(self, find):
        """Whether all that is there counted the same."""
        present = [source for source, figure in zip(self.row.sources(), [self.figure, *self.beside]) if figure]
        counts = [(source.label, self.found(find, source, self.row.agree)) for source in present]
        values = {count.value for _, count in counts if count}
        if len(values) > 1:
            said = ", ".join(f"{label} {count.value:,.0f}" for label, count in counts if count)
            self.problems.append(f"they do not agree on {self.row.agree}: {said}")
        return len(values) == 1

    def judged(self):
        """What the goal is for: the ratio to the best beside it, or the figure itself; None where that is not known."""
        if self.row.kind.startswith("ratio"):
            return self.worst_ratio() if all(self.beside) else None
        return self.figure and self.figure.value

    def judge(self):
        if self.row.kind == "stated" or not self.agrees:
            return None
        value = self.judged()
        if value is None:
            self.problems = self.problems or ["a ratio to zero"]
            return None
        return value <= self.row.bound if self.row.kind.endswith("at_most") else value >= self.row.bound

    def missed_by(self):
        """How many times as far as its goal allows, where it falls short."""
        value, bound = self.judged(), self.row.bound
        over, under = (value, bound) if self.row.kind.endswith("at_most") else (bound, value)
        return over / under if under else float("inf")

    def as_json(self):
        beside = [{"label": source.label, **(figure.as_json() if figure else {"value": None}), "ratio": ratio}
                  for source, figure, ratio in zip(self.row.beside, self.beside, self.ratios)]
        return {"table": self.row.file, "what": self.row.what, "unit": self.row.unit, "shape": self.row.shape,
                "threads": self.row.threads, "figure": self.figure and self.figure.as_json(), "beside": beside,
                "reach": self.row.entry["reach"], "ratio": self.worst_ratio(), "reached": self.reached,
                "problems": self.problems}
