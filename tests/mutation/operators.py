"""What a mutant is: one change on one line, and where such lines stand.

The sources are laid out by clang-format, so an operator has a space on both sides and a template's bracket has none: that is
all that has to be known of C++ here. What a change makes of a line need not compile; what does not is no mutant.
"""
import hashlib
import pathlib
import re

# What is changed: what a value is, what a customer's events do, what the calendar says.
SOURCES = [
    "runtime/eval/*.cpp",
    "runtime/history/*.cpp",
    "runtime/journey/*.cpp",
    "runtime/value/*.cpp",
    "runtime/value/truth.hpp",
]
# How state is kept as bytes, whether bytes are state, how a message quotes, and which texts are no time: no meaning of a
# program rests on the first three, and the last are refused before anything runs.
LEFT_OUT = {"decode.cpp", "encode.cpp", "fingerprint.cpp", "plausible.cpp", "quote.cpp", "civil_time_parse.cpp"}

# Name, what is looked for, what stands there instead.
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
NO_CODE = re.compile(r"^\s*(//|#|template|static_assert|using |namespace |constexpr [^(]*=|inline constexpr )")


def blank_texts(line):
    """The line with comments and the contents of texts blanked, columns kept."""
    line = re.sub(r'"(\\.|[^"\\])*"', lambda text: " " * len(text.group()), line)
    comment = line.find("//")
    return line if comment < 0 else line[:comment] + " " * (len(line) - comment)


def mutants_of(root, path):
    """The mutants of one file, in the order of its lines."""
    occurrences = {}
    for number, line in enumerate((root / path).read_text(encoding="utf-8").splitlines(), 1):
        if NO_CODE.match(line):
            continue
        code = blank_texts(line)
        for name, pattern, replacement in OPERATORS:
            for found in re.finditer(pattern, code):
                after = line[: found.start()] + replacement + line[found.end():]
                # By what it says and not by its number, so that explanations stay good when lines are added above.
                key = f"{path}|{name}|{line.strip()}|{found.start()}"
                occurrences[key] = occurrences.get(key, 0) + 1
                name_of_it = hashlib.sha256(f"{key}|{occurrences[key]}".encode()).hexdigest()[:12]
                yield {"id": name_of_it, "file": path, "line": number, "operator": name,
                       "before": line.strip(), "after": after.strip(), "text": after}


def all_mutants(root, patterns=None):
    patterns = patterns or SOURCES
    files = sorted({path.relative_to(root).as_posix() for pattern in patterns for path in root.glob(pattern)})
    return [one for path in files if pathlib.Path(path).name not in LEFT_OUT for one in mutants_of(root, path)]


def changed(text, mutant):
    """A file's text as the mutant has it."""
    lines = text.splitlines(keepends=True)
    ending = "\n" if lines[mutant["line"] - 1].endswith("\n") else ""
    lines[mutant["line"] - 1] = mutant["text"] + ending
    return "".join(lines)
