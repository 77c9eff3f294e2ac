"""`lantaarn region check DIR [--json]`: reads a region pack and proves its tables, without Django or a database."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lantaarn.rules.proofs import Counterexample, Proof
from lantaarn.rules.routing import RegionProof, prove_region
from lantaarn.rules.sharing import PathCounterexample, SharingProof, prove_sharing
from lantaarn.rules.tables import TableError
from lantaarn.tables.packs import Pack, PackError, Problem, read_folder

PROVED, REFUTED, UNREADABLE = 0, 1, 2


def main(argv: Sequence[str]) -> int:
    """Exit 0 proved, 1 refuted, 2 unreadable."""
    asked = _parser().parse_args(list(argv))
    return check(Path(asked.folder), as_json=asked.json)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="lantaarn region", description="Een regiopakket nakijken.")
    commands = parser.add_subparsers(required=True, metavar="OPDRACHT")
    checking = commands.add_parser("check", help="een regiopakket nakijken, en de meldroute en de deeltabel bewijzen")
    checking.add_argument("folder", metavar="MAP", help="de map met region.toml en de beslistabellen")
    checking.add_argument("--json", action="store_true", help="het bewijs als JSON op standaarduitvoer")
    return parser


def check(folder: Path, *, as_json: bool) -> int:
    """Read, prove and tell."""
    try:
        pack = read_folder(folder)
        proof = prove_region(pack.plan())
        sharing = prove_sharing(pack.sharing.plan()) if pack.sharing else SharingProof(())
    except PackError as error:
        return _unreadable(folder, error.problems)
    except TableError as error:
        return _unreadable(folder, (Problem("tabel", 1, str(error), "Herstel de tabel."),))
    if as_json:
        print(json.dumps(as_values(proof, sharing), ensure_ascii=False, indent=2))
    else:
        print(report(pack, proof, sharing))
    return PROVED if proof.proved and sharing.proved else REFUTED


def _unreadable(folder: Path, problems: Sequence[Problem]) -> int:
    count = "één fout" if len(problems) == 1 else f"{len(problems)} fouten"
    print(f"Het regiopakket in {folder} is niet te lezen: {count}.", file=sys.stderr)
    for problem in problems:
        print(f"  {folder.joinpath(problem.file)}, regel {problem.line}: {problem.problem}", file=sys.stderr)
        if problem.remedy:
            print(f"    {problem.remedy}", file=sys.stderr)
    return UNREADABLE


def as_values(proof: RegionProof, sharing: SharingProof) -> list[dict[str, Any]] | dict[str, Any]:
    """The proofs as JSON has them, the route's first: an object for one decision, a list for several."""
    values = [_proof(one) for one in (*proof.proofs, *sharing.proofs)]
    return values[0] if len(values) == 1 else values


def _proof(proof: Proof) -> dict[str, Any]:
    return {
        "decision": proof.decision,
        "total": proof.total,
        "unambiguous": proof.unambiguous,
        "unreachable_rules": list(proof.unreachable_rules),
        "counterexamples": [_counterexample(one) for one in proof.counterexamples],
    }


def _counterexample(found: Counterexample) -> dict[str, Any]:
    values = {"kind": found.kind, "facts": dict(found.facts), "rules": list(found.rules), "text": found.text}
    return {**values, "path": list(found.path)} if isinstance(found, PathCounterexample) else values


def report(pack: Pack, proof: RegionProof, sharing: SharingProof) -> str:
    """What was proved, in Dutch, and where it fails."""
    models = [pack.model, *([pack.sharing.model] if pack.sharing else [])]
    labels = {decision.name: decision.label for model in models for decision in model.decisions}
    lines = [f"Regio {pack.region.name}: {len(pack.municipalities)} gemeenten, {len(pack.desks)} soorten balies."]
    for one in proof.proofs:
        lines += _decision(one, labels)
    count = len(proof.counterexamples)
    lines.append(_verdict(count, len(pack.invariants)) if proof.proved or count else "De meldroute is niet sluitend.")
    for one in sharing.proofs:
        lines += _decision(one, labels)
    if pack.sharing:
        lines.append(_sharing_verdict(sharing, len(pack.sharing.invariants)))
    return "\n".join(lines)


def _decision(one: Proof, labels: Mapping[str, str]) -> Iterator[str]:
    yield f"  {labels[one.decision]} ({one.decision}): {'bewezen' if one.proved else 'niet sluitend'}"
    for found in one.counterexamples:
        yield f"    - {found.text}"
    if one.unreachable_rules:
        rules = ", ".join(str(rule) for rule in one.unreachable_rules)
        yield f"    Let op: deze regels komen nooit voor: {rules}."


def _verdict(count: int, agreements: int) -> str:
    if not count:
        return f"De meldroute is sluitend. Alle {agreements} afspraken kloppen en elke balie is er, in elke gemeente."
    what = "Er is één situatie" if count == 1 else f"Er zijn {count} situaties"
    return f"{what} waarin de meldroute niet klopt. Herstel de tabel of het pakket en kijk opnieuw."


def _sharing_verdict(sharing: SharingProof, agreements: int) -> str:
    if sharing.proved:
        return f"De deeltabel is bewezen. Alle {agreements} afspraken kloppen, ook als gegevens van hand tot hand gaan."
    count = len(sharing.counterexamples)
    what = "Er is één situatie" if count == 1 else f"Er zijn {count} situaties"
    return f"{what} waarin de deeltabel niet klopt. Herstel de tabel of het pakket en kijk opnieuw."
