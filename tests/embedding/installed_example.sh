#!/usr/bin/env bash
# installed_example.sh CMAKE BUILD CXX SANITIZE EXAMPLE WORK: installs BUILD below WORK, moves the installed tree away from
# where it was installed to, then builds and runs the example against it, and compares what it prints.
set -euo pipefail
cmake=$1 build=$2 compiler=$3 sanitize=$4 example=$5 work=$6

rm -rf "$work"
mkdir -p "$work"
"$cmake" --install "$build" --prefix "$work/prefix" >"$work/install.log" || { cat "$work/install.log"; exit 1; }
mv "$work/prefix" "$work/elsewhere"

cp -r "$example" "$work/example"
"$cmake" -S "$work/example" -B "$work/example/build" -G Ninja -DCMAKE_BUILD_TYPE=Release \
  -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_CXX_FLAGS="-Wall -Wextra -Wpedantic -Werror ${sanitize:+-fsanitize=$sanitize}" \
  -DCMAKE_PREFIX_PATH="$work/elsewhere"
"$cmake" --build "$work/example/build"

"$work/example/build/counter" "$example" >"$work/printed.txt"
diff -u "$example/expected.txt" "$work/printed.txt"

lines=$(wc -l <"$example/main.cpp")
if ((lines >= 100)); then
  echo "$example/main.cpp has $lines lines; an example of under a hundred was promised"
  exit 1
fi
