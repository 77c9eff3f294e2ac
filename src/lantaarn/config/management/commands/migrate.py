"""Django's migrate, after which the cache table stands and every right is laid down anew."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.commands.migrate import Command as Migrate
from django.db import connections, transaction

from lantaarn.config import rights


class Command(Migrate):
    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '5s'")
        super().handle(*args, **options)
        call_command("createcachetable", database=options["database"], verbosity=0)
        with transaction.atomic(using=options["database"]):
            rights.apply(connection)
