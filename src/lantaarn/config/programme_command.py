"""`lantaarn programme read`: the programme in a policy document, read in a process of its own with limits."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from lantaarn.papers.programme_in import ProgrammeError, as_json, errors, read_programme
from lantaarn.papers.programme_in.documents.opening import MAX_FILE_MB
from lantaarn.programme import apart

READ, REFUSED = 0, 2
_SECONDS = 120
_WORKER = "--worker"
_SHOWN = 25
_Shown = Mapping[str, Any]


class _Parser(argparse.ArgumentParser):
    """Says in Dutch what is wrong with a command, and keeps standard output empty."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.format_usage()}De opdracht klopt niet: {message}", file=sys.stderr)
        raise SystemExit(REFUSED)


def main(argv: list[str]) -> int:
    if argv[:1] == [_WORKER]:
        apart.answer(lambda: _work(argv[1]), seconds=_SECONDS)
        return READ
    try:
        asked = _parser().parse_args(argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        found = _read(asked.file)
    except ProgrammeError as error:
        print(error.message, file=sys.stderr)
        return REFUSED
    _show(json.dumps(found, ensure_ascii=False, indent=2) if asked.json else "\n".join(_summary(found)))
    return READ


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="lantaarn programme", description="Lees een programma uit een beleidsdocument.")
    actions = parser.add_subparsers(dest="action", required=True, metavar="read")
    read = actions.add_parser("read", help="lees een document (.docx, .odt, .pdf, .md of .txt)")
    read.add_argument("file", metavar="BESTAND")
    read.add_argument("--json", action="store_true", help="het programma als JSON op de standaarduitvoer")
    return parser


# --- reading, in a process that may not take more than its share ------------------------------------------------------


def _read(name: str) -> dict[str, Any]:
    """What the worker found; a file that asks too much time or memory stops the worker alone."""
    path = Path(name)
    try:
        size = path.stat().st_size
        readable = path.is_file()
    except (OSError, ValueError) as error:
        raise ProgrammeError(f"Het bestand '{name}' is er niet of mag niet worden gelezen. Kijk de naam na.") from error
    if not readable:
        raise ProgrammeError(f"'{name}' is geen bestand. Kies een document.")
    if size > MAX_FILE_MB * 1024 * 1024:
        raise ProgrammeError(errors.TOO_LARGE.format(limit=MAX_FILE_MB))
    return apart.answer_of("lantaarn.config.programme_command", _WORKER, str(path.resolve()), seconds=_SECONDS)


def _work(name: str) -> dict[str, Any]:
    """Read one file; what stands in the way of that is told too."""
    try:
        data = Path(name).read_bytes()
    except OSError as error:
        told = f"Het bestand '{name}' mag niet worden gelezen. Kijk na of het nergens anders open staat."
        raise ProgrammeError(told) from error
    return as_json(read_programme(data, _Progress()))


class _Progress:
    """Says how far reading is on standard error: over the same line on a screen, now and then in a log."""

    def __init__(self) -> None:
        self.screen = sys.stderr.isatty()
        self.wrote = False

    def __call__(self, what: str, done: int, of: int) -> None:
        last = done == of
        if self.screen:
            print(f"\r{what} {done} van {of}", end="\n" if last else "", file=sys.stderr, flush=True)
        elif done == 1 or last or done % 10 == 0:
            print(f"{what} {done} van {of}", file=sys.stderr, flush=True)


# --- showing ----------------------------------------------------------------------------------------------------------


def _show(text: str) -> None:
    """Write UTF-8 whatever the terminal is set to."""
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text + "\n")
    else:
        buffer.write((text + "\n").encode("utf-8", "surrogatepass"))
        buffer.flush()


def _summary(found: _Shown) -> Iterator[str]:
    period = found["period"]
    yield found["title"] or "Een document zonder titel"
    yield (
        f"Periode: {period['from'][:4]} tot en met {period['until'][:4]}" if period["from"] else "Periode: niet genoemd"
    )
    yield from _parts(found["parts"])
    yield from _actions(found["actions"])
    yield from _budget(found["budget"])
    yield from _warnings(found["warnings"])
    yield from _unread(found["unread"])


_KINDS = {
    "pillar": "pijler", "line": "lijn", "theme": "thema", "ambition": "ambitie", "goal": "doel", "objective": "subdoel",
    "result": "resultaat", "activity": "activiteit", "section": "onderdeel",
}  # fmt: skip


def _parts(parts: Sequence[_Shown]) -> Iterator[str]:
    yield from ("", f"Delen: {len(parts)}")
    for part in parts:
        if part["kind"] not in {"goal", "objective", "result"}:
            yield f"  {_KINDS[part['kind']]}{' ' + part['number'] if part['number'] else ''}: {_short(part['title'])}"
    goals = sum(1 for part in parts if part["kind"] in {"goal", "objective", "result"})
    if goals:
        yield f"  en {goals} doelen en resultaten"


def _actions(actions: Sequence[_Shown]) -> Iterator[str]:
    held = sum(1 for action in actions if action["holder"])
    timed = sum(1 for action in actions if action["when"]["text"])
    yield from ("", f"Acties: {len(actions)}, waarvan {held} met een houder en {timed} met een moment")
    part = None
    for number, action in enumerate(actions, 1):
        if action["part"] != part:
            part = action["part"]
            yield f"  {_short(part or 'Zonder deel')}"
        said = [", ".join(action["holder"]) or "houder niet genoemd", action["when"]["text"] or "moment niet genoemd"]
        doubt = "" if action["sure"] >= 0.85 else "  (kijk na)"
        yield f"  {number:>3}. {_short(action['what'])} — {_short('; '.join(said))} [{_place(action['source'])}]{doubt}"


def _budget(budget: Sequence[_Shown]) -> Iterator[str]:
    if not budget:
        return
    years: Counter[object] = Counter()
    for row in budget:
        years[row["year"] or "zonder jaar"] += row["amount"]
    yield from ("", f"Begroting: {len(budget)} bedragen")
    for year, amount in sorted(years.items(), key=lambda pair: str(pair[0])):
        yield f"  {year}: € {amount:,.0f}".replace(",", ".")


def _warnings(warnings: Sequence[_Shown]) -> Iterator[str]:
    yield from ("", f"Let op: {len(warnings)}" if warnings else "Geen waarschuwingen")
    for warning in warnings:
        place = f" [{_place(warning)}]" if "line" in warning or "page" in warning else ""
        yield f"  - {warning['text']}{place}"


def _unread(unread: Sequence[_Shown]) -> Iterator[str]:
    if not unread:
        yield from ("", "Geen regel van een tabel of lijst is ongelezen gebleven.")
        return
    yield from ("", f"Niet als actie gelezen: {len(unread)} regels van tabellen en lijsten")
    for reason, count in Counter(row["reason"] for row in unread).most_common():
        yield f"  {count} × {reason}"
    for row in unread[:_SHOWN]:
        yield f"  [{_place(row)}] {_short(row['text'])}"
    if len(unread) > _SHOWN:
        yield f"  … en nog {len(unread) - _SHOWN}. Alles staat in de uitvoer met --json."


def _place(source: _Shown) -> str:
    return f"regel {source['line']}" if "line" in source else f"bladzijde {source.get('page')}"


def _short(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:89]}…"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
