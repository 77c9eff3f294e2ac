"""Checks of the server and of each role: is the wall around the data as it was built."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping

import psycopg

from lantaarn.config.database import kind, statements
from lantaarn.config.database.binaries import OLDEST
from lantaarn.config.doctor.findings import Finding, judged
from lantaarn.config.doctor.server_log import server_log

PREPARE = "Voer 'lantaarn database prepare' opnieuw uit."
Check = Callable[[psycopg.Connection], Iterator[Finding]]
MIGRATE = "Voer 'lantaarn migrate' opnieuw uit: dat legt de rechten opnieuw vast."


def connections(environ: Mapping[str, str]) -> Iterator[Finding]:
    for variable, role in statements.ROLE_OF_URL.items():
        if url := environ.get(variable):
            yield connection(variable, role, url)


def connection(variable: str, role: str, url: str) -> Finding:
    check = f"verbinding als {role}"
    try:
        with psycopg.connect(url, connect_timeout=8) as made:
            row = made.execute("SELECT current_user").fetchone()
    except psycopg.Error as problem:
        return Finding(check, first_line(problem), f"Controleer {variable}: server, naam en wachtwoord.")
    name = row[0] if row else "niemand"
    return judged(check, good=name == role, found=f"aangemeld als {name}", remedy=f"{variable} is er voor {role}.")


def first_line(problem: psycopg.Error) -> str:
    return str(problem).strip().partition("\n")[0]


def roles(inside: psycopg.Connection) -> Iterator[Finding]:
    found = {
        row[0]: row[1:]
        for row in inside.execute(
            "SELECT rolname, rolcanlogin, rolbypassrls, rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication"
            " FROM pg_roles"
        )
    }
    for role in statements.ROLES:
        wanted = (role.signs_in, role.bypasses_row_security, False)
        yield judged(
            f"rol {role.name}",
            good=found.get(role.name) == wanted,
            found="zoals bedoeld" if found.get(role.name) == wanted else "ontbreekt of mag te veel of te weinig",
            remedy=PREPARE,
        )
    members = inside.execute(
        "SELECT pg_get_userbyid(member), pg_get_userbyid(roleid) FROM pg_auth_members"
        " WHERE pg_get_userbyid(member) LIKE 'lantaarn%'"
    ).fetchall()
    meant = {(statements.OWNER, statements.KEEPER), (statements.BACKUP, "pg_read_all_data")}
    yield judged(
        "lidmaatschap van rollen",
        good=set(members) == meant,
        found=", ".join(sorted(f"{member} in {group}" for member, group in members)) or "geen",
        remedy=f"{PREPARE} Neem andere lidmaatschappen terug met REVOKE.",
    )


def ownership(inside: psycopg.Connection) -> Iterator[Finding]:
    rows = inside.execute(
        "SELECT DISTINCT pg_get_userbyid(relowner) || ': ' || relname FROM pg_class WHERE relowner = ANY(%(visitors)s)"
        " UNION SELECT pg_get_userbyid(proowner) || ': ' || proname FROM pg_proc WHERE proowner = ANY(%(visitors)s)",
        {"visitors": [row[0] for row in _oids(inside)]},
    ).fetchall()
    yield judged(
        "eigendom",
        good=not rows,
        found=f"{len(rows)} dingen van een rol die niets hoort te bezitten",
        remedy=f"Maak {statements.OWNER} eigenaar van: " + ", ".join(row[0] for row in rows[:5]),
    )


def _oids(inside: psycopg.Connection) -> list[tuple[int]]:
    return inside.execute("SELECT oid FROM pg_roles WHERE rolname = ANY(%s)", [list(statements.VISITORS)]).fetchall()


def row_security(inside: psycopg.Connection) -> Iterator[Finding]:
    tables = inside.execute(
        "SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity FROM pg_class c"
        " WHERE c.oid IN (SELECT polrelid FROM pg_policy) OR c.relrowsecurity OR c.relforcerowsecurity"
    ).fetchall()
    weak = [name for name, forced in tables if not forced]
    yield judged(
        "afscherming per rij",
        good=bool(tables) and not weak,
        found=f"{len(tables) - len(weak)} van {len(tables)} tabellen met zaakgegevens afgedwongen",
        remedy=MIGRATE + (" Het gaat om: " + ", ".join(weak[:5]) if weak else ""),
    )
    loose = inside.execute(
        "SELECT polname FROM pg_policy WHERE polcmd IN ('a', 'w', '*') AND polwithcheck IS NULL"
    ).fetchall()
    yield judged(
        "afscherming bij schrijven", good=not loose, found=f"{len(loose)} regels zonder controle", remedy=MIGRATE
    )


def functions(inside: psycopg.Connection) -> Iterator[Finding]:
    loose = inside.execute(
        "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        " AND (pg_get_userbyid(proowner) <> ALL(%s) OR NOT coalesce(proconfig::text LIKE '%%search_path=%%', false))",
        [[statements.KEEPER, statements.OWNER]],
    ).fetchall()
    yield judged(
        "functies met meer rechten",
        good=not loose,
        found=f"{len(loose)} zonder vast zoekpad of van een andere eigenaar",
        remedy=f"{MIGRATE} Het gaat om: " + ", ".join(row[0] for row in loose[:5]),
    )


def server(inside: psycopg.Connection) -> Iterator[Finding]:
    major = inside.info.server_version // 10000
    yield judged(
        "PostgreSQL",
        good=major >= OLDEST,
        found=f"versie {major}",
        remedy=f"Werk PostgreSQL bij naar versie {OLDEST} of nieuwer.",
    )
    settings: dict[str, str] = dict(
        inside.execute(
            "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit')"
        ).fetchall()
    )
    unsafe = sorted(name for name, value in settings.items() if value == "off")
    yield judged(
        "bewaren na stroomuitval",
        good=not unsafe,
        found="aan" if not unsafe else "uit: " + ", ".join(unsafe),
        remedy="Zet deze instellingen van PostgreSQL weer aan; anders kan een aangenomen melding verdwijnen.",
    )
    marked = kind.read(inside)
    yield judged(
        "soort database",
        good=marked is kind.Kind.PRODUCTION,
        found=marked.value if marked else "niet gemerkt",
        remedy="Dit is geen productiedatabase. Gebruik een database van 'lantaarn database prepare'.",
    )


def clock(inside: psycopg.Connection) -> Iterator[Finding]:
    before = datetime.datetime.now(tz=datetime.UTC)
    row = inside.execute("SELECT clock_timestamp()").fetchone()
    assert row is not None
    seconds = abs((row[0] - before).total_seconds())
    yield judged(
        "klok",
        good=seconds < 5,
        found=f"{seconds:.1f} seconden verschil met de database",
        remedy="Zet op beide machines de klok gelijk (NTP): termijnen en handtekeningen rekenen op de tijd.",
    )


def queue(inside: psycopg.Connection) -> Iterator[Finding]:
    row = inside.execute("SELECT extract(epoch FROM now() - max(last_heartbeat)) FROM procrastinate_workers").fetchone()
    seconds = row[0] if row else None
    yield judged(
        "wachtrij",
        good=seconds is not None and seconds < 120,
        found="niemand handelt haar af" if seconds is None else f"laatste teken {seconds:.0f} seconden geleden",
        remedy="Start 'lantaarn work' en laat het altijd draaien: zonder wachtrij gaat er geen mail uit.",
    )


INSIDE: tuple[Check, ...] = (server, server_log, clock, roles, ownership, row_security, functions, queue)
"""What is asked of the database itself, with the website's own connection."""
