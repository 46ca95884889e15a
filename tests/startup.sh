#!/usr/bin/env bash
# startup.sh [NERTOOL]: how much longer `nertool extract` of one line takes than `true`, in
# milliseconds: medians of 200 runs each, in turns.
set -euo pipefail
tool=${1:-target/release/nertool}
python3 - "$tool" <<'PY'
import statistics, subprocess, sys, time

def timed(command):
    start = time.perf_counter()
    subprocess.run(command, input=b"Iran and Turkey agreed.\n", stdout=subprocess.DEVNULL, check=True)
    return 1000 * (time.perf_counter() - start)

nothing, tool = [], []
for _ in range(200):
    nothing.append(timed(["true"]))
    tool.append(timed([sys.argv[1], "extract"]))
a, b = statistics.median(nothing), statistics.median(tool)
print(f"true {a:.2f} ms, nertool {b:.2f} ms, difference {b - a:.2f} ms")
PY
