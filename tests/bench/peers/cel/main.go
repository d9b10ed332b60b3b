// The predicate of eight nullable conditions in CEL, compiled once and evaluated on one record after the other.
//
// usage: cel FOLDER REPETITIONS SECONDS; prints the JSON of Google Benchmark. CEL's null compares with nothing, so what
// may be missing is asked for first; a record with anything missing that decides is then false, as it is in Wend.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/google/cel-go/cel"
)

const condition = `
	t0 != null && t0 >= 100000 && t1 != null && t1 < 900000 && t2 != null && t2 > 20000 &&
	t3 != null && t3 in [1, 3, 4] && t4 != null && t4 && t0 != t1 &&
	t5 != null && t5 < 700000 && t6 != null && !t6`

type record = map[string]any

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func readRecords(path string) []record {
	file, err := os.Open(path)
	check(err)
	defer file.Close()
	var records []record
	for lines := bufio.NewScanner(file); lines.Scan(); {
		decoder := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		decoder.UseNumber()
		var read record
		check(decoder.Decode(&read))
		for name, value := range read {
			if number, is := value.(json.Number); is {
				integer, err := number.Int64()
				check(err)
				read[name] = integer
			}
		}
		records = append(records, read)
	}
	return records
}

func compile() cel.Program {
	integer, truth := cel.NullableType(cel.IntType), cel.NullableType(cel.BoolType)
	environment, err := cel.NewEnv(
		cel.Variable("t0", integer), cel.Variable("t1", integer), cel.Variable("t2", integer),
		cel.Variable("t3", integer), cel.Variable("t4", truth), cel.Variable("t5", integer), cel.Variable("t6", truth))
	check(err)
	checked, issues := environment.Compile(condition)
	check(issues.Err())
	program, err := environment.Program(checked, cel.EvalOptions(cel.OptOptimize))
	check(err)
	return program
}

func judge(program cel.Program, records []record) int {
	matched := 0
	for _, one := range records {
		result, _, err := program.Eval(one)
		check(err)
		if holds, is := result.Value().(bool); is && holds {
			matched++
		}
	}
	return matched
}

type run struct {
	Name     string  `json:"name"`
	Iterates string  `json:"run_type"`
	Real     float64 `json:"real_time"`
	Unit     string  `json:"time_unit"`
	Matched  int     `json:"matched"`
}

func main() {
	if len(os.Args) != 4 {
		check(fmt.Errorf("usage: %s FOLDER REPETITIONS SECONDS", os.Args[0]))
	}
	records := readRecords(filepath.Join(os.Args[1], "records.jsonl"))
	repetitions, err := strconv.Atoi(os.Args[2])
	check(err)
	seconds, err := strconv.ParseFloat(os.Args[3], 64)
	check(err)
	program := compile()
	judge(program, records) // warm
	var runs []run
	for len(runs) < repetitions {
		passes, matched, start := 0, 0, time.Now()
		for time.Since(start).Seconds() < seconds {
			matched = judge(program, records)
			passes++
		}
		each := float64(time.Since(start).Nanoseconds()) / float64(passes*len(records))
		runs = append(runs, run{"predicate", "iteration", each, "ns", matched})
	}
	check(json.NewEncoder(os.Stdout).Encode(map[string]any{"benchmarks": runs}))
}
