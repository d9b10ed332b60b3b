//! The predicate of eight nullable conditions in the expression language of GoRules ZEN, compiled once and evaluated on
//! one record after the other, on one virtual machine that is kept.
//!
//! usage: zen FOLDER REPETITIONS SECONDS; prints the JSON of Google Benchmark. Comparing null is an error in ZEN, so
//! what may be missing is asked for first; a record with anything missing that decides is then false, as it is in Wend.
use serde_json::{json, Value};
use std::time::Instant;
use zen_expression::expression::Standard;
use zen_expression::scope::Scope;
use zen_expression::vm::VM;
use zen_expression::{compile_expression, Expression};

const CONDITION: &str = "t0 != null and t0 >= 100000 and t1 != null and t1 < 900000 and t2 != null and t2 > 20000 and \
                         t3 in [1, 3, 4] and t4 == true and t0 != t1 and t5 != null and t5 < 700000 and t6 == false";

fn judge(condition: &Expression<Standard>, records: &[Scope], machine: &mut VM) -> usize {
    let holds = |record: &&Scope| {
        let answer = condition.evaluate_with_scope(record, machine).expect("it can be evaluated");
        answer.as_bool() == Some(true)
    };
    records.iter().filter(holds).count()
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, folder, repetitions, seconds] = arguments.as_slice() else {
        panic!("usage: zen FOLDER REPETITIONS SECONDS");
    };
    let (repetitions, seconds): (usize, f64) = (repetitions.parse().unwrap(), seconds.parse().unwrap());
    let lines = std::fs::read_to_string(format!("{folder}/records.jsonl")).expect("the records can be read");
    let record = |line| Scope::new(serde_json::from_str::<Value>(line).expect("a record is JSON").into());
    let records: Vec<Scope> = lines.lines().map(record).collect();
    let condition = compile_expression(CONDITION).expect("the condition compiles");
    let mut machine = VM::new();
    judge(&condition, &records, &mut machine); // warm
    let mut measure = || {
        let (start, mut passes, mut matched) = (Instant::now(), 0, 0);
        while start.elapsed().as_secs_f64() < seconds {
            matched = judge(&condition, &records, &mut machine);
            passes += 1;
        }
        let each = start.elapsed().as_nanos() as f64 / (passes * records.len()) as f64;
        json!({"name": "predicate", "run_type": "iteration", "real_time": each, "time_unit": "ns", "matched": matched})
    };
    let benchmarks: Vec<Value> = (0..repetitions).map(|_| measure()).collect();
    println!("{}", json!({ "benchmarks": benchmarks }));
}
