"""The command ``geograph``: each command parses its arguments, calls the library and writes what it gave.

stdout carries data and nothing else; progress, problems and hints go to stderr. Exit codes: 0 done, 1 failed or
problems at ``--fail-on``, 2 wrong usage. Nothing heavy is imported before a command runs, so that help is instant.
"""

from geograph.cli.app import app, main

__all__ = ["app", "main"]
