//! Many boolean expressions and one event after the other in the crate `a-tree`, an implementation of the paper.
//!
//! usage: a_tree FOLDER REPETITIONS SECONDS; prints the JSON of Google Benchmark. The files are those that
//! peers/README.md describes. What inserting takes grows in the crate with the square of the rules (each insertion looks
//! through all predicates and all roots), and 1.39 million would take hours; so they lie in trees of RULES_OF_A_TREE,
//! all of which are searched for each event: searching takes as long for each rule in small trees as in large ones.
//! `build` is once, with the parsing of the texts, which is the crate's only way in; `event` leaves out making the
//! event. What is missing in an event makes a comparison neither true nor false there, as it does in Wend.
use a_tree::{ATree, AttributeDefinition, Event};
use serde_json::{json, Value};
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::time::Instant;

const RULES_OF_A_TREE: usize = 20_000;

fn lines(folder: &str, name: &str) -> impl Iterator<Item = String> {
    let path = format!("{folder}/{name}");
    let file = File::open(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    BufReader::new(file).lines().map(|line| line.expect("it is text"))
}

fn read_attributes(folder: &str) -> Vec<(String, String)> {
    let pair = |line: String| line.split_once(' ').map(|(name, kind)| (name.into(), kind.into())).expect("two words");
    lines(folder, "attributes.txt").map(pair).collect()
}

fn definition((name, kind): &(String, String)) -> AttributeDefinition {
    match kind.as_str() {
        "integer" => AttributeDefinition::integer(name),
        "string" => AttributeDefinition::string(name),
        "boolean" => AttributeDefinition::boolean(name),
        _ => panic!("{name} is of no known kind"),
    }
}

fn read_event(tree: &ATree<u32>, kinds: &HashMap<String, String>, line: &str) -> Event {
    let mut event = tree.make_event();
    for (name, value) in line.split(' ').filter_map(|word| word.split_once('=')) {
        match kinds[name].as_str() {
            "integer" => event.with_integer(name, value.parse().expect("an integer")),
            "string" => event.with_string(name, value),
            _ => event.with_boolean(name, value == "true"),
        }
        .expect("the attribute is known");
    }
    event.build().expect("the event is complete")
}

/// In bytes: what of the process lies in memory.
fn resident() -> u64 {
    let text = std::fs::read_to_string("/proc/self/statm").expect("Linux tells");
    text.split(' ').nth(1).and_then(|pages| pages.parse::<u64>().ok()).expect("a number of pages") * 4096
}

fn insert_all(rules: &[String], first: usize, attributes: &[(String, String)]) -> ATree<u32> {
    let definitions: Vec<_> = attributes.iter().map(definition).collect();
    let mut tree = ATree::new(&definitions).expect("the attributes differ");
    for (id, rule) in rules.iter().enumerate() {
        tree.insert(&((first + id) as u32), rule).unwrap_or_else(|error| panic!("{rule}: {error:?}"));
    }
    tree
}

fn build(folder: &str, attributes: &[(String, String)]) -> (Vec<ATree<u32>>, Value) {
    let rules: Vec<String> = lines(folder, "rules.txt").collect();
    let (start, before) = (Instant::now(), resident());
    let parts = rules.chunks(RULES_OF_A_TREE).enumerate();
    let trees: Vec<_> = parts.map(|(at, part)| insert_all(part, at * RULES_OF_A_TREE, attributes)).collect();
    let seconds = start.elapsed().as_secs_f64();
    let figures = json!({"name": "build", "run_type": "iteration", "real_time": seconds, "time_unit": "s",
                         "rules": rules.len(), "bytes": resident().saturating_sub(before)});
    (trees, figures)
}

fn judge(trees: &[ATree<u32>], events: &[Vec<Event>]) -> usize {
    let search = |(tree, event): (&ATree<u32>, &Event)| tree.search(event).expect("the event fits").matches().len();
    events.iter().map(|event| trees.iter().zip(event).map(search).sum::<usize>()).sum()
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, folder, repetitions, seconds] = arguments.as_slice() else {
        panic!("usage: a_tree FOLDER REPETITIONS SECONDS");
    };
    let (repetitions, seconds): (usize, f64) = (repetitions.parse().unwrap(), seconds.parse().unwrap());
    let attributes = read_attributes(folder);
    let (trees, built) = build(folder, &attributes);
    let kinds: HashMap<String, String> = attributes.into_iter().collect();
    let for_each_tree = |line: String| trees.iter().map(|tree| read_event(tree, &kinds, &line)).collect();
    let events: Vec<Vec<Event>> = lines(folder, "events.txt").map(for_each_tree).collect();
    judge(&trees, &events[..1]); // warm
    let mut benchmarks = vec![built];
    for _ in 0..repetitions {
        let (start, mut passes, mut matched) = (Instant::now(), 0, 0);
        while passes == 0 || start.elapsed().as_secs_f64() < seconds {
            matched = judge(&trees, &events);
            passes += 1;
        }
        let each = start.elapsed().as_nanos() as f64 / (passes * events.len()) as f64;
        benchmarks.push(json!({"name": "event", "run_type": "iteration", "real_time": each, "time_unit": "ns",
                               "matched": matched}));
    }
    println!("{}", json!({ "benchmarks": benchmarks }));
}
