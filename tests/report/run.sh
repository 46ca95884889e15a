#!/usr/bin/env bash
# The page of `nertool report` in a real browser. Usage: tests/report/run.sh BINARY
# Wants node and npm; installs Chromium (Debian) if it is missing, and playwright-core under target/.
set -eu
binary=$(realpath "${1:?usage: tests/report/run.sh BINARY}")
here=$(cd "$(dirname "$0")" && pwd)
out=${NERTOOL_REPORT_TEST:-"$here/../../target/report-test"}
mkdir -p "$out"
out=$(realpath "$out")
chromium=${CHROMIUM:-/usr/bin/chromium}
if [ ! -x "$chromium" ]; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >"$out/apt.log"
fi
[ -d "$out/node_modules/playwright-core" ] || npm install --silent --no-audit --no-fund --prefix "$out" playwright-core@1.56
python3 "$here/collection.py" >"$out/collection.jsonl"
"$binary" report -o "$out/one.html" "$here/article.txt"
"$binary" report -o "$out/many.html" --documents 5 "$out/collection.jsonl"
"$binary" report -o "$out/hostile.html" -D "$here/organizations.dict" "$here/hostile.jsonl"
"$binary" report -j 1 -o "$out/again.html" --documents 5 "$out/collection.jsonl"
cmp "$out/many.html" "$out/again.html"
cp "$here/browser.mjs" "$out/browser.mjs"
HERE=$here CHROMIUM=$chromium node "$out/browser.mjs" "$out"
