"""What was kept before its field was sealed is sealed afterwards, once, with nothing lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from django.http import Http404

from lantaarn.signals import queries
from lantaarn.signals.queries import Filters
from lantaarn.vault.ciphers import is_sealed

PLAIN = {
    "folders_contribution": {"text": "Zes bedden op zolder.", "said_by": "een bewoner", "data": None},
    "signals_report": {"name": "Mirte Verzonnen", "contact": "06 00 00 00 96"},
    "signals_place": {"text": "Loods De Verzinsels"},
    "signals_referral": {"note": "Let op de hond."},
}


def seal() -> int:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "lantaarn.config", "keys", "seal", "--json"],
        env=dict(os.environ),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["rows"]


@pytest.fixture
def before(stage):
    """A signal as it stood in the database before."""
    folder_id = stage.accepted()
    for table, columns in PLAIN.items():
        for column, text in columns.items():
            if text is not None:
                stage.superuser.execute(
                    f"UPDATE {table} SET {column} = %s WHERE folder_id = %s AND {column} <> ''", [text, folder_id]
                )
    stage.superuser.execute(
        "UPDATE signals_referral SET note = %s WHERE folder_id = %s", ["Let op de hond.", folder_id]
    )
    card = json.dumps({"answers": {"debt": {"answer": "yes", "how": "stated"}}})
    stage.superuser.execute(
        "UPDATE folders_contribution SET data = %s WHERE folder_id = %s AND kind = 'card'", [card, folder_id]
    )
    stage.superuser.execute("DELETE FROM vault_token; DELETE FROM vault_datakey WHERE folder_id IS NOT NULL")
    return folder_id


def test_what_is_plain_is_sealed_once_and_read_as_before(stage, before):
    assert seal() > 0
    for table, columns in PLAIN.items():
        for column in columns:
            kept = stage.superuser.execute(
                f"SELECT {column} FROM {table} WHERE folder_id = %s AND {column}::text NOT IN ('', '{{}}')", [before]
            ).fetchall()
            assert kept, (table, column)
            assert all(is_sealed(value) for (value,) in kept), (table, column)
    assert seal() == 0
    view = stage.do(queries.one, folder_id=before, by=stage.noor)
    assert "Zes bedden op zolder." in {words.text for words in view.words}
    assert view.report.name == "Mirte Verzonnen"
    assert {place.text for place in view.places} == {"Loods De Verzinsels"}
    assert [answer.code for answer in view.answers] == ["debt"]


def test_what_is_sealed_afterwards_is_found_by_its_words(stage, before):
    seal()
    found = stage.do(queries.signal_list, filters=Filters(words="zolder"), by=stage.noor).rows
    assert [row.folder_id for row in found] == [before]


def test_the_wall_stands_again_afterwards(stage, before):
    seal()
    loose = stage.superuser.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND NOT relforcerowsecurity")
    assert not [name for (name,) in loose.fetchall() if not name.startswith("audit_event")]
    with pytest.raises(Http404):
        stage.do(queries.one, folder_id=before, by=stage.bram)
