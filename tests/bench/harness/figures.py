"""What programs of Google Benchmark measured: their JSON, read into medians.

Peers write the same form, so that one reader serves all.
"""
import json
import re
import statistics

NANOSECONDS = {"ns": 1.0, "us": 1e3, "ms": 1e6, "s": 1e9}
TIMES = ("real_time", "cpu_time")

# What Google Benchmark appends to a name for how it is measured; names in the table may leave it out.
HOW = re.compile(r"/(?:iterations|repeats|min_time|min_warmup_time):[^/]+|/(?:real_time|process_time|manual_time)(?=/|$)")


class Missing(Exception):
    """There is no such figure; the message says why, for the table's reader."""


UNSTEADY = 0.1


class Figure:
    """The median of the repetitions, with their least and greatest.

    `spread` is what the middle half of them spans, as a share of the median; of less than four, what all of them span.
    `is_disturbed` says that other programs were busy meanwhile.
    """

    def __init__(self, values, is_disturbed=False):
        self.is_disturbed = is_disturbed
        self.value = statistics.median(values)
        self.least = min(values)
        self.most = max(values)
        self.repetitions = len(values)
        lower, upper = self.least, self.most
        if len(values) >= 4:
            lower, _, upper = statistics.quantiles(values, n=4, method="inclusive")
        self.spread = (upper - lower) / self.value if self.value else 0.0

    @property
    def is_unsteady(self):
        return self.spread > UNSTEADY

    def as_json(self):
        return {"value": self.value, "least": self.least, "most": self.most, "spread": self.spread,
                "repetitions": self.repetitions}


class Measured:
    """The benchmarks of one program: what each repetition said, by name; `others` is set by whoever watched it."""

    def __init__(self, runs):
        self.others = None
        self.runs = {}
        self.errors = {}
        for run in runs:
            name = HOW.sub("", run.get("run_name", run["name"]))
            if run.get("error_occurred"):
                self.errors[name] = run.get("error_message", "it says nothing more")
            elif run.get("run_type", "iteration") == "iteration":
                self.runs.setdefault(name, []).append(run)

    @classmethod
    def read(cls, text):
        """From the JSON that Google Benchmark writes; raises Missing where that is damaged."""
        try:
            return cls(json.loads(text)["benchmarks"])
        except (ValueError, KeyError, TypeError) as error:
            raise Missing(f"wrote no JSON of Google Benchmark ({type(error).__name__})") from error

    def figure(self, benchmark, counter="real_time", scale=1.0):
        """Times in nanoseconds, other counters as they are, times `scale`."""
        is_disturbed = counter in TIMES and self.others is not None and self.others.disturb
        return Figure([scale * value for value in self.values(benchmark, counter)], is_disturbed)

    def values(self, benchmark, counter):
        name = HOW.sub("", benchmark)
        if name in self.errors:
            raise Missing(f"{benchmark} failed: {self.errors[name]}")
        if name not in self.runs:
            raise Missing(f"there is no benchmark {benchmark}")
        found = [run[counter] for run in self.runs[name] if counter in run]
        if not found:
            raise Missing(f"{benchmark} has no counter {counter}")
        if counter in TIMES:
            return [value * NANOSECONDS[run["time_unit"]] for value, run in zip(found, self.runs[name])]
        return found
