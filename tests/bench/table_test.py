#!/usr/bin/env python3
"""The maker of the table, tried on figures that are known: what it reads, compares, marks, and refuses."""
import contextlib
import io
import json
import os
import pathlib
import re
import shutil
import sys
import tempfile
import unittest
from unittest import mock

FOLDER = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(FOLDER), str(FOLDER / "harness")]

import layout  # noqa: E402
import programs  # noqa: E402
import table  # noqa: E402
from figures import Measured, Missing  # noqa: E402
from others import Others, Watch  # noqa: E402
from peers import Peer, objection  # noqa: E402
from rows import Malformed, Outcome, Row, read_rows  # noqa: E402


def run(name, time, unit="ns", **counters):
    return {"name": name, "run_name": name, "run_type": "iteration", "real_time": time, "cpu_time": time / 2,
            "time_unit": unit, **counters}


def row(reach, **more):
    return Row({"what": "judging", "unit": "ns", "figure": {"program": "p", "benchmark": "ours"},
                "beside": [{"label": "one", "benchmark": "one"}, {"label": "two", "benchmark": "two"}],
                "reach": reach, **more}, "file")


def outcome(measured, reach, **more):
    return Outcome(row(reach, **more), lambda source, counter: measured.figure(
        source.benchmark, counter or source.counter, 1.0 if counter else source.scale))


MEASURED_RUNS = [run("ours", 10, matched=7), run("one", 20, matched=7), run("two", 8, matched=7)]
MEASURED = Measured(MEASURED_RUNS)


class Figures(unittest.TestCase):
    def test_the_median_of_the_repetitions_is_taken(self):
        figure = Measured([run("a", time) for time in (5, 1, 100)]).figure("a")
        self.assertEqual((figure.value, figure.least, figure.most, figure.repetitions), (5, 1, 100, 3))

    def test_repetitions_that_differ_much_are_marked(self):
        steady, unsteady = (Measured([run("a", time) for time in times]).figure("a")
                            for times in ((98, 100, 100, 102, 300), (80, 90, 100, 110, 120)))
        self.assertEqual((steady.spread, unsteady.spread), (0.02, 0.2))
        self.assertEqual((layout.shown(steady), layout.shown(unsteady), layout.shown(None)), ("100.0", "~100.0", "-"))

    def test_of_few_repetitions_all_must_be_alike(self):
        spread = [Measured([run("a", time) for time in times]).figure("a").spread for times in ((90, 100, 115), (7,), (0,))]
        self.assertEqual(spread, [0.25, 0, 0])

    def test_times_are_marked_where_others_were_busy_and_counts_are_not(self):
        measured = Measured([run("a", 5, bytes=2)])
        for others, is_marked in ((None, False), (Others(1, 0.1, 0.01), False), (Others(1, 0.3, 0), True),
                                  (Others(1, 0, 0.03), True)):
            measured.others = others
            self.assertEqual([measured.figure("a", counter).is_disturbed for counter in ("real_time", "bytes")],
                             [is_marked, False])
        measured.others = Others(1, 0.3, 0)
        self.assertEqual(layout.shown(measured.figure("a")), "?5.000")

    def test_times_are_nanoseconds_whatever_the_unit(self):
        for unit, nanoseconds in (("ns", 3), ("us", 3e3), ("ms", 3e6), ("s", 3e9)):
            self.assertEqual(Measured([run("a", 3, unit)]).figure("a").value, nanoseconds)

    def test_counters_are_taken_as_they_are_and_scaled(self):
        self.assertEqual(Measured([run("a", 3, "ms", bytes=2048)]).figure("a", "bytes", 1 / 1024).value, 2)

    def test_aggregates_are_left_out(self):
        mean = dict(run("a", 1000), run_type="aggregate", aggregate_name="mean")
        self.assertEqual(Measured([run("a", 1), mean]).figure("a").value, 1)

    def test_what_google_benchmark_appends_to_a_name_may_be_left_out(self):
        measured = Measured([run("a/64/iterations:1/repeats:3/real_time", 1), run("b/real_time/threads:2", 2)])
        self.assertEqual(measured.figure("a/64").value, 1)
        self.assertEqual(measured.figure("a/64/iterations:1/repeats:3/real_time").value, 1)
        self.assertEqual(measured.figure("b/threads:2").value, 2)

    def test_what_is_not_there_is_said(self):
        failed = {"name": "c", "run_name": "c", "error_occurred": True, "error_message": "no memory"}
        measured = Measured([run("a", 1), failed])
        for benchmark, counter, said in (("b", "real_time", "no benchmark b"), ("a", "bytes", "no counter bytes"),
                                         ("c", "real_time", "no memory")):
            with self.assertRaisesRegex(Missing, said):
                measured.figure(benchmark, counter)

    def test_damaged_json_is_refused(self):
        for text in ("", "{", "[]", "{}", '{"benchmarks": 3}'):
            with self.assertRaisesRegex(Missing, "no JSON"):
                Measured.read(text)


