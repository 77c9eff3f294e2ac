"""The command line: a table of commands, each loaded only when asked for (rules and region check never load Django)."""

from __future__ import annotations

import difflib
import importlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from lantaarn import __version__
from lantaarn.config.database.refused import RefusedError


@dataclass(frozen=True)
class Command:
    """One line of the table: `words` as typed, the module whose `main(argv)` does it, and what it is for."""

    words: str
    module: str
    summary: str
    hidden: bool = False
    before: tuple[str, ...] = ()
    """What the module gets in front of the rest of the line."""


COMMANDS = (
    Command("demo", "demo_command", "een proefomgeving met verzonnen gegevens starten"),
    Command("rules", "rules_command", "een beslistabel uitvoeren of bewijzen (run, prove)"),
    Command("region check", "region_command", "een regiopakket nakijken en de route bewijzen", before=("check",)),
    Command("region load", "region_load_command", "een regiopakket als concept inlezen"),
    Command("region open", "region_open_command", "iemand een nieuwe regio laten maken, op een scherm"),
    Command("region export", "region_export_command", "een regio als pakket wegschrijven"),
    Command("programme", "programme_command", "een programma uit een beleidsdocument lezen (read)"),
    Command("serve", "serving.serve_command", "de website draaien, achter een proxy"),
    Command("work", "serving.work_command", "de wachtrij afhandelen: mail, termijnen, herinneringen"),
    Command("migrate", "database.migrate_command", "de database bijwerken naar deze versie"),
    Command("log", "log_command", "het logboek verzegelen, nakijken en uitgeven (seal, verify, lines)"),
    Command("retention", "retention_command", "bewaartermijnen uitvoeren en verwijderingen herhalen (run, replay)"),
    Command("keys", "keys_command", "sleutels van organisaties maken, vernieuwen en nakijken (make, rotate, check)"),
    Command("backup", "backup.backup_command", "een reservekopie van de database maken"),
    Command("restore", "backup.restore_command", "een reservekopie terugzetten in een lege database"),
    Command("doctor", "doctor.doctor_command", "de installatie nakijken en zeggen wat er moet gebeuren"),
    Command("database prepare", "database.prepare_command", "rollen en database aanmaken op uw PostgreSQL"),
    Command("manage", "manage_command", "een beheercommando van Django uitvoeren"),
    Command("bench", "bench_command", "de snelheid meten tegen het budget", hidden=True),
)


def overview() -> str:
    title = f"Lantaarn {__version__}: van signaal naar het loket dat ervoor staat"
    lines = [title, "", "Gebruik: lantaarn OPDRACHT …", ""]
    shown = [command for command in COMMANDS if not command.hidden]
    width = max(len(command.words) for command in shown)
    lines += [f"  {command.words:<{width}}  {command.summary}" for command in shown]
    lines += ["", "Uitleg bij een opdracht: lantaarn OPDRACHT --help"]
    return "\n".join(lines)


def find(argv: Sequence[str]) -> tuple[Command, list[str]] | None:
    """The command that begins with the most words of argv, and what is left for it to read."""
    for command in sorted(COMMANDS, key=lambda command: -len(command.words.split())):
        words = command.words.split()
        if list(argv[: len(words)]) == words:
            return command, [*command.before, *argv[len(words) :]]
    return None


def unknown(argv: Sequence[str]) -> str:
    typed = argv[0]
    continuations = [command.words for command in COMMANDS if command.words.split()[0] == typed]
    if continuations:
        return f"Na '{typed}' hoort nog een woord: {' of '.join(continuations)}."
    first_words = [command.words.split()[0] for command in COMMANDS]
    near = difflib.get_close_matches(typed, first_words, n=1)
    hint = f" Bedoelt u '{near[0]}'?" if near else ""
    return f"De opdracht '{typed}' bestaat niet.{hint} 'lantaarn help' toont alle opdrachten."


def main(argv: Sequence[str] | None = None) -> int:
    given = list(sys.argv[1:] if argv is None else argv)
    if not given or given[0] in ("help", "-h", "--help"):
        print(overview())
        return 0
    if given[0] in ("version", "--version"):
        print(__version__)
        return 0
    found = find(given)
    if found is None:
        print(unknown(given), file=sys.stderr)
        return 2
    command, rest = found
    module = importlib.import_module(f"lantaarn.config.{command.module}")
    try:
        return int(module.main(rest) or 0)
    except RefusedError as problem:
        print(problem, file=sys.stderr)
        return 1
