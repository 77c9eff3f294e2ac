"""Brings the database to this version: as its owner, letting go of a lock that others need."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence

from lantaarn.config.serving.environment import is_ready_for


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="lantaarn migrate", description="Werkt de database bij naar deze versie en legt de rechten opnieuw vast."
    )
    parser.add_argument("--check", action="store_true", help="alleen nakijken: eindigt met 1 als er iets te doen is")
    parser.add_argument("--quiet", action="store_true", help="alleen iets zeggen als het misgaat")
    options = parser.parse_args(argv)

    if not is_ready_for("migrate"):
        return 2
    os.environ["LANTAARN_ROLE"] = "owner"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantaarn.config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    before = _applied()
    call_command("migrate", check_unapplied=options.check, verbosity=0 if options.quiet else 1, interactive=False)
    if not options.check:
        _mark()
        if before and before != _applied():
            _seal(quiet=options.quiet)
    return 0


def _applied() -> int:
    """How many migrations were applied; none in an empty database."""
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    return len(MigrationRecorder(connection).applied_migrations())


def _seal(*, quiet: bool) -> None:
    """After an upgrade a field may be sealed that was not before: what lies in it is sealed now."""
    from lantaarn.config.sealing_existing import seal_what_is_plain

    count = seal_what_is_plain()
    if count and not quiet:
        print(f"{count} rijen zijn nu versleuteld.")


def _mark() -> None:
    """A database that nobody marked is taken for production: the careful side."""
    from django.db import connection

    from lantaarn.config.database import kind

    connection.ensure_connection()
    kind.mark(connection.connection, kind.Kind.PRODUCTION)