class Ratios(unittest.TestCase):
    def test_a_ratio_at_most_is_to_the_best_beside(self):
        result = outcome(MEASURED, {"ratio_at_most": 1.3})
        self.assertEqual(result.ratios, [0.5, 1.25])
        self.assertEqual(result.worst_ratio(), 1.25)
        self.assertIs(result.reached, True)
        self.assertIs(outcome(MEASURED, {"ratio_at_most": 1.2}).reached, False)

    def test_a_ratio_at_least_is_how_many_times_better(self):
        result = outcome(MEASURED, {"ratio_at_least": 0.8})
        self.assertEqual(result.ratios, [2, 0.8])
        self.assertEqual(result.worst_ratio(), 0.8)
        self.assertIs(result.reached, True)
        self.assertIs(outcome(MEASURED, {"ratio_at_least": 0.81}).reached, False)

    def test_where_more_is_better_the_ratios_turn_round(self):
        result = outcome(MEASURED, {"ratio_at_least": 0.5}, better="higher")
        self.assertEqual(result.ratios, [0.5, 1.25])
        self.assertEqual(result.worst_ratio(), 0.5)
        self.assertIs(result.reached, True)

    def test_absolute_goals_are_in_the_rows_unit(self):
        scaled = {"program": "p", "benchmark": "ours", "scale": 0.5}
        self.assertIs(outcome(MEASURED, {"at_most": 5}, figure=scaled).reached, True)
        self.assertIs(outcome(MEASURED, {"at_most": 4.9}, figure=scaled).reached, False)
        self.assertIs(outcome(MEASURED, {"at_least": 5}, figure=scaled).reached, True)
        self.assertIs(outcome(MEASURED, {"at_least": 5.1}, figure=scaled).reached, False)

    def test_a_stated_row_reaches_nothing_and_fails_nothing(self):
        result = outcome(MEASURED, {"stated": True})
        self.assertIsNone(result.reached)
        self.assertEqual(result.problems, [])

    def test_what_is_missing_beside_is_a_problem_and_the_rest_is_shown(self):
        result = outcome(Measured([run("ours", 10), run("one", 20)]), {"ratio_at_most": 1.3})
        self.assertEqual(result.ratios, [0.5, None])
        self.assertEqual(result.problems, ["two: there is no benchmark two"])
        self.assertIsNone(result.reached)

    def test_a_goal_of_the_figures_own_is_judged_without_what_stands_beside_it(self):
        alone = Measured([run("ours", 10)])
        for reach, is_reached in (({"at_most": 10}, True), ({"at_most": 9}, False), ({"ratio_at_most": 2}, None)):
            result = outcome(alone, reach)
            self.assertIs(result.reached, is_reached)
            self.assertEqual(len(result.problems), 2)

    def test_counts_are_compared_with_those_that_are_there(self):
        result = outcome(Measured([run("ours", 10, matched=7), run("one", 20, matched=7)]), {"at_most": 10}, agree="matched")
        self.assertEqual((result.problems, result.reached), (["two: there is no benchmark two"], True))
        result = outcome(Measured([run("ours", 10, matched=7), run("one", 20, matched=6)]), {"at_most": 10}, agree="matched")
        self.assertIsNone(result.reached)

    def test_how_far_a_goal_is_missed(self):
        self.assertEqual([outcome(MEASURED, reach).missed_by() for reach in (
            {"ratio_at_most": 1}, {"ratio_at_least": 1.6}, {"at_most": 5}, {"at_least": 20})], [1.25, 2, 2, 2])

    def test_a_ratio_to_zero_is_a_problem(self):
        measured = Measured([run("ours", 10), run("one", 0), run("two", 0)])
        self.assertEqual(outcome(measured, {"ratio_at_most": 1}).problems, ["a ratio to zero"])

    def test_counts_that_differ_are_a_problem(self):
        self.assertEqual(outcome(MEASURED, {"stated": True}, agree="matched").problems, [])
        differing = Measured([run("ours", 10, matched=7), run("one", 20, matched=7), run("two", 8, matched=6)])
        self.assertEqual(outcome(differing, {"stated": True}, agree="matched").problems,
                         ["they do not agree on matched: Wend 7, one 7, two 6"])


