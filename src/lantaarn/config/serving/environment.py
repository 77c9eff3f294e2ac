"""What an installation must be told through its environment before anything starts, and what happens when it is not."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from lantaarn.config.database.kind import refuse_demo_elsewhere
from lantaarn.config.keys_file import key_file


@dataclass(frozen=True)
class Setting:
    """One environment variable, what it is for, and who cannot start without it."""

    name: str
    purpose: str
    needed_by: frozenset[str]


def _setting(name: str, purpose: str, *needed_by: str) -> Setting:
    return Setting(name=name, purpose=purpose, needed_by=frozenset(needed_by))


SETTINGS = (
    _setting("DATABASE_URL", "de database, als rol lantaarn_app", "serve"),
    _setting("LANTAARN_OWNER_DATABASE_URL", "dezelfde database, als rol lantaarn_owner", "migrate", "restore"),
    _setting("LANTAARN_WORKER_DATABASE_URL", "dezelfde database, als rol lantaarn_worker", "work"),
    _setting("LANTAARN_SEALER_DATABASE_URL", "dezelfde database, als rol lantaarn_sealer"),
    _setting("LANTAARN_BACKUP_DATABASE_URL", "dezelfde database, als rol lantaarn_backup", "backup", "restore"),
    _setting("LANTAARN_SECRET_KEY", "ondertekent sessies; minstens 50 willekeurige tekens", "serve", "work", "migrate"),
    _setting(
        "LANTAARN_CONTEXT_KEY",
        "ondertekent wie iets doet; 32 bytes als 64 hexadecimale tekens",
        "serve",
        "work",
        "migrate",
    ),
    _setting("LANTAARN_ALLOWED_HOSTS", "de namen van de website, met komma's ertussen", "serve"),
    _setting("LANTAARN_BASE_URL", "het adres van de website, met https://", "serve", "work"),
    _setting("LANTAARN_MAIL_URL", "de mailserver, zoals smtp+tls://naam:wachtwoord@mail.voorbeeld.nl:587"),
    _setting("LANTAARN_REGION_EXAMPLES", "de map met regiopakketten waaruit een nieuwe regio kan beginnen"),
    _setting("LANTAARN_DATA_DIR", "een map voor bestanden die blijven"),
    _setting("LANTAARN_LEDGER", "het grootboek van wat is vernietigd: een bestand buiten de database en haar kopieën"),
)


def missing(command: str, environ: Mapping[str, str]) -> list[Setting]:
    return [setting for setting in SETTINGS if command in setting.needed_by and not environ.get(setting.name)]


def is_ready_for(command: str) -> bool:
    """Says on standard error what lacks."""
    lacking = missing(command, os.environ)
    if lacking:
        print(f"'lantaarn {command}' kan nog niet starten. Zet eerst deze omgevingsvariabelen:", file=sys.stderr)
        for setting in lacking:
            print(f"  {setting.name}: {setting.purpose}", file=sys.stderr)
        print("Uitleg staat in docs/operations.md; 'script/demo' werkt zonder.", file=sys.stderr)
        return False
    if command in ("serve", "work") and not os.environ.get("LANTAARN_VAULT_URL") and not key_file(os.environ).exists():
        print(
            f"'lantaarn {command}' kan nog niet starten: het sleutelbestand {key_file(os.environ)} ontbreekt. Zet het"
            " terug, of maak het bij een nieuwe installatie met: lantaarn keys make",
            file=sys.stderr,
        )
        return False
    if os.environ.get("LANTAARN_DEMO") == "1":
        refuse_demo_elsewhere(os.environ.get("DATABASE_URL", ""))
    return True
