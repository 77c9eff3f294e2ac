"""`lantaarn log`: seal the log, check it, and hand it out as lines of the Logboek Dataverwerkingen."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import psycopg

if TYPE_CHECKING:
    from lantaarn.audit.lines import Maker, Place

ADDRESS = "LANTAARN_SEALER_DATABASE_URL"
EXPLAINED = """\
verify gaat alle verzegelde regels langs en noemt van elke keten (één per organisatie) de eerste regel die niet meer
is zoals hij werd verzegeld: veranderd, weggehaald, verplaatst, tussengevoegd of afgeknipt. Het wijzigt niets; u kunt
het op elk moment afbreken en opnieuw beginnen. Eindigt met 0 als alles klopt, met 1 als er iets niet klopt, met 2 als
het niet kon worden nagekeken.

Dat het eind is afgeknipt, is alleen te zien met wortels die elders zijn bewaard. Geef zo'n bestand met --anchors.
"""


def main(argv: Sequence[str]) -> int:
    options = _parser().parse_args(argv)
    address = os.environ.get(ADDRESS)
    if not address:
        return _refuse(f"Zet {ADDRESS}: het adres van de database voor de rol lantaarn_sealer.")
    folder = Path(os.environ.get("LANTAARN_DATA_DIR", ".lantaarn"))
    try:
        return int(options.run(address, folder, options))
    except psycopg.OperationalError as problem:
        return _refuse(f"De database antwoordt niet: {str(problem).strip().splitlines()[0]}")


def _refuse(text: str) -> int:
    print(text, file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="lantaarn log", description="Het logboek verzegelen, nakijken en uitgeven.")
    words = parser.add_subparsers(dest="what", required=True, metavar="seal | verify | lines")
    words.add_parser("seal", help="verzegelen wat nog niet verzegeld is").set_defaults(run=_seal)
    verify = words.add_parser(
        "verify",
        help="nakijken of er iets is veranderd",
        description=EXPLAINED,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verify.add_argument("--json", action="store_true", help="het antwoord als JSON")
    verify.add_argument("--anchors", type=Path, metavar="BESTAND", help="wortels die elders zijn bewaard")
    verify.set_defaults(run=_verify)
    _lines_parser(
        words.add_parser("lines", help="uitgeven als Logboek Dataverwerkingen, een regel JSON per verwerking")
    )
    return parser


def _lines_parser(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Schrijft een regel JSON per verwerking naar standaarduitvoer, volgens de standaard Logboek Dataverwerkingen. "
        "Wie er werkte staat er niet in; betrokkenen staan er versleuteld in."
    )
    parser.add_argument(
        "--since", type=_moment, metavar="DAG", help="vanaf, zoals 2026-11-24 of 2026-11-24T10:00+01:00"
    )
    parser.add_argument("--until", type=_moment, metavar="DAG", help="tot, die dag zelf niet")
    parser.add_argument("--organisation", type=UUID, metavar="KENMERK", help="alleen van deze organisatie")
    parser.add_argument("--subject", type=UUID, metavar="KENMERK", help="alleen over dit dossier of account")
    parser.add_argument(
        "--cursor", type=Path, metavar="BESTAND", help="onthoudt hier tot waar er is uitgegeven, en gaat daar verder"
    )
    parser.add_argument(
        "--follow", choices=("nee", "ja"), default="nee", help="blijven wachten op wat erbij komt (%(default)s)"
    )
    parser.set_defaults(run=_lines)


def _moment(text: str) -> dt.datetime:
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(f"schrijf de dag zo: 2026-11-24, niet '{text}'") from problem
    return found if found.tzinfo else found.astimezone()


def _seal(address: str, folder: Path, options: argparse.Namespace) -> int:
    os.environ["LANTAARN_ROLE"] = "sealer"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantaarn.config.settings")
    import django

    django.setup()
    from lantaarn.audit.jobs import seal_now

    print(f"Verzegeld: {seal_now(address, folder)} ketens groeiden.")
    return 0


def _verify(address: str, folder: Path, options: argparse.Namespace) -> int:
    from lantaarn.audit.sealing import keys_in, verify
    from lantaarn.audit.sealing.anchors import FILE, BrokenAnchorsError, read

    if options.anchors and not options.anchors.exists():
        return _refuse(f"{options.anchors} is er niet. Geef het bestand met wortels dat u elders bewaarde.")
    try:
        keys = keys_in(folder)
        with psycopg.connect(address, autocommit=True) as connection:
            checked = verify(connection, keys, anchors=read(options.anchors or folder / FILE), tell=_tell)
    except FileNotFoundError:
        return _refuse(
            f"In {folder} is geen sleutel van het logboek (log-seal.key). Is er nog niets verzegeld, voer dan"
            " 'lantaarn log seal' uit. Is de sleutel kwijt, zet dan eerst de reservekopie ervan terug."
        )
    except BrokenAnchorsError as problem:
        return _refuse(f"{problem} Haal die regel eruit, of geef een ander bestand met --anchors.")
    if options.json:
        print(json.dumps({**asdict(checked), "good": not checked.findings}, ensure_ascii=False))
        return 1 if checked.findings else 0
    print(f"{checked.events} gebeurtenissen in {checked.chains} ketens nagekeken.")
    for finding in checked.findings:
        print(f"NIET GOED, keten {finding.chain}: {finding.text}")
        if finding.event_id:
            print(f"           Kenmerk van de gebeurtenis: {finding.event_id}")
    if checked.findings:
        print("Wijzig nu niets aan de database. Bewaar deze uitvoer en waarschuw uw functionaris gegevensbescherming.")
    else:
        print("Het logboek is zoals het is verzegeld.")
    return 1 if checked.findings else 0


def _tell(count: int) -> None:
    """For who waits at a keyboard."""
    if sys.stderr.isatty():
        print(f"… {count} gebeurtenissen nagekeken", file=sys.stderr)


def _lines(address: str, folder: Path, options: argparse.Namespace) -> int:
    from lantaarn.audit.lines import ActivitiesError, Maker, Place, read_register, subjects_in
    from lantaarn.audit.lines.activities import OWN
    from lantaarn.audit.sealing.reading import life_of

    try:
        register = read_register(Path(os.environ.get("LANTAARN_PROCESSING") or OWN))
        place = Place.kept(options.cursor) if options.cursor else Place()
    except ActivitiesError as problem:
        return _refuse(str(problem))
    except ValueError:
        return _refuse(f"{options.cursor} is geen bestand dat 'lantaarn log lines' schreef. Noem een ander bestand.")
    with psycopg.connect(address, autocommit=True) as connection:
        if place.xid > life_of(connection).next_one:
            return _refuse(
                f"{options.cursor} hoort bij een eerdere database: er is een reservekopie teruggezet. Haal het weg en"
                " geef met --since vanaf welk moment u verder wilt."
            )
        return _hand_out(connection, Maker(register, subjects_in(folder)), place, options)


def _hand_out(connection: psycopg.Connection, maker: Maker, place: Place, options: argparse.Namespace) -> int:
    from lantaarn.audit.lines import Wanted, lines

    wanted = Wanted(options.since, options.until, options.organisation, options.subject)
    try:
        while True:
            for page, reached in lines(connection, maker, wanted, after=place):
                sys.stdout.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in page)
                sys.stdout.flush()
                if options.cursor:
                    reached.keep(options.cursor)
                place = reached
            if options.follow == "nee":
                return 0
            time.sleep(2)
    except KeyboardInterrupt:
        return 0
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - what read us is gone
        return 0
