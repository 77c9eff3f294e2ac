"""A programme holds no case data; still a region sees its own alone, drafts are for who makes them, words stay."""

from lantaarn.context.laying import APP, IN_REGION, WORKER, Policy, Rights, Table, reads_and_writes
from lantaarn.programme.doors import FUNCTIONS, SIGNATURES
from lantaarn.programme.states import PROGRAMME, PROPOSAL
from lantaarn.tables.rights import status_trigger

_MANAGES = "(SELECT network_may('programme.manage'))"
_REPORTS = "(SELECT network_may('programme.report'))"
_MANAGE = f"{IN_REGION} AND {_MANAGES}"
_OWN_PLACE = f"{_MANAGES} OR ({_REPORTS} AND municipality_id = (SELECT context_municipality()))"
_SAID = (
    f"{IN_REGION} AND made_by_id = (SELECT context_user())"
    f" AND (municipality_id IS NULL AND ({_REPORTS} OR {_MANAGES}) OR {_OWN_PLACE})"
)
_OF_PROGRAMME = f"{IN_REGION} AND programme_id IN (SELECT id FROM programme_programme)"
_OF_ACTION = f"{IN_REGION} AND action_id IN (SELECT id FROM programme_action)"
"""Who may see the programme: asked once per query, under the policy of that table itself."""
_SYSTEM = f"(SELECT context_kind()) = 'system' AND {IN_REGION}"
_WORKER = Policy(f"{WORKER}_select", WORKER, "SELECT", _SYSTEM, None)


def _policies(read: str, insert: str = _MANAGE, update: str | None = _MANAGE) -> tuple[Policy, ...]:
    return (*reads_and_writes(read=read, insert=insert, update=update), _WORKER)


_ALL = "SELECT, INSERT, UPDATE"
_ONCE = "SELECT, INSERT"


_OWN = "made_by_id = (SELECT context_user())"
_PROPOSAL = (
    *_policies(_OF_PROGRAMME, insert=f"{IN_REGION} AND {_OWN} AND ({_REPORTS} OR {_MANAGES})", update=None),
    Policy(
        f"{APP}_update",
        APP,
        "UPDATE",
        f"{IN_REGION} AND ({_MANAGES} OR {_OWN})",
        f"{IN_REGION} AND ({_MANAGES} OR {_OWN} AND state = 'withdrawn')",
    ),
)
"""Who made a proposal may take it back and no more; deciding is for who manages."""


def _table(name: str, policies: tuple[Policy, ...], app: str = _ALL) -> Table:
    return Table(f"programme_{name}", app=app, worker="SELECT", keeper="SELECT", policies=policies)


RIGHTS = Rights(
    room="programme",
    functions=FUNCTIONS,
    keeper_owns=SIGNATURES,
    callable_by_app=SIGNATURES,
    callable_by_worker=SIGNATURES,
    tables=(
        _table("programme", _policies(f"{IN_REGION} AND (state <> 'draft' OR {_MANAGES})")),
        _table("part", _policies(_OF_PROGRAMME)),
        _table("action", _policies(_OF_PROGRAMME)),
        _table(
            "party",
            (*_policies(_OF_ACTION), Policy(f"{APP}_delete", APP, "DELETE", _MANAGE, None)),
            app=f"{_ALL}, DELETE",
        ),
        _table("budgetline", _policies(_OF_PROGRAMME)),
        _table("localstate", _policies(_OF_ACTION, update=f"{IN_REGION} AND ({_OWN_PLACE})")),
        _table("progress", _policies(_OF_ACTION, insert=_SAID, update=None), app=_ONCE),
        _table("version", _policies(_OF_PROGRAMME, update=None), app=_ONCE),
        _table("proposal", _PROPOSAL),
        _table(
            "housefact",
            _policies(IN_REGION, insert=f"{IN_REGION} AND {_OWN} AND ({_OWN_PLACE})", update=None),
            app=_ONCE,
        ),
        Table(
            "programme_importdraft",
            app=_ALL,
            worker="SELECT, UPDATE",
            keeper="SELECT",
            policies=(*_policies(_MANAGE), Policy(f"{WORKER}_update", WORKER, "UPDATE", _SYSTEM, _SYSTEM)),
        ),
    ),
    after=(
        status_trigger("programme_programme", "state", PROGRAMME)
        + status_trigger("programme_proposal", "state", PROPOSAL)
    ),
)
