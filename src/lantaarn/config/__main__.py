"""Lets `python -m lantaarn.config` be the command line."""

import sys

from lantaarn.config.cli import main

if __name__ == "__main__":
    sys.exit(main())
