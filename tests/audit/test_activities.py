"""Every purpose that the log can name belongs to one processing activity of the register."""

from __future__ import annotations

import tomllib

import pytest

from lantaarn.audit.lines.activities import OWN, ActivitiesError, read_register
from lantaarn.audit.words import PURPOSES


def test_every_purpose_belongs_to_an_activity():
    register = read_register()
    named = {p for activity in tomllib.loads(OWN.read_text())["activity"] for p in activity["purposes"]}
    lost = {p for p in PURPOSES if p not in named and f"{p.partition('.')[0]}.*" not in named}
    assert lost == set(), "add it to audit/lines/processing.toml"
    assert register.of("signal.oversee") != register.of("signal.handle"), "one by one goes before the family"


def test_a_purpose_in_two_activities_is_refused(tmp_path):
    file = tmp_path / "lijst.toml"
    file.write_text(OWN.read_text() + '\n[[activity]]\nid = "x"\npurposes = ["log.*"]\n')
    with pytest.raises(ActivitiesError, match=r"log\.\*"):
        read_register(file)


def test_a_region_names_its_own_register(tmp_path):
    file = tmp_path / "lijst.toml"
    file.write_text(OWN.read_text().replace("urn:lantaarn:verwerking:", "https://register.voorbeeld.nl/"))
    register = read_register(file)
    assert register.of("log.read") == "https://register.voorbeeld.nl/toezicht-op-gebruik:1"
    assert register.of("nieuw.doel") == register.of("unstated")
