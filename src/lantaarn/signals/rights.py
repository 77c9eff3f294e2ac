"""Signals in the database: who sees and changes what, and the narrow doors for those who see no signal."""

from typing import Any

from lantaarn.access.rights import holds
from lantaarn.context.laying import IN_REGION, Policy, Rights, Table, reads_and_writes, system_policy
from lantaarn.rules.transitions import MAIL, REFERRAL, SIGNAL
from lantaarn.signals.doors import FUNCTIONS, SIGNATURES
from lantaarn.signals.models.signal import CLOSED_COLUMNS
from lantaarn.tables.rights import status_trigger


def _in_folder(table: str, column: str = "folder_id", *, update: bool = True) -> tuple[Policy, ...]:
    """The ordinary policies of a table whose rows lie in a folder."""
    where = f"{table}.{column}"
    return (
        *reads_and_writes(
            read=holds(where),
            insert=f"{IN_REGION} AND {holds(where, writing=True)}",
            update=f"{IN_REGION} AND {holds(where)}" if update else None,
        ),
        system_policy(),
    )


_REPORT = (
    *reads_and_writes(
        read=f"{holds('signals_report.folder_id')} AND (NOT shielded OR desk_id = (SELECT context_desk()))",
        insert=f"{IN_REGION} AND desk_id = (SELECT context_writing_desk())",
    ),
)
_OWN_DESK = (
    *reads_and_writes(
        read="desk_id = (SELECT context_desk())",
        insert=f"{IN_REGION} AND desk_id = (SELECT context_desk())",
        update=f"{IN_REGION} AND desk_id = (SELECT context_desk())",
    ),
)
_LINK = (
    *reads_and_writes(
        read=f"{holds('signals_signallink.folder_id')} AND {holds('signals_signallink.other_id')}",
        insert=(
            f"{IN_REGION} AND made_by_desk_id = (SELECT context_desk())"
            f" AND {holds('signals_signallink.folder_id')} AND {holds('signals_signallink.other_id')}"
        ),
        update=f"{IN_REGION} AND {holds('signals_signallink.folder_id')} AND {holds('signals_signallink.other_id')}",
    ),
)
_MY_TASK = (
    f"desk_id = (SELECT context_desk()) OR ({holds('signals_task.folder_id')} AND"
    " (item_id IS NULL OR given_by_id = (SELECT context_desk()) OR EXISTS ("
    "SELECT 1 FROM signals_agendaitem i WHERE i.id = signals_task.item_id AND signals_sits(i.body_id) OFFSET 0)))"
)
_TASK = (
    *reads_and_writes(
        read=_MY_TASK,
        insert=f"{IN_REGION} AND {holds('signals_task.folder_id', writing=True)}",
        update=f"{IN_REGION} AND ({_MY_TASK})",
    ),
    system_policy(),
)
"""A notice tells a desk its task and nothing of the folder, so a task is also seen by its own desk. What a meeting asks
is free text: its own desk sees it, who gave it, and the desks that sit there."""
_PLACE = (
    *reads_and_writes(
        # Whoever sees the contribution sees the place: the contribution's own policy is asked.
        read=(
            f"{holds('signals_place.folder_id')} AND EXISTS ("
            "SELECT 1 FROM folders_contribution c WHERE c.id = signals_place.contribution_id OFFSET 0)"
        ),
        insert=f"{IN_REGION} AND {holds('signals_place.folder_id', writing=True)}",
    ),
    system_policy(),
)
_QUESTION = (
    *reads_and_writes(
        read=f"desk_id = (SELECT context_desk()) AND {holds('signals_question.folder_id')}",
        insert=f"{IN_REGION} AND desk_id = (SELECT context_desk()) AND {holds('signals_question.folder_id')}",
    ),
    system_policy(),
)
"""The desk that asked reads its question; what the reporter answered is a contribution of that desk, as any other."""
_LOOKS_AFTER_MAIL = f"{IN_REGION} AND ((SELECT network_may('accounts.manage')) OR (SELECT network_may('chain.view')))"
_MAIL = (
    *reads_and_writes(read=_LOOKS_AFTER_MAIL, insert=IN_REGION, update=_LOOKS_AFTER_MAIL),
    system_policy(),
)
"""A mail's link names a folder and its desk: whoever acts puts one in the queue, and few may look at them."""
_ALL = "SELECT, INSERT, UPDATE"


def _closed(name: str, **rights: Any) -> Table:
    """A table with columns of free words between two desks."""
    return Table(name, closed=CLOSED_COLUMNS[name], **rights)


RIGHTS = Rights(
    room="signals",
    functions=FUNCTIONS,
    keeper_owns=(*SIGNATURES, "signals_place_lies()"),
    callable_by_nobody=("signals_place_lies()",),
    callable_by_app=SIGNATURES,
    tables=(
        _closed(
            "signals_signal", app=_ALL, worker="SELECT, UPDATE", keeper="SELECT", policies=_in_folder("signals_signal")
        ),
        Table("signals_place", app="SELECT, INSERT", worker="SELECT", keeper="SELECT", policies=_PLACE),
        _closed("signals_signallink", app=_ALL, keeper="SELECT", policies=_LINK),
        _closed(
            "signals_moment",
            app="SELECT, INSERT",
            worker="SELECT, INSERT",
            keeper="SELECT, INSERT",
            policies=_in_folder("signals_moment", update=False),
        ),
        Table("signals_report", app="SELECT, INSERT", keeper="SELECT, UPDATE", policies=_REPORT),
        Table(
            "signals_question",
            app="SELECT, INSERT",
            worker="SELECT",
            keeper="SELECT, UPDATE",
            policies=_QUESTION,
        ),
        Table(
            "signals_draft",
            keeper="SELECT, INSERT, UPDATE, DELETE",
            policies=(Policy("lantaarn_app_none", "lantaarn_app", "ALL", "false", "false"),),
        ),
        Table("signals_advice", app="SELECT, INSERT", keeper="SELECT", policies=_OWN_DESK),
        Table("signals_importbatch", app=_ALL, policies=_OWN_DESK),
        _closed("signals_referral", app=_ALL, worker=_ALL, keeper="SELECT", policies=_in_folder("signals_referral")),
        _closed(
            "signals_agendaitem",
            app=_ALL,
            worker="SELECT, INSERT",
            keeper="SELECT",
            policies=_in_folder("signals_agendaitem"),
        ),
        _closed("signals_task", app=_ALL, worker="SELECT, INSERT", keeper="SELECT", policies=_TASK),
        Table("signals_mail", app=_ALL, worker=_ALL, keeper="SELECT, INSERT", policies=_MAIL),
    ),
    after=(
        status_trigger("signals_signal", "status", SIGNAL)
        + status_trigger("signals_referral", "state", REFERRAL)
        + status_trigger("signals_mail", "state", MAIL)
    ),
)
