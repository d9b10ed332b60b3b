"""The table as text: a line for each figure and each that stands beside it."""
import textwrap

from figures import UNSTEADY

HEAD = ("what", "Wend", "beside", "", "ratio", "to reach", "reached")
RIGHT = {1, 2, 4}  # columns of numbers
WIDTH = 64         # of the texts that say what is measured


def number(value):
    """Four digits and more: 0.01234, 1.234, 123.4, 12,345."""
    if value == 0 or abs(value) >= 1000:
        return f"{value:,.0f}"
    digits = 3
    while abs(value) < 10 ** -(digits - 3) and digits < 12:
        digits += 1
    return f"{value:.{digits if abs(value) < 10 else 1 if abs(value) >= 100 else 2}f}"


def shown(figure):
    """With `~` where the repetitions differ much."""
    return "-" if figure is None else ("~" if figure.is_unsteady else "") + number(figure.value)


def to_reach(row):
    if row.kind == "stated":
        return "stated"
    sign = "<=" if row.kind.endswith("at_most") else ">="
    of = "x" if row.kind.startswith("ratio") else f" {row.unit}"
    return f"{sign} {row.bound:g}{of}"


def reached(outcome):
    if outcome.problems:
        return "ERROR"
    return {True: "yes", False: "NO", None: ""}[outcome.reached]


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


def remarks(outcomes, shape):
    """What a reader of the figures should know of how they came about."""
    said = []
    if any(figure and figure.is_unsteady for outcome in outcomes for figure in [outcome.figure, *outcome.beside]):
        said.append(f"~ the middle half of its repetitions spans more than {UNSTEADY:.0%} of the figure")
    load = float(shape["load"].split()[0]) if shape["load"] else 0
    if load > shape["cores"] / 4:
        said.append(f"other programs were running: a load of {load} on {shape['cores']} cores at the start")
    return said


def summary(outcomes):
    short = sum(outcome.reached is False for outcome in outcomes)
    broken = sum(bool(outcome.problems) for outcome in outcomes)
    said = [f"{len(outcomes)} row{'' if len(outcomes) == 1 else 's'}", f"{sum(outcome.reached is True for outcome in outcomes)} reached"]
    said += [f"{short} fall short"] if short else []
    said += [f"{broken} could not be measured"] if broken else []
    return ", ".join(said)
