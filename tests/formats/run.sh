#!/usr/bin/env bash
# Loads every graph format with the library that people open it with, and compares what they see;
# checks the measures of nodes against networkx. Needs python3, node and npm; Graphviz and sqlite3
# are installed if they are missing and may be. Usage: tests/formats/run.sh BINARY
set -eu
binary=$(realpath "${1:?usage: tests/formats/run.sh BINARY}")
here=$(cd "$(dirname "$0")" && pwd)
work=$(cd "$here/../.." && pwd)/target/formats
mkdir -p "$work/node"

for tool in dot sqlite3; do
    if ! command -v "$tool" >/dev/null; then
        case $tool in dot) package=graphviz ;; *) package=$tool ;; esac
        { apt-get update -qq && apt-get install -y -qq "$package"; } >"$work/apt.log" 2>&1 || {
            cat "$work/apt.log"
            echo "tests/formats: $tool is missing: install $package" >&2
            exit 1
        }
    fi
done
[ -x "$work/venv/bin/python" ] || python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check 'networkx>=3.6,<4' 'scipy<2'
cp "$here/package.json" "$work/node/"
npm install --prefix "$work/node" --silent --no-audit --no-fund

out=$work/out
rm -rf "$out"
mkdir -p "$out"
graph() { "$binary" graph --evidence 2 -D "$here/organizations.dict" "$here/news.jsonl" "$@" 2>"$out/messages"; }
for ending in json gexf graphml dot gv csv cypher jsonl; do
    graph -o "$out/graph.$ending"
done
for ending in json gexf graphml csv jsonl; do
    graph --by month -o "$out/dated.$ending"
done
for shape in d3 cytoscape graphology; do
    graph --shape "$shape" -o "$out/$shape.json"
done
graph -o "$out/folder/"
grep -q '^1 of 6 documents are near copies' "$out/messages"
"$binary" merge "$out/graph.jsonl" -o "$out/merged.json" 2>"$out/messages"
cmp "$out/graph.json" "$out/merged.json"
for part in graph dated; do
    "$binary" merge --by month "$out/$part.jsonl" -o "$out/merged.json" 2>"$out/messages"
    cmp "$out/dated.json" "$out/merged.json"
done

"$work/venv/bin/python" "$here/load.py" "$out"
cp "$here/load.mjs" "$work/node/" && node "$work/node/load.mjs" "$out"
"$work/venv/bin/python" "$here/measures.py" "$binary" "$out"
