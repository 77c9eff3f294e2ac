"""Signals in the database: who sees and changes what, and the five narrow doors for those who see no signal."""

from lantaarn.access.rights import holds
from lantaarn.context.laying import IN_REGION, Policy, Rights, Table, reads_and_writes, system_policy
from lantaarn.rules.transitions import MAIL, REFERRAL, SIGNAL
from lantaarn.signals.doors import FUNCTIONS, SIGNATURES
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
_MY_TASK = f"desk_id = (SELECT context_desk()) OR {holds('signals_task.folder_id')}"
_TASK = (
    *reads_and_writes(
        read=_MY_TASK,
        insert=f"{IN_REGION} AND {holds('signals_task.folder_id', writing=True)}",
        update=f"{IN_REGION} AND ({_MY_TASK})",
    ),
    system_policy(),
)
"""A notice tells a desk its task and nothing of the folder, so a task is also seen by its own desk."""
_LOOKS_AFTER_MAIL = (
    f"{IN_REGION} AND ((SELECT network_may('accounts.manage')) OR (SELECT network_may('chain.view')))"
)
_MAIL = (
    *reads_and_writes(read=_LOOKS_AFTER_MAIL, insert=IN_REGION, update=_LOOKS_AFTER_MAIL),
    system_policy(),
)
"""A mail's link names a folder and its desk: whoever acts puts one in the queue, and few may look at them."""
_ALL = "SELECT, INSERT, UPDATE"

RIGHTS = Rights(
    room="signals",
    functions=FUNCTIONS,
    keeper_owns=SIGNATURES,
    callable_by_app=SIGNATURES,
    tables=(
        Table(
            "signals_signal", app=_ALL, worker="SELECT, UPDATE", keeper="SELECT", policies=_in_folder("signals_signal")
        ),
        Table(
            "signals_place", app="SELECT, INSERT", worker="SELECT", policies=_in_folder("signals_place", update=False)
        ),
        Table("signals_signallink", app=_ALL, policies=_LINK),
        Table(
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
            policies=_in_folder("signals_question", update=False),
        ),
        Table(
            "signals_draft",
            keeper="SELECT, INSERT, UPDATE, DELETE",
            policies=(Policy("lantaarn_app_none", "lantaarn_app", "ALL", "false", "false"),),
        ),
        Table("signals_advice", app="SELECT, INSERT", keeper="SELECT", policies=_OWN_DESK),
        Table("signals_importbatch", app=_ALL, policies=_OWN_DESK),
        Table("signals_referral", app=_ALL, worker=_ALL, keeper="SELECT", policies=_in_folder("signals_referral")),
        Table("signals_agendaitem", app=_ALL, worker="SELECT, INSERT", policies=_in_folder("signals_agendaitem")),
        Table("signals_task", app=_ALL, worker="SELECT, INSERT", policies=_TASK),
        Table("signals_mail", app=_ALL, worker=_ALL, keeper="SELECT, INSERT", policies=_MAIL),
    ),
    after=(
        status_trigger("signals_signal", "status", SIGNAL)
        + status_trigger("signals_referral", "state", REFERRAL)
        + status_trigger("signals_mail", "state", MAIL)
    ),
)
