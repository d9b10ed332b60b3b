// The predicate of eight nullable conditions as a rule of json-rules-engine, run on one record after the other.
//
// usage: node measure.js FOLDER REPETITIONS SECONDS; prints the JSON of Google Benchmark. Its comparisons are false of
// null, as not known to be true is in Wend, but `notEqual` is true of it: the conditions beside it refute that.
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {Engine} from 'json-rules-engine'

const [folder, repetitions, seconds] = process.argv.slice(2)

const all = [
  {fact: 't0', operator: 'greaterThanInclusive', value: 100000},
  {fact: 't1', operator: 'lessThan', value: 900000},
  {fact: 't2', operator: 'greaterThan', value: 20000},
  {fact: 't3', operator: 'in', value: [1, 3, 4]},
  {fact: 't4', operator: 'equal', value: true},
  {fact: 't0', operator: 'notEqual', value: {fact: 't1'}},
  {fact: 't5', operator: 'lessThan', value: 700000},
  {fact: 't6', operator: 'equal', value: false},
]

const engine = new Engine([{conditions: {all}, event: {type: 'matched'}}])
const records = readFileSync(join(folder, 'records.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line))

async function judge() {
  let matched = 0
  for (const record of records) matched += (await engine.run(record)).events.length
  return matched
}

await judge()  // warm
const benchmarks = []
while (benchmarks.length < Number(repetitions)) {
  const start = process.hrtime.bigint()
  let passes = 0
  let matched = 0
  let elapsed = 0
  while (elapsed < Number(seconds) * 1e9) {
    matched = await judge()
    passes += 1
    elapsed = Number(process.hrtime.bigint() - start)
  }
  benchmarks.push({
    name: 'predicate', run_type: 'iteration', real_time: elapsed / (passes * records.length), time_unit: 'ns', matched,
  })
}
console.log(JSON.stringify({benchmarks}))
