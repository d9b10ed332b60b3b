"""The table as text: a line for each figure and each that stands beside it."""
import textwrap

from figures import UNSTEADY
from programs import REPETITIONS, SECONDS

HEAD = ("what", "Wend", "beside", "", "ratio", "to reach", "reached")
RIGHT = {1, 2, 4}  # columns of numbers
WIDTH = 64         # of the texts that say what is measured
QUICK = f"{REPETITIONS[True]} repetitions of {SECONDS[True]} s, not {REPETITIONS[False]} of {SECONDS[False]} s"


def number(value):
    """Four digits and more: 0.01234, 1.234, 123.4, 12,345."""
    if value == 0 or abs(value) >= 1000:
        return f"{value:,.0f}"
    digits = 3
    while abs(value) < 10 ** -(digits - 3) and digits < 12:
        digits += 1
    return f"{value:.{digits if abs(value) < 10 else 1 if abs(value) >= 100 else 2}f}"


def shown(figure):
    """With `~` where the repetitions differ much, `?` where other programs were busy."""
    if figure is None:
        return "-"
    return ("?" if figure.is_disturbed else "") + ("~" if figure.is_unsteady else "") + number(figure.value)


def to_reach(row):
    if row.kind == "stated":
        return "stated"
    sign = "<=" if row.kind.endswith("at_most") else ">="
    of = "x" if row.kind.startswith("ratio") else f" {row.unit}"
    return f"{sign} {row.bound:g}{of}"


def reached(outcome):
    verdict = {True: "yes", False: "NO", None: ""}[outcome.reached]
    return verdict or ("ERROR" if outcome.problems else "")


def lines_of(outcome):
    row = outcome.row
    beside = [[shown(figure), source.label, ratio_text(row, ratio)]
              for source, figure, ratio in zip(row.beside, outcome.beside, outcome.ratios)] or [["", "", ""]]
    threads = f"{row.threads} thread{'' if row.threads == 1 else 's'}"
    described = f"{row.unit}; {'; '.join(filter(None, [row.shape, threads]))}"
    what = textwrap.wrap(row.what, WIDTH) + textwrap.wrap(described, WIDTH, initial_indent="  ", subsequent_indent="  ")
    verdict = [[shown(outcome.figure), to_reach(row), reached(outcome)]]
    count = max(len(what), len(beside))
    return [[text, figure, *other, goal, is_reached] for text, other, (figure, goal, is_reached) in
            zip(padded(what, count, ""), padded(beside, count, [""] * 3), padded(verdict, count, [""] * 3))]


def padded(items, count, filler):
    return items + [filler] * (count - len(items))


def ratio_text(row, ratio):
    if ratio is None:
        return "-"
    digits = 2 if ratio < 100 else 0
    return f"{ratio:,.{digits}f}" + ("" if row.kind == "ratio_at_most" else "x")


def table(outcomes):
    """The lines of the table; problems stand below their row."""
    blocks = [lines_of(outcome) for outcome in outcomes]
    rows = [list(HEAD), *(line for block in blocks for line in block)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    laid_out = [lay_out(HEAD, widths), "  ".join("-" * width for width in widths)]
    for outcome, block in zip(outcomes, blocks):
        laid_out += [lay_out(line, widths) for line in block]
        laid_out += [f"  ! {problem}" for problem in outcome.problems]
    return laid_out


def lay_out(cells, widths):
    padded = [cell.rjust(width) if column in RIGHT else cell.ljust(width)
              for column, (cell, width) in enumerate(zip(cells, widths))]
    return "  ".join(padded).rstrip()


def remarks(outcomes, watched, quick=False):
    """What a reader of the figures should know of how they came about; `watched` is what else ran, by program."""
    figures = [figure for outcome in outcomes for figure in [outcome.figure, *outcome.beside] if figure]
    said = [f"quick: {QUICK}"] if quick else []
    if any(figure.is_unsteady for figure in figures):
        said.append(f"~ its repetitions differ: the middle half of them, of less than four all, spans more than "
                    f"{UNSTEADY:.0%} of the figure")
    if any(figure.is_disturbed for figure in figures):
        said.append("? doubtful, for the machine was busy with something else:")
        said += [f"  while {name} ran, {others}" for name, others in watched.items() if others.disturb]
    return said


def short_ones(outcomes):
    """The rows that fall short, those that are furthest from their goal first."""
    short = [outcome for outcome in outcomes if outcome.reached is False]
    return [f"falls short: {outcome.row.what}{threads(outcome.row)}: {distance(outcome)}"
            for outcome in sorted(short, key=lambda outcome: -outcome.missed_by())]


def threads(row):
    return f", {row.threads} threads" if row.threads > 1 else ""


def distance(outcome):
    row = outcome.row
    value = number(outcome.judged()) + ("x" if row.kind.startswith("ratio") else f" {row.unit}")
    return f"{value}, to reach {to_reach(row)}"


def peers(described):
    """A line for each peer that was asked: what it is, under which licence, and whether it ran."""
    return [f"peer      {peer['title']} ({peer['licence']})" + (f": {peer['missing']}" if peer["missing"] else "")
            for peer in described.values()]


def summary(outcomes):
    counts = [(sum(outcome.reached is True for outcome in outcomes), "reached"),
              (sum(outcome.reached is False for outcome in outcomes), "fall short"),
              (sum(outcome.row.kind == "stated" and not outcome.problems for outcome in outcomes), "stated"),
              (sum(bool(outcome.problems) for outcome in outcomes), "lack something")]
    rows = f"{len(outcomes)} row{'' if len(outcomes) == 1 else 's'}"
    return ", ".join([rows, *(f"{count} {of}" for count, of in counts if count)])
