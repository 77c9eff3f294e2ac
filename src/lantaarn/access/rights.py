"""Who sees what, in the database: grants of folders, disclosures of contributions, and what a desk may know of them."""

from lantaarn.access.functions import FOR_THE_QUEUE, FUNCTIONS, INSIDE, SIGNATURES
from lantaarn.context.laying import APP, IN_REGION, WORKER, Policy, Rights, Table, reads_and_writes

_SYSTEM = f"(SELECT context_kind()) = 'system' AND {IN_REGION}"
_QUEUE = Policy(f"{WORKER}_select", WORKER, "SELECT", _SYSTEM, None)


def _seen(using: str) -> tuple[Policy, ...]:
    return (Policy(f"{APP}_select", APP, "SELECT", using, None), _QUEUE)


def holds(column: str, *, writing: bool = False) -> str:
    """The policy's question: does the acting desk hold the folder in `column`? Driven by the grant's index.

    OFFSET 0 keeps the planner from reading all grants of the desk into a table first: for a desk that sees 100,000
    signals that took longer than any page. So each row that a query touches costs one look-up, and no more.
    """
    desk = "context_writing_desk" if writing else "context_desk"
    return (
        f"EXISTS (SELECT 1 FROM access_grant g WHERE g.folder_id = {column}"
        f" AND g.desk_id = (SELECT {desk}()) AND g.revoked_at IS NULL"
        " AND (g.ends_at IS NULL OR g.ends_at > now()) OFFSET 0)"
    )


def sees(column: str) -> str:
    """Was the contribution in `column` disclosed to the acting desk: as its own, or by a share that holds?"""
    return (
        f"EXISTS (SELECT 1 FROM access_disclosure d WHERE d.contribution_id = {column}"
        " AND d.desk_id = (SELECT context_desk()) AND d.revoked_at IS NULL"
        " AND (d.ends_at IS NULL OR d.ends_at > now()) OFFSET 0)"
    )


def opened_in_emergency(folder: str, organisation: str) -> str:
    """Does the acting desk look in an emergency at this folder, in which this organisation's words are not withheld?"""
    return (
        f"EXISTS (SELECT 1 FROM access_emergency e WHERE e.folder_id = {folder}"
        " AND e.desk_id = (SELECT context_desk()) AND e.closed_at IS NULL AND e.ends_at > now()"
        f" AND {organisation} <> ALL (e.withheld) OFFSET 0)"
    )


_MINE = "from_desk_id = (SELECT context_desk())"
_RECEIVED = f"(to_desk_id = (SELECT context_desk()) AND state = 'in_force' AND {holds('access_share.folder_id')})"
_FOR_A_SECOND = (
    "(state = 'waiting_second' AND from_organisation_id = (SELECT context_organisation())"
    " AND (SELECT context_kind()) IN ('desk', 'plain') AND (SELECT network_may('share.confirm')))"
)
_SHARE = f"{IN_REGION} AND ({_MINE} OR {_RECEIVED} OR {_FOR_A_SECOND})"
_LINE = (
    "EXISTS (SELECT 1 FROM access_share s WHERE s.id = access_shareline.share_id AND"
    " (s.to_desk_id IS NULL OR s.to_desk_id <> (SELECT context_desk()) OR (SELECT context_desk()) IS NULL) OFFSET 0)"
)
"""Who receives does not learn what stayed behind. Whether the share itself may be seen, its own policy asks."""
_CONSENT = f"desk_id = (SELECT context_desk()) AND {holds('access_consent.folder_id')}"
_EMERGENCY = (
    f"{IN_REGION} AND (desk_id = (SELECT context_desk()) OR ((SELECT network_may('log.read'))"
    " AND (SELECT context_kind()) IN ('desk', 'plain') AND (SELECT context_organisation()) = ANY (organisations)))"
)
_KEEPER = "SELECT, INSERT, UPDATE"

RIGHTS = Rights(
    room="access",
    functions=FUNCTIONS,
    keeper_owns=(*SIGNATURES, *INSIDE),
    callable_by_app=SIGNATURES,
    callable_by_worker=FOR_THE_QUEUE,
    callable_by_nobody=INSIDE,
    tables=(
        Table(
            "access_grant",
            app="SELECT",
            worker="SELECT",
            keeper=_KEEPER,
            policies=_seen("desk_id = (SELECT context_writing_desk())"),
        ),
        Table(
            "access_disclosure",
            app="SELECT",
            worker="SELECT",
            keeper=_KEEPER,
            policies=_seen("desk_id = (SELECT context_desk())"),
        ),
        Table("access_share", app="SELECT", worker="SELECT", keeper=_KEEPER, policies=_seen(_SHARE)),
        Table("access_shareline", app="SELECT", worker="SELECT", keeper=_KEEPER, policies=_seen(_LINE)),
        Table(
            "access_consent",
            app="SELECT, INSERT",
            keeper="SELECT, UPDATE",
            policies=reads_and_writes(
                read=_CONSENT,
                insert=(f"{IN_REGION} AND {_CONSENT} AND asked_by = (SELECT context_user()) AND withdrawn_at IS NULL"),
            ),
        ),
        Table("access_emergency", app="SELECT", worker="SELECT", keeper=_KEEPER, policies=_seen(_EMERGENCY)),
    ),
)
