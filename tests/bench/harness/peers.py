"""Peers: programs of others that stand beside Wend in the table. peers/README.md says what a peer's folder holds."""
import hashlib
import json
import os
import re
import shutil
import subprocess

from figures import Measured, Missing
from programs import REPETITIONS, SECONDS, run_within

INSTALLING = 1200  # seconds for each command that installs; more is an error
RUNNING = 900
EXPORT = "export_peers_data"


class Peer:
    """One folder of tests/bench/peers, installed below `build`, with data that EXPORT makes below `data`."""

    def __init__(self, folder, build, data):
        self.name = folder.name
        self.folder = folder
        self.place = build / folder.name
        self.data = data
        path = folder / "peer.json"
        if not path.is_file():
            raise Missing(f"there is no peer {self.name}")
        self.described = json.loads(path.read_text(encoding="utf-8"))

    @property
    def title(self):
        return f"{self.described['title']} {self.described['version']}"

    def lacks(self):
        """What it needs and is not there, or too old: a list of (Debian package, what is said of it)."""
        return [(need["package"], said) for need in self.described["needs"] if (said := objection(need))]

    def install(self):
        """Once for each version of the folder. Raises Missing where that cannot be."""
        for _, said in self.lacks():
            raise Missing(f"{self.title} was not run: {said}")
        mark, made_from = self.place / "made-from", hash_of(self.folder)
        if mark.is_file() and mark.read_text(encoding="utf-8") == made_from:
            return
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(self.folder, self.place)
        for command in self.described["install"]:
            self.command(command, INSTALLING, self.place / "install.log")
        mark.write_text(made_from, encoding="utf-8")

    def prepare(self, exporter):
        """Installs it and makes its data; what Wend counts on them. Raises Missing where that cannot be."""
        self.install()
        return self.export(exporter)

    def measure(self, expected, quick=False):
        """What it measured. Raises Missing where it could not, or found another number of matches than `expected`."""
        figures = self.place / "figures.json"
        arguments = [self.data / self.described["data"], REPETITIONS[quick], SECONDS[quick]]
        with open(figures, "wb") as stdout:
            self.command([*self.described["run"], *arguments], RUNNING, self.place / "run.log", stdout=stdout)
        measured = Measured.read(figures.read_text(encoding="utf-8"))
        self.check(measured, expected)
        return measured

    def command(self, command, limit, log, **options):
        """Standing in its place, with `{place}` for that."""
        command = [str(part).replace("{place}", str(self.place)) for part in command]
        environment = dict(os.environ, **self.described.get("environment", {}))
        run_within(limit, command, self.title, log, cwd=self.place, env=environment, **options)

    def export(self, exporter):
        """Its data, made once for each build of the exporter; what Wend counts on them."""
        kind = self.described["data"]
        folder = self.data / kind
        expected = folder / "expected.json"
        if not exporter.is_file():
            raise Missing(f"there is no program {exporter.name}")
        if not expected.is_file() or expected.stat().st_mtime < exporter.stat().st_mtime:
            folder.mkdir(parents=True, exist_ok=True)
            expected.unlink(missing_ok=True)
            run_within(RUNNING, [exporter, kind, folder], exporter.name, self.data / f"{kind}.log")
        return json.loads(expected.read_text(encoding="utf-8"))

    def check(self, measured, expected):
        for name, runs in measured.runs.items():
            for counter, wanted in expected.items():
                differing = {run[counter] for run in runs if counter in run} - {wanted}
                if differing:
                    raise Missing(f"{self.title}, {name}: {counter} is {differing.pop():,.0f}, but Wend has {wanted:,.0f}")


def objection(need):
    """Why the command that a peer needs does not serve, or an empty text."""
    wanted = f"it needs {need['title']}" + (f" {need['least']} or newer" if "least" in need else "")
    try:
        said = subprocess.run(need["command"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return f"{wanted}, and there is none"
    if "least" not in need:
        return ""
    found = re.search(r"\d+(\.\d+)+", said.stdout + said.stderr)
    if found and version(found[0]) >= version(need["least"]):
        return ""
    return f"{wanted}, and there is {found[0] if found else 'one that does not say its version'}"


def version(text):
    return [int(part) for part in text.split(".")]


def hash_of(folder):
    """Of the names and bytes of all its files."""
    made_from = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        made_from.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return made_from.hexdigest()
