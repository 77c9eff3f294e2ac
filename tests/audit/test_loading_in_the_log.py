"""That a pack was brought in stands in the log, through a door of its own; its owner writes nothing else there."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection

from ground.region import as_role
from lantaarn.audit import actions as audit
from lantaarn.context.session import acting
from lantaarn.tables.loading import load_pack, plan_load
from tables.drenthe import drenthe_files


def lines(superuser) -> list[tuple]:
    return superuser.execute(
        "SELECT who, role, about, organisation_id FROM audit_event WHERE action = 'region.loaded' ORDER BY at"
    ).fetchall()


def test_a_pack_that_changes_something_leaves_a_line_for_who_manages_accounts(stage, superuser):
    before = len(lines(superuser))
    files = drenthe_files()
    changed = {**files, "region.toml": files["region.toml"].replace(b'name = "Drenthe"', b'name = "Drenthe, opnieuw"')}
    with as_role("lantaarn_owner"):
        plan_load(changed)
        assert len(lines(superuser)) == before, "looking is no loading"
        load_pack(changed)
        found = lines(superuser)[before:]
        load_pack(changed)
    ((who, role, about, organisation),) = found
    assert (who, role) == ("Lantaarn", "system")
    assert about.endswith("uit het regiopakket")
    assert len(lines(superuser)) == before + 1, "nothing changed, nothing written"
    manages = stage.person("Iris Testpersoon")
    assert "accounts.manage" in manages.may
    assert organisation == manages.organisation_id


def test_nobody_else_goes_through_that_door(stage):
    for role in ("lantaarn_app", "lantaarn_worker"):
        with as_role(role), acting(stage.sanne), pytest.raises(DatabaseError) as caught, connection.cursor() as cursor:
            cursor.execute("SELECT audit_region_loaded('drenthe', 'x')")
        assert caught.value.__cause__.sqlstate == "42501"


def test_the_owner_writes_no_other_line(stage):
    with as_role("lantaarn_owner"), acting(stage.sanne), pytest.raises(DatabaseError) as caught:
        audit.record(action="signal.read", by=stage.sanne)
    assert caught.value.__cause__.sqlstate == "42501"
