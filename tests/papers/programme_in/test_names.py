"""Parties are split with care: broken words made whole, fixed names kept, helpers not made holders."""

from __future__ import annotations

import pytest

from lantaarn.papers.programme_in.names import holder_and_helpers, known_names, split_names


@pytest.mark.parametrize(
    "text, names",
    [
        ("ZVH, politie en OM", ("ZVH", "politie", "OM")),
        ("ZVH & RIEC", ("ZVH", "RIEC")),
        ("RIEC en politie", ("RIEC", "politie")),
        ("Openbare orde en veiligheid, politie", ("Openbare orde en veiligheid", "politie")),
        ("Zorg- en Veiligheidshuis en GGD", ("Zorg- en Veiligheidshuis", "GGD")),
        ("OOV- en zorgpartners", ("OOV- en zorgpartners",)),
        ("Woon- consulenten, wijkteam", ("Woonconsulenten", "wijkteam")),
        ("OOV- medewerkers", ("OOV-medewerkers",)),
        ("Partners (RNI-loket, RIEC, NLA), OM", ("Partners (RNI-loket, RIEC, NLA)", "OM")),
        ("GGD, scholen, 3RO etc.", ("GGD", "scholen", "3RO")),
        ("GGD, i.s.m. reclassering", ("GGD", "reclassering")),
        ("politie/OM", ("politie", "OM")),
        ("-", ()),
        ("", ()),
        ("GGD. Vraagt een gemeente om meer inzet dan volgt eerst nog een gesprek.", ("GGD",)),
    ],
)
def test_a_list_of_parties(text: str, names: tuple[str, ...]) -> None:
    assert split_names(text) == names


def test_a_list_that_lost_its_comma_is_split_where_both_names_are_known() -> None:
    known = known_names(["Gemeenten, ZVH", "Jeugdwerk Noord"])
    assert split_names("RIEC, Gemeenten ZVH", known) == ("RIEC", "Gemeenten", "ZVH")
    assert split_names("Woonteam Jeugdwerk", known) == ("Woonteam Jeugdwerk",)


@pytest.mark.parametrize(
    "text, holder, helpers",
    [
        ("Gemeenten i.s.m. het RIEC", "Gemeenten", "het RIEC"),
        ("RIEC (evt. in samenwerking met gemeenten)", "RIEC", "gemeenten"),
        ("Gemeenten i.s.m. met partners (RIEC, NLA)", "Gemeenten", "partners (RIEC, NLA)"),
        (
            "Gemeenten volgens een protocol (opgesteld i.s.m. het RIEC)",
            *("Gemeenten volgens een protocol (opgesteld i.s.m. het RIEC)", ""),
        ),
        ("ZVH", "ZVH", ""),
    ],
)
def test_who_helps_is_no_holder(text: str, holder: str, helpers: str) -> None:
    assert holder_and_helpers(text) == (holder, helpers)
