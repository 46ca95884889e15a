#!/usr/bin/env python3
"""Draw docs/summary.svg: the people-and-places table of the sample as a terminal shows it.

  pip install rich; scripts/picture.py [NERTOOL]
"""
import re, subprocess, sys
from rich.console import Console
from rich.text import Text

tool = sys.argv[1] if len(sys.argv) > 1 else 'target/release/nertool'
command = ['summary', 'examples/korea.txt', '--top', '6', '--color', 'always', '--width', '100']
out = subprocess.run([tool, *command], capture_output=True, check=True).stdout.decode()
console = Console(record=True, width=102, file=open('/dev/null', 'w'), force_terminal=True)
console.print(Text.from_ansi('$ nertool summary examples/korea.txt --top 6\n' + out))
svg = console.export_svg(title='nertool', unique_id='nertool')
svg = re.sub(r'@font-face \{.*?\}\s*', '', svg, flags=re.S)  # no fonts from elsewhere
open('docs/summary.svg', 'w').write(svg)
