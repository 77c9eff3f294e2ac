"""Django's own management commands, for who maintains an installation."""

from __future__ import annotations

import os
from collections.abc import Sequence


def main(argv: Sequence[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantaarn.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["lantaarn manage", *argv])
    return 0
