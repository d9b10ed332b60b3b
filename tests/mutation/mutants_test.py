#!/usr/bin/env python3
"""The tool that makes mutants, tried on a program of a few lines: what it lists, changes, judges, keeps and reports."""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

FOLDER = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER))

from bench import Bench, Broken  # noqa: E402
from mutants import Results, chosen, judge_all, read_explained, report, tally  # noqa: E402
from operators import all_mutants, changed, mutants_of  # noqa: E402

CLOCK = "runtime/clock.cpp"


class Fixture(unittest.TestCase):
    """A repository with the one program, and a bench that builds and runs it."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.root = self.folder / "repository"
        (self.root / "runtime").mkdir(parents=True)
        shutil.copy(FOLDER / "fixture" / "clock.cpp", self.root / CLOCK)
        (self.root / "tests" / "conformance").mkdir(parents=True)
        (self.root / "tests" / "conformance" / "one.json").write_text("{}", encoding="utf-8")
        subprocess.run(["git", "init", "-q"], cwd=self.root, check=True)
        self.text = (self.root / CLOCK).read_text(encoding="utf-8")
        self.bench = Bench(self.root, self.folder / "copy", make=["c++", "-O0", CLOCK, "-o", "clock"], check=["./clock"],
                           timeout=2)

    def mutants(self):
        return all_mutants(self.root, ["runtime/*.cpp"])

    def mutant(self, operator, before):
        return next(one for one in self.mutants() if one["operator"] == operator and one["before"].startswith(before))

    def results(self):
        return Results(self.folder / "results.jsonl", self.root)


class Listing(Fixture):
    def test_an_operator_is_found_where_it_stands_in_code_and_nowhere_else(self):
        found = [(one["operator"], one["after"]) for one in self.mutants() if "minutes_left(10" in one["before"]]
        self.assertIn(("or", "if (minutes_left(10, 12) != 2 && minutes_left(12, 10) != 0) return 1;"), found)
        self.assertEqual(len(found), 3)  # `!=` twice, `||` once
        self.assertFalse([one for one in self.mutants() if one["before"].startswith("//")])

    def test_every_mutant_has_a_name_of_its_own_that_does_not_rest_on_its_line(self):
        before = self.mutants()
        self.assertEqual(len({one["id"] for one in before}), len(before))
        (self.root / CLOCK).write_text("// One line more.\n" + self.text, encoding="utf-8")
        self.assertEqual([one["id"] for one in self.mutants()], [one["id"] for one in before])

    def test_a_seed_is_a_sample(self):
        everything = self.mutants()
        self.assertEqual(chosen(everything, 4, 7), chosen(everything, 4, 7))
        self.assertNotEqual(chosen(everything, 4, 7), chosen(everything, 4, 8))
        self.assertEqual(chosen(everything, 0, 7), everything)

    def test_the_evaluator_the_step_and_the_calendar_have_mutants(self):
        files = {one["file"] for one in all_mutants(FOLDER.parents[1])}
        for file in ("runtime/eval/window.cpp", "runtime/journey/entries.cpp", "runtime/value/business_calendar.cpp"):
            self.assertIn(file, files)
        self.assertNotIn("runtime/journey/encode.cpp", files)


class Judging(Fixture):
    def judged(self, operator, before):
        self.bench.prepare()
        outcome = self.bench.judge(self.mutant(operator, before))[0]
        self.assertEqual((self.bench.source / CLOCK).read_text(encoding="utf-8"), self.text, "the change was not taken back")
        return outcome

    def test_a_change_is_one_line_and_is_taken_back(self):
        mutant = self.mutant("minus", "return end - now")
        lines = changed(self.text, mutant).splitlines()
        others = [number for number, line in enumerate(self.text.splitlines()) if line != lines[number]]
        self.assertEqual(others, [mutant["line"] - 1])
        self.assertEqual(lines[mutant["line"] - 1].strip(), "return end + now;")

    def test_what_main_notices_is_killed(self):
        self.assertEqual(self.judged("minus", "return end - now"), "killed")

    def test_what_says_the_same_survives(self):
        self.assertEqual(self.judged("less", "return left < right"), "survived")

    def test_what_never_ends_is_stopped(self):
        self.assertEqual(self.judged("plus", "for (int at = 0"), "hung")

    def test_what_does_not_compile_is_no_mutant(self):
        mutant = dict(self.mutant("minus", "return end - now"), text="  return end - ;")
        self.bench.prepare()
        self.assertEqual(self.bench.judge(mutant)[0], "does not build")

    def test_sources_that_fail_unchanged_are_refused(self):
        (self.root / CLOCK).write_text("int main() { return 1; }\n", encoding="utf-8")
        with self.assertRaises(Broken):
            self.bench.prepare()

    def test_files_that_are_gone_are_gone_from_the_copy(self):
        self.bench.prepare()
        (self.root / "tests" / "conformance" / "one.json").unlink()
        self.bench.copy_sources()
        self.assertFalse((self.bench.source / "tests" / "conformance" / "one.json").exists())


class Keeping(Fixture):
    def judge_some(self, results):
        some = [self.mutant("minus", "return end - now"), self.mutant("less", "return left < right")]
        self.bench.prepare()
        said = []
        judge_all(some, [self.bench], results, said.append)
        self.assertEqual(len(said), 2)
        return some

    def test_what_is_known_is_not_judged_again_until_the_file_changes(self):
        killed, survived = self.judge_some(self.results())
        again = self.results()
        self.assertEqual(again.of(killed)["outcome"], "killed")
        self.assertEqual(again.of(survived)["outcome"], "survived")
        (self.root / CLOCK).write_text(self.text + "// another\n", encoding="utf-8")
        self.assertIsNone(self.results().of(killed))

    def test_a_survivor_is_judged_again_where_the_suite_has_changed(self):
        killed, survived = self.judge_some(self.results())
        (self.root / "tests" / "conformance" / "two.json").write_text("{}", encoding="utf-8")
        again = self.results()
        self.assertIsNone(again.of(survived))
        self.assertIsNotNone(again.of(killed))

    def test_the_report_asks_for_an_explanation_of_each_survivor(self):
        results = self.results()
        _, survived = self.judge_some(results)
        lines = []
        self.assertFalse(report(list(results.known.values()), {}, lines.append))
        self.assertIn("0 survivors say the same as what was there; of the 2 others 1 are killed (50.0 %)", lines)
        self.assertTrue(report(list(results.known.values()), {survived["id"]: "same: either may be returned"}, lines.append))
        self.assertIn("1 survivors say the same as what was there; of the 1 others 1 are killed (100.0 %)", lines)
        self.assertIn("runtime: 2 mutants, 1 killed (50.0 %; 0 of them hung), 1 survived; 0 more did not build", lines)
        self.assertEqual(list(tally(results.known.values()))[-1][:3], ("all", 2, 1))

    def test_reasons_stand_behind_ids(self):
        path = self.folder / "explained.txt"
        path.write_text("# a comment\n0123456789ab it says the same\n\n", encoding="utf-8")
        self.assertEqual(read_explained(path), {"0123456789ab": "it says the same"})


if __name__ == "__main__":
    unittest.main()