class Sources(unittest.TestCase):
    def test_what_stands_beside_takes_program_counter_and_scale_from_the_figure(self):
        figure = {"program": "p", "benchmark": "ours", "counter": "cpu_time", "scale": 2}
        beside = [{"label": "same", "benchmark": "a"}, {"label": "own", "program": "q", "benchmark": "b", "scale": 3},
                  {"label": "peer", "peer": "cel", "benchmark": "c"}]
        found = row({"stated": True}, figure=figure, beside=beside).beside
        self.assertEqual([(one.program, one.peer, one.counter, one.scale) for one in found],
                         [("p", None, "cpu_time", 2), ("q", None, "cpu_time", 3), (None, "cel", "real_time", 1)])

    def test_without_peers_rows_that_need_them_are_left_out(self):
        peer = {"label": "CEL", "peer": "cel", "benchmark": "c"}
        rows = [row({"ratio_at_most": 1}, beside=[peer, {"label": "one", "benchmark": "one"}]),
                row({"ratio_at_least": 5}, beside=[peer]), row({"stated": True}, beside=[peer])]
        kept = table.without_peers(rows)
        self.assertEqual([[source.label for source in one.beside] for one in kept], [["one"], []])


class Folder(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def write(self, name, text, executable=False):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        if executable:
            path.chmod(0o755)
        return path

    def program(self, runs, ending="exit 0"):
        """A program that writes `runs` where it is told to, as those of Google Benchmark do."""
        text = json.dumps({"benchmarks": runs})
        return self.write("bench/p", f"""#!/bin/sh
for argument; do case $argument in --benchmark_out=*) out=${{argument#*=}} ;; esac; done
cat >"$out" <<'END'\n{text}\nEND\n{ending}\n""", executable=True)


class Files(Folder):
    ROW = {"what": "a", "unit": "ns", "figure": {"program": "p", "benchmark": "b"}, "reach": {"stated": True}}

    def read(self, content, only=()):
        self.write("one.json", content if isinstance(content, str) else json.dumps(content))
        return read_rows(self.folder, only)

    def test_rows_come_in_the_order_of_the_files_names(self):
        self.write("zero.json", json.dumps([dict(self.ROW, what="z")]))
        self.assertEqual([one.what for one in self.read([self.ROW])], ["a", "z"])
        self.assertEqual([one.what for one in self.read([self.ROW], ["zero"])], ["z"])

    def test_what_cannot_be_is_refused_with_its_place(self):
        wrong = [("[", "one.json"), ({}, "holds no list"), ([dict(self.ROW, when=3)], "row 1: there is no key when"),
                 ([self.ROW, dict(self.ROW, reach={"ratio_at_most": 1})], "row 2: a ratio needs something beside it"),
                 ([dict(self.ROW, reach={"soon": 1})], "reach is one of"), ([{"what": "a"}], "row 1: it lacks 'reach'"),
                 ([dict(self.ROW, reach={"at_most": 1, "unit": "ms"})], "another unit"),
                 ([dict(self.ROW, unit="ms an event")], "nanoseconds: ms an event need a scale")]
        for content, said in wrong:
            with self.subTest(said), self.assertRaisesRegex(Malformed, said):
                self.read(content)

    def test_a_file_that_is_not_there_is_refused(self):
        with self.assertRaisesRegex(Malformed, "there is no two"):
            self.read([self.ROW], ["two"])

    def test_the_files_of_the_repository_can_be_read(self):
        rows = read_rows(FOLDER / "table")
        kinds = {source.measured_by for one in rows for source in one.sources()}
        places = {kind: FOLDER / ("peers/{}/peer.json" if kind[0] == "peer" else "{}_bench.cpp").format(
            kind[1].removeprefix("bench_")) for kind in kinds}
        self.assertEqual([kind for kind, place in places.items() if not place.is_file()], [])


class Programs(Folder):
    def measure(self):
        return programs.run("p", ["a", "b/2"], self.folder / "bench", self.folder)

    def test_the_filter_takes_what_is_named_and_nothing_like_it(self):
        pattern = programs.filter_of(["a/1", "b-c"])
        for name, taken in (("a/1", True), ("a/1/real_time", True), ("b-c", True), ("a/12", False), ("xa/1", False)):
            self.assertEqual(bool(re.search(pattern, name)), taken, name)

    def test_what_a_program_measured_is_read(self):
        self.program([run("a", 4)])
        self.assertEqual(self.measure().figure("a").value, 4)

    def test_a_program_that_is_not_there_fails_or_says_nothing_is_missing(self):
        with self.assertRaisesRegex(Missing, "there is no program p"):
            self.measure()
        self.program([run("a", 4)], ending="printf 'no luck\\n\\033[0m\\n' >&2; exit 3")
        with self.assertRaisesRegex(Missing, "ended with status 3: no luck"):
            self.measure()
        self.program([], ending="kill -SEGV $$")
        with self.assertRaisesRegex(Missing, "was ended by SIGSEGV"):
            self.measure()

    def test_figures_of_an_earlier_run_are_not_taken_for_this_one(self):
        self.program([run("a", 4)])
        self.measure()
        self.write("bench/p", "#!/bin/sh\n", executable=True)
        with self.assertRaisesRegex(Missing, "wrote no figures"):
            self.measure()

    def test_a_program_that_does_not_end_is_stopped(self):
        with self.assertRaisesRegex(Missing, "took longer than 0.2 s"):
            programs.run_within(0.2, ["sleep", "60"], "it", self.folder / "log")


class Peers(Folder):
    def peer(self, matched=7, needs=(), install=(["true"],)):
        figures = json.dumps({"benchmarks": [run("predicate", 90, matched=matched)]})
        self.write("peers/other/figures", figures)
        self.write("peers/other/peer.json", json.dumps(
            {"title": "Other", "version": "1.0", "licence": "MIT", "needs": list(needs), "data": "rows",
             "install": list(install), "run": ["sh", "-c", "cat {place}/figures"]}))
        exporter = self.write("export", '#!/bin/sh\necho "{\\"matched\\": 7}" >$2/expected.json\n', executable=True)
        return Peer(self.folder / "peers" / "other", self.folder / "build", self.folder / "data"), exporter

    def test_a_peer_is_installed_once_for_each_version_of_its_folder(self):
        peer, exporter = self.peer(install=[["sh", "-c", f"echo again >>{self.folder}/installed"]])
        for _ in range(2):
            self.assertEqual(peer.measure(peer.prepare(exporter)).figure("predicate").value, 90)
        self.assertEqual((self.folder / "installed").read_text(), "again\n")
        self.write("peers/other/more", "changed")
        peer.measure(peer.prepare(exporter))
        self.assertEqual((self.folder / "installed").read_text(), "again\nagain\n")

    def test_a_peer_that_finds_another_number_of_matches_is_refused(self):
        peer, exporter = self.peer(matched=8)
        with self.assertRaisesRegex(Missing, "Other 1.0, predicate: matched is 8, but Wend has 7"):
            peer.measure(peer.prepare(exporter))

    def test_a_peer_that_cannot_be_installed_is_missing_and_tried_again(self):
        peer, exporter = self.peer(install=[["sh", "-c", "echo no network; exit 1"]])
        for _ in range(2):
            with self.assertRaisesRegex(Missing, "Other 1.0 ended with status 1: no network"):
                peer.measure(peer.prepare(exporter))

    def test_what_a_peer_needs_is_said(self):
        old = {"title": "Go", "command": ["echo", "go version go1.19.8"], "least": "1.21", "package": "golang"}
        peer, exporter = self.peer(needs=[old])
        self.assertEqual([package for package, _ in peer.lacks()], ["golang"])
        with self.assertRaisesRegex(Missing, "Other 1.0 was not run: it needs Go 1.21 or newer, and there is 1.19.8"):
            peer.measure(peer.prepare(exporter))
        self.assertEqual(objection(dict(old, least="1.9")), "")
        self.assertIn("there is none", objection(dict(old, command=["wend-has-no-such-command"])))

    def test_a_peer_that_is_not_there_is_missing(self):
        with self.assertRaisesRegex(Missing, "there is no peer nobody"):
            Peer(self.folder / "nobody", self.folder, self.folder)


class Whole(Folder):
    def table(self, *arguments, rows):
        """tools/dev bench on a tree with one program; its exit status, its words and the JSON it wrote."""
        self.write("tests/table/one.json", json.dumps(rows))
        os.makedirs(self.folder / "build" / "release", exist_ok=True)
        if not (self.folder / "build" / "release" / "bench").exists():
            shutil.move(self.program([run("ours", 10), run("one", 20)]).parent, self.folder / "build" / "release")
        said = io.StringIO()
        quiet = mock.Mock(return_value=mock.Mock(others=lambda: Others(1, 0, 0)))
        with mock.patch.multiple(table, FOLDER=self.folder / "tests", ROOT=self.folder, Watch=quiet), \
                mock.patch.object(sys, "argv", ["table.py", "--json", str(self.folder / "it.json"), *arguments]), \
                contextlib.redirect_stdout(said), contextlib.redirect_stderr(io.StringIO()):
            status = table.main()
        written = self.folder / "it.json"
        return status, said.getvalue(), json.loads(written.read_text()) if written.is_file() else None

    def rows(self, reach, benchmark="one", **more):
        return [{"what": "judging a row", "unit": "ns", "figure": {"program": "p", "benchmark": "ours"},
                 "beside": [{"label": "by hand", "benchmark": benchmark, **more}], "reach": reach}]

    def test_a_row_that_reaches_its_goal(self):
        status, said, written = self.table(rows=self.rows({"ratio_at_most": 1}))
        self.assertEqual(status, 0)
        self.assertRegex(said, r"judging a row +10\.00 +20\.00  by hand +0\.50  <= 1x +yes")
        self.assertEqual((written["rows"][0]["ratio"], written["rows"][0]["reached"]), (0.5, True))
        self.assertEqual(written["rows"][0]["beside"][0]["value"], 20)
        self.assertIn("cores", written["machine"])
        self.assertEqual(set(written["meanwhile"]["p"]), {"seconds", "other_cores", "stolen"})

    def test_a_row_that_falls_short_is_marked_and_no_failure(self):
        status, said, written = self.table(rows=self.rows({"ratio_at_least": 5}))
        self.assertEqual(status, 0)
        self.assertRegex(said, r"2\.00x  >= 5x +NO")
        self.assertIn("1 row, 1 fall short", said)
        self.assertIn("falls short: judging a row: 2.000x, to reach >= 5x", said)
        self.assertIs(written["rows"][0]["reached"], False)

    def test_a_row_that_cannot_be_measured_is_a_failure(self):
        status, said, written = self.table(rows=self.rows({"ratio_at_most": 1}, benchmark="gone"))
        self.assertEqual(status, 1)
        self.assertRegex(said, r"judging a row +10\.00 +-  by hand +-  <= 1x +ERROR\n")
        self.assertIn("! by hand: there is no benchmark gone", said)
        self.assertEqual(written["rows"][0]["problems"], ["by hand: there is no benchmark gone"])

    def test_a_missing_peer_is_a_failure_unless_peers_are_left_out(self):
        rows = self.rows({"stated": True}, peer="nobody")
        self.assertEqual(self.table(rows=rows)[0], 1)
        self.assertEqual(self.table("--no-peers", rows=rows)[0], 0)

    def test_a_table_that_is_malformed_is_none(self):
        self.assertEqual(self.table(rows={})[0], 2)


class Remarks(unittest.TestCase):
    def test_what_else_ran_is_mentioned(self):
        busy, quiet = Others(10, 1.26, 0.05), Others(10, 0.01, 0)
        disturbed = Measured(MEASURED_RUNS)
        disturbed.others = busy
        self.assertEqual(layout.remarks([outcome(disturbed, {"stated": True})], {"bench_a": busy, "bench_b": quiet}),
                         ["? doubtful, for the machine was busy with something else:",
                          "  while bench_a ran, other programs used 1.3 cores and the machine's host withheld 5% of its time"])
        self.assertEqual(layout.remarks([outcome(MEASURED, {"stated": True})], {"bench_b": quiet}), [])

    def test_a_quick_run_says_so(self):
        self.assertEqual(layout.remarks([], {}, True), ["quick: 3 repetitions of 0.02 s, not 9 of 0.1 s"])

    def test_unsteady_figures_are_explained(self):
        measured = Measured([*(run("ours", time) for time in (80, 90, 100, 110, 120)), run("one", 1), run("two", 1)])
        (said,) = layout.remarks([outcome(measured, {"stated": True})], {})
        self.assertRegex(said, "^~ its repetitions differ: .* more than 10% of the figure$")

    def test_what_falls_short_is_named_the_furthest_first(self):
        goals = [{"ratio_at_most": 1.2}, {"at_most": 5}, {"at_most": 20}, {"stated": True}]
        outcomes = [outcome(MEASURED, goal, threads=2 if "at_most" in goal else 1) for goal in goals]
        self.assertEqual(layout.short_ones(outcomes), [
            "falls short: judging, 2 threads: 10.00 ns, to reach <= 5 ns", "falls short: judging: 1.250x, to reach <= 1.2x"])
        self.assertEqual(layout.summary(outcomes), "4 rows, 1 reached, 2 fall short, 1 stated")

    def test_a_peer_is_named_with_its_version_and_why_it_was_not_run(self):
        described = {"a": {"title": "A 1.0", "licence": "MIT", "missing": ""},
                     "b": {"title": "B 2", "licence": "ISC", "missing": "B 2 was not run: it needs Go, and there is none"}}
        self.assertEqual(layout.peers(described), ["peer      A 1.0 (MIT)",
                                                   "peer      B 2 (ISC): B 2 was not run: it needs Go, and there is none"])


class Watching(Folder):
    def stat(self, user, stolen):
        return str(self.write("stat", f"cpu  {user} 0 0 900 5 0 0 {stolen} 0 0\n"))

    def test_what_others_used_is_what_the_machine_did_less_ones_own(self):
        ticks = os.sysconf("SC_CLK_TCK")
        watch = Watch(self.stat(100, 0))
        watch.begin = watch.begin[0] - 10, watch.begin[1], *watch.begin[2:]
        self.stat(100 + 15 * ticks, 4 * ticks * os.cpu_count())
        others = watch.others()
        self.assertAlmostEqual(others.cores, 1.5, delta=0.2)
        self.assertAlmostEqual(others.stolen, 0.4, delta=0.05)

    def test_a_system_that_does_not_tell_disturbs_nothing(self):
        self.assertFalse(Watch(str(self.folder / "none")).others().disturb)


class Numbers(unittest.TestCase):
    def test_a_number_shows_four_digits(self):
        for value, shown in ((0, "0"), (0.01234, "0.01234"), (0.5, "0.5000"), (1.23456, "1.235"), (12.345, "12.35"),
                             (123.45, "123.5"), (12345.6, "12,346")):
            self.assertEqual(layout.number(value), shown)


if __name__ == "__main__":
    unittest.main()
