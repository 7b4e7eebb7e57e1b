"""Shared by all tests: makes ``factories`` importable from every folder, whatever pytest's import mode."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
