"""Runs the benchmark programs, each once for all that the table asks of it."""
import os
import re
import signal
import subprocess

from figures import Measured, Missing

REPETITIONS = {False: 9, True: 3}      # by whether it is to be quick
SECONDS = {False: 0.1, True: 0.02}     # of each repetition, at least
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
LIMIT = 900                            # seconds for a program; more is an error


def run(program, benchmarks, folder, output, quick=False):
    """What the program at `folder` measured of the benchmarks that are named; its words and JSON go to `output`.

    Raises Missing where it is not there, fails or takes longer than LIMIT.
    """
    path = folder / program
    if not os.access(path, os.X_OK):
        raise Missing(f"there is no program {program}")
    figures = output / f"{program}.json"
    figures.unlink(missing_ok=True)
    command = [path, f"--benchmark_filter={filter_of(benchmarks)}", f"--benchmark_repetitions={REPETITIONS[quick]}",
               f"--benchmark_min_time={SECONDS[quick]}", "--benchmark_enable_random_interleaving=true",
               f"--benchmark_out={figures}", "--benchmark_out_format=json"]
    run_within(LIMIT, command, program, log=output / f"{program}.log")
    if not figures.is_file():
        raise Missing(f"{program} wrote no figures")
    text = figures.read_text(encoding="utf-8")
    return Measured.read(text) if text.strip() else Measured([])


def filter_of(benchmarks):
    """A regular expression for these and what Google Benchmark appends to their names."""
    return "^(" + "|".join(sorted(re.escape(name).replace("\\-", "-") for name in set(benchmarks))) + ")(/|$)"


def run_within(limit, command, name, log, stdout=None, **options):
    """Runs a command, with all that it starts, for at most `limit` seconds; raises Missing unless it ends well."""
    with open(log, "ab" if stdout else "wb") as words:
        process = subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=stdout or words,
                                   stderr=words, start_new_session=True, **options)
        try:
            status = process.wait(limit)
        except subprocess.TimeoutExpired:
            status = None
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
    if status is None:
        raise Missing(f"{name} took longer than {limit} s and was stopped")
    if status:
        ended = f"was ended by {signal.Signals(-status).name}" if status < 0 else f"ended with status {status}"
        raise Missing(f"{name} {ended}: {last_line(log)} ({log})")


def last_line(log):
    """The last that is more than colours."""
    text = COLOURS.sub("", log.read_text(encoding="utf-8", errors="replace"))
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:200] if lines else "it said nothing"
