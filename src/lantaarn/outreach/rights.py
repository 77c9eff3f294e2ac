"""Trainings are no case data; still a region sees its own alone, and who records them must be allowed to."""

from lantaarn.context.laying import IN_REGION, WORKER, Policy, Rights, Table, reads_and_writes

_MAY = f"{IN_REGION} AND (SELECT network_may('outreach.record'))"
_WORKER = Policy(f"{WORKER}_select", WORKER, "SELECT", f"(SELECT context_kind()) = 'system' AND {IN_REGION}", None)
_POLICIES = (*reads_and_writes(read=IN_REGION, insert=_MAY, update=_MAY), _WORKER)

RIGHTS = Rights(
    room="outreach",
    tables=(
        Table(
            "outreach_training",
            app="SELECT, INSERT, UPDATE",
            worker="SELECT",
            keeper="SELECT",
            policies=_POLICIES,
        ),
        Table("outreach_reached", app="SELECT, INSERT, UPDATE", worker="SELECT", keeper="SELECT", policies=_POLICIES),
    ),
)
