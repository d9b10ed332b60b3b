"""Where mutants are made and judged: a copy of the sources, its build, and a suite that holds or does not."""
import os
import pathlib
import resource
import shutil
import subprocess
import time

from operators import changed

MEMORY = 4 << 30  # of a run, in bytes: a mutant that never stops asking for more must not take the machine with it

# A header that nearly all include: only these are compiled anew with its mutant, the others keep what they had.
COMPILED_WITH = {"runtime/value/truth.hpp": "runtime/eval/*.cpp"}


class Broken(Exception):
    """The unchanged sources do not build, or the suite fails on them."""


class Bench:
    """Judges mutants one at a time.

    `folder` holds the copy of the sources; `configure`, `make` and `check` are commands, run in it. Without `configure`
    there is nothing to be done before the first `make`.
    """

    def __init__(self, root, folder, make, check, configure=None, timeout=20, environment=None):
        self.root = root
        self.source = pathlib.Path(folder)
        self.commands = {"configure": configure, "make": make, "check": check}
        self.timeout = timeout
        self.environment = dict(os.environ, **(environment or {}))

    def prepare(self, jobs=1):
        self.source.mkdir(parents=True, exist_ok=True)
        self.copy_sources()
        if self.commands["configure"]:
            subprocess.run(self.commands["configure"], cwd=self.source, check=True, stdout=subprocess.DEVNULL)
        if not self.make(jobs=jobs, cached=True):
            raise Broken("the unchanged sources do not build")
        outcome, said = self.check()
        if outcome != "survived":
            raise Broken(f"the suite fails on the unchanged sources: {said}")

    def copy_sources(self):
        listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=self.root,
                                check=True, capture_output=True).stdout.decode()
        names = {name for name in listed.split("\0") if name and (self.root / name).is_file()}
        for name in names:
            self.copy(name)
        for path in self.source.rglob("*"):
            name = path.relative_to(self.source).as_posix()
            if path.is_file() and name not in names and not name.startswith("build/"):
                path.unlink()

    def copy(self, name):
        """What has not changed is left alone, so that it is not compiled again."""
        here, there = self.root / name, self.source / name
        if there.is_file() and there.read_bytes() == here.read_bytes():
            return
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(here, there)

    def make(self, jobs=1, cached=False):
        # What is unchanged comes out of the compiler's cache; mutants do not go into it.
        environment = self.environment if cached else dict(self.environment, CCACHE_READONLY="1")
        command = [part.replace("{jobs}", str(jobs)) for part in self.commands["make"]]
        done = subprocess.run(command, cwd=self.source, env=environment, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL)
        return done.returncode == 0

    def check(self):
        """Survived, killed or hung, and what the suite said."""
        def limit():
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        try:
            done = subprocess.run(self.commands["check"], cwd=self.source, env=self.environment, timeout=self.timeout,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, preexec_fn=limit)
        except subprocess.TimeoutExpired:
            return "hung", f"no end within {self.timeout} seconds"
        if done.returncode == 0:
            return "survived", ""
        return "killed", first_failure(done.stdout.decode("utf-8", "replace"), done.returncode)

    def judge(self, mutant):
        """The outcome, and what killed it. The file is as it was before, whatever happens."""
        path = self.source / mutant["file"]
        original = path.read_text(encoding="utf-8")
        stamp = path.stat()
        compiled_with = COMPILED_WITH.get(mutant["file"])
        path.write_text(changed(original, mutant), encoding="utf-8")
        try:
            self.touch(path, stamp, compiled_with)
            if not self.make():
                return "does not build", ""
            return self.check()
        finally:
            path.write_text(original, encoding="utf-8")
            self.touch(path, stamp, compiled_with)

    def touch(self, path, stamp, compiled_with):
        """To the build a header with a list of its own has not changed; the files of its list have."""
        if compiled_with is None:
            return
        os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
        now = time.time()
        for other in self.source.glob(compiled_with):
            os.utime(other, (now, now))


def first_failure(text, status):
    """The line that names the first case that does not hold."""
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if line.endswith("Failure") and number + 2 < len(lines):
            return lines[number + 2][:200] if lines[number + 1] == "Failed" else lines[number + 1][:200]
    return f"ended with {status}" if status > 0 else f"ended by signal {-status}"
