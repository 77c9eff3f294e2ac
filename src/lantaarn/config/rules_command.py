"""`lantaarn rules run` and `lantaarn rules prove`: a decision table on the command line, JSON on standard output."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from lantaarn.rules.proofs import Counterexample, Proof, prove
from lantaarn.rules.tables import Model, TableError, read_dmn
from lantaarn.rules.tables.results import facts_from_json, to_json

PROVED, REFUTED, UNREADABLE = 0, 1, 2


class _Parser(argparse.ArgumentParser):
    """Says in Dutch what is wrong with a command, and keeps standard output empty."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.format_usage()}De opdracht klopt niet: {message}", file=sys.stderr)
        raise SystemExit(UNREADABLE)


def main(argv: list[str]) -> int:
    try:
        asked = _parser().parse_args(argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        return _run(asked) if asked.action == "run" else _prove(asked)
    except TableError as error:
        print(str(error), file=sys.stderr)
        return UNREADABLE


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="lantaarn rules", description="Voer een beslistabel uit, of bewijs dat zij klopt.")
    actions = parser.add_subparsers(dest="action", required=True, metavar="run|prove")
    run = actions.add_parser("run", help="voer de tabel uit op feiten")
    run.add_argument("file", metavar="FILE.dmn")
    run.add_argument("--input", required=True, metavar="FACTS.json", help="een object van feiten naar waarden")
    run.add_argument("--decision", metavar="NAME", help="alleen deze beslissing, met naam of id")
    proof = actions.add_parser("prove", help="bewijs dat de tabel volledig en eenduidig is")
    proof.add_argument("file", metavar="FILE.dmn")
    proof.add_argument("--decision", metavar="NAME", help="alleen deze beslissing, met naam of id")
    proof.add_argument("--json", action="store_true", help="het bewijs als JSON")
    return parser


def _read(path: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except (OSError, ValueError) as error:
        raise TableError(f"Het bestand '{path}' kan niet worden gelezen ({error}). Kijk de naam na.") from error


def _show(text: str) -> None:
    """Write UTF-8 whatever the terminal is set to."""
    sys.stdout.flush()
    data = (text + "\n").encode("utf-8", "surrogatepass")
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text + "\n")
    else:
        buffer.write(data)
        buffer.flush()


def _run(asked: argparse.Namespace) -> int:
    model = read_dmn(_read(asked.file))
    result = model.decide(facts_from_json(_read(asked.input)), asked.decision)
    _show(to_json(result))
    return PROVED


def _prove(asked: argparse.Namespace) -> int:
    model = read_dmn(_read(asked.file))
    proofs = [prove(model, name) for name in _names(model, asked.decision)]
    if asked.json:
        shown = [_as_object(proof) for proof in proofs]
        _show(to_json(shown[0] if len(shown) == 1 else shown))
    else:
        _show("\n".join(_as_text(proof) for proof in proofs))
    return PROVED if all(proof.proved for proof in proofs) else REFUTED


def _names(model: Model, chosen: str | None) -> list[str]:
    if chosen is not None:
        return [model.decision(chosen).name]
    return [decision.name for decision in model.decisions]


def _as_object(proof: Proof) -> dict[str, object]:
    return {
        "decision": proof.decision,
        "total": proof.total,
        "unambiguous": proof.unambiguous,
        "unreachable_rules": list(proof.unreachable_rules),
        "counterexamples": [_counterexample(found) for found in proof.counterexamples],
    }


def _counterexample(found: Counterexample) -> dict[str, object]:
    return {"kind": found.kind, "facts": found.facts, "rules": list(found.rules), "text": found.text}


def _as_text(proof: Proof) -> str:
    lines = [f"{proof.decision}: {'bewezen' if proof.proved else 'niet bewezen'}"]
    lines.append(f"  volledig: {_yes(proof.total)}, eenduidig: {_yes(proof.unambiguous)}")
    lines += [f"  {found.text}" for found in proof.counterexamples]
    if proof.unreachable_rules:
        rules = ", ".join(str(rule) for rule in proof.unreachable_rules)
        lines.append(f"  Let op: nooit van toepassing: regel {rules}. Haal weg of pas aan.")
    return "\n".join(lines)


def _yes(value: bool) -> str:
    return "ja" if value else "nee"
