"""Who acts, as what desk, for which purpose: the one value that screens, actions and the database share."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal
from uuid import UUID

Kind = Literal["desk", "intake", "code", "plain", "system"]
"""desk: a person at a desk; intake: writing on behalf of a reporter into the desk that receives it;
code: a reporter who follows a report; plain: a person without desk; system: a job of the queue."""


@dataclass(frozen=True, slots=True)
class Actor:
    """One who acts. `may` holds the capabilities of the role in this region, as its pack declares them."""

    kind: Kind
    region: str
    user_id: UUID | None = None
    name: str = ""
    role: str = ""
    role_label: str = ""
    may: frozenset[str] = field(default_factory=frozenset)
    desk_id: UUID | None = None
    desk_kind: str = ""
    desk_label: str = ""
    organisation_id: UUID | None = None
    organisation: str = ""
    municipality_id: UUID | None = None
    municipality: str = ""
    membership_id: UUID | None = None
    purpose: str = ""
    region_name: str = ""

    @property
    def own_desk(self) -> UUID:
        """The desk that acts; only actors at a desk come where this is asked."""
        if self.desk_id is None:
            raise LookupError(f"A {self.kind} actor has no desk.")
        return self.desk_id

    @property
    def own_organisation(self) -> UUID:
        """The organisation for which the actor acts."""
        if self.organisation_id is None:
            raise LookupError(f"A {self.kind} actor has no organisation.")
        return self.organisation_id

    def can(self, capability: str) -> bool:
        """Does the role of this actor hold the capability?"""
        return capability in self.may

    def for_purpose(self, purpose: str) -> Actor:
        """The same actor with the purpose that the log will show (NEN 7513: each use has one)."""
        return replace(self, purpose=purpose)


def system(region: str, *, purpose: str) -> Actor:
    """The actor of a job: it acts for the region, never for a person."""
    return Actor(kind="system", region=region, role="system", name="Lantaarn", purpose=purpose)
