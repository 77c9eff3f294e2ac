"""Names of parties that a person types: those that stand keep who was meant, a new one is matched as in a document."""

from __future__ import annotations

from collections.abc import Sequence

from lantaarn.context.actor import Actor
from lantaarn.network.models import Organisation
from lantaarn.programme.inputs import PartyInput
from lantaarn.programme.matching import Known, match
from lantaarn.programme.queries import PartyView


def parties_named(
    holders: Sequence[str], parties: Sequence[str], *, before: Sequence[PartyView] = (), by: Actor
) -> tuple[PartyInput, ...]:
    """Holders first. A name that nobody knows stays as it is typed; a doubtful one is not guessed."""
    known = [Known(o.id, o.name, o.kind) for o in Organisation.objects.filter(region_id=by.region)]
    meant = {party.name: party for party in before}
    pairs = [(name, True) for name in holders] + [(name, False) for name in parties]
    return tuple(_named(name, holds, known, meant.get(name)) for name, holds in pairs)


def _named(name: str, holds: bool, known: Sequence[Known], before: PartyView | None) -> PartyInput:
    if before is not None:
        return PartyInput(name, holds, before.organisation_id, role=before.role, group=before.group)
    found = match(name, known, {})
    return PartyInput(name, holds, found.organisation_id, role=found.role, group=found.group)
