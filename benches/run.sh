#!/usr/bin/env bash
# Speed of the lexicon match against aho-corasick, on news if they lie beside the repository.
#   benches/run.sh [FILE ...]      text or JSON Lines; default ../shared/bench/news.jsonl.gz, else the sample
set -eu
cd "$(dirname "$0")/.."
news=${NERTOOL_NEWS:-../shared/bench/news.jsonl.gz}
if [ $# -eq 0 ] && [ -f "$news" ]; then
    mkdir -p target
    [ target/news.jsonl -nt "$news" ] || gzip -dc "$news" > target/news.jsonl
    set -- target/news.jsonl
fi
cargo bench --locked --bench lexicon -- "$@"
