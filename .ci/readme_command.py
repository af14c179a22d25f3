"""Print the README's command block named on the command line, so that CI runs what a newcomer is told to run."""

import re
import sys
from pathlib import Path

readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
block = re.search(rf"<!-- command: {re.escape(sys.argv[1])} -->\n```(?:sh|bash)\n(.*?)```", readme, re.DOTALL)
if block is None:
    sys.exit(f"README.md has no command block named {sys.argv[1]}")
sys.stdout.write(block[1])
