#!/usr/bin/env python3
"""How long documents take that are meant to be slow: the parts of parts.jsonl, over and over.

usage: tests/hostile/time.py NERTOOL [BYTES]

Prints the seconds of processor time of `NERTOOL extract` for each document of BYTES (300000 by default)
and of twice that size, without the time the program takes to start: the second figure should be about
twice the first.
"""
import json
import os
import sys
import tempfile

PARTS = os.path.join(os.path.dirname(__file__), "parts.jsonl")


def seconds(nertool, text):
    """Least processor time of three runs."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        best = float("inf")
        for _ in range(3):
            pid = os.spawnlp(os.P_NOWAIT, "sh", "sh", "-c", 'exec "$0" extract --threads 1 -f jsonl "$1" >/dev/null',
                             nertool, file.name)
            usage = os.wait4(pid, 0)[2]
            best = min(best, usage.ru_utime + usage.ru_stime)
        return best


def main():
    nertool = sys.argv[1]
    size = int(sys.argv[2]) if len(sys.argv) > 2 else 300_000
    start = seconds(nertool, "x")
    print(f"{'':24} {size // 1000:>6} KB {2 * size // 1000:>6} KB")
    for record in open(PARTS, encoding="utf-8"):
        name, part = json.loads(record).values()
        whole = part * (2 * size // len(part.encode()) + 1)
        once, twice = (seconds(nertool, whole[:len(whole) * count // 2]) - start for count in (1, 2))
        print(f"{name:24} {once:7.3f} s {twice:7.3f} s", flush=True)


main()
