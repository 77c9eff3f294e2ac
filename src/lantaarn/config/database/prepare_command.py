"""Makes roles and database on an installation's own PostgreSQL, or prints the SQL for who may."""

from __future__ import annotations

import argparse
import os
import secrets
import sys
from collections.abc import Sequence
from urllib.parse import quote

import psycopg
from psycopg.conninfo import conninfo_to_dict

from lantaarn.config.database import roles, statements


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="lantaarn database prepare",
        description="Maakt op uw PostgreSQL de rollen en de database van Lantaarn. Kan zonder gevaar opnieuw. "
        "Voor elke nieuwe rol zonder verbinding in de omgeving toont het de regel die u daar zet.",
    )
    parser.add_argument("--admin", metavar="URL", help="verbinding van een superuser (postgresql://…)")
    parser.add_argument("--database", default="lantaarn", metavar="NAAM", help="naam van de database (%(default)s)")
    parser.add_argument("--print", action="store_true", dest="only_print", help="alleen de SQL tonen")
    parser.add_argument("--new-passwords", action="store_true", help="ook bestaande rollen een nieuw wachtwoord geven")
    options = parser.parse_args(argv)
    if options.only_print:
        print(roles.script(options.database), end="")
        return 0
    if not options.admin:
        parser.error("geef met --admin de verbinding van een superuser, of vraag met --print om de SQL")
    passwords, lines = chosen_passwords(options.admin, options.database, renew=options.new_passwords)
    roles.prepare(options.admin, options.database, passwords)
    print(f"De rollen en de database {options.database} staan klaar.", file=sys.stderr)
    if lines:
        print("Zet deze regels in de omgeving en bewaar ze goed; ze worden niet nog eens getoond:", file=sys.stderr)
        print("\n".join(lines))
    print("Ga verder met: lantaarn migrate", file=sys.stderr)
    return 0


def chosen_passwords(admin: str, database: str, *, renew: bool) -> tuple[dict[str, str], list[str]]:
    """The password in a role's URL is made true; a new role without URL gets one, and its line for the environment."""
    passwords, lines = {}, []
    with psycopg.connect(admin) as connection:
        existing = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
    for variable, role in statements.ROLE_OF_URL.items():
        url = os.environ.get(variable)
        if url:
            password = conninfo_to_dict(url).get("password")
            if password:
                passwords[role] = str(password)
        elif renew or role not in existing:
            passwords[role] = secrets.token_urlsafe(24)
            lines.append(f"{variable}={_url(admin, database, role, passwords[role])}")
    return passwords, lines


def _url(admin: str, database: str, role: str, password: str) -> str:
    server = conninfo_to_dict(admin)
    host, port = str(server.get("host") or "localhost"), str(server.get("port") or 5432)
    name = f"{role}:{quote(password, safe='')}"
    if host.startswith("/"):
        return f"postgresql://{name}@/{quote(database, safe='')}?host={quote(host, safe='/')}&port={port}"
    return f"postgresql://{name}@{host}:{port}/{quote(database, safe='')}"
