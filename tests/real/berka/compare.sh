#!/usr/bin/env bash
# Runs the project beside this script over a bank's customers and events, and compares every trigger and every effect
# with what SQLite counts on the same files.
#
#   compare.sh WEND SQLITE3 DATA     exit status: 0 they agree, 1 they differ (each difference a line), 77 no data here
set -euo pipefail
wend=$1 sqlite=$2 data=$3
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[ -e "$data/events.jsonl" ] || { echo "no data at $data: nothing compared"; exit 77; }

work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
ln -s "$data/customers.csv" "$data/events.jsonl" "$work/"
"$wend" run "$here" --customers "$data/customers.csv" --events "$data/events.jsonl" \
  --effects "$work/effects.jsonl" --summary "$work/summary.json"
cd "$work"
cat "$here"/sql/{load,triggers,journeys,compare}.sql | "$sqlite" -batch :memory: >said
cat said
# Nothing but the line that says how much was compared.
[ "$(wc -l <said)" = 1 ] && grep -q '^compared 9 triggers with [1-9][0-9]* firings, 6 journeys with [1-9][0-9]* effects$' said
