"""Of whom a programme is, and under which it hangs: region over district over municipality."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from lantaarn.network.queries import MunicipalityView
from lantaarn.programme.queries import ProgrammeRow
from lantaarn.web.programme.forms import CoverForm

EMMEN, ASSEN = UUID(int=114), UUID(int=106)
PLACES = (MunicipalityView(ASSEN, "Assen", "GM0106"), MunicipalityView(EMMEN, "Emmen", "GM0114", "Zuidoost"))


def plan(kind: str, district: str = "", state: str = "adopted") -> ProgrammeRow:
    return ProgrammeRow(
        id=uuid4(),
        parent_id=None,
        kind=kind,
        title=kind,
        district=district,
        municipality_id=None,
        municipality="",
        starts_on=None,
        ends_on=None,
        state=state,
        revision=1,
        source_name="",
        public=False,
    )


REGION, DISTRICT = plan("umbrella"), plan("district", "Zuidoost")


@pytest.mark.parametrize(
    "whose, plans, kind, parent",
    [
        ("", [REGION], "umbrella", None),
        ("district Zuidoost", [REGION, DISTRICT], "district", REGION),
        (str(EMMEN), [REGION, DISTRICT], "local", DISTRICT),
        (str(EMMEN), [REGION, plan("district", "Zuidoost", "closed")], "local", REGION),
        (str(ASSEN), [REGION, DISTRICT], "local", REGION),
        (str(ASSEN), [], "local", None),
    ],
)
def test_a_plan_hangs_under_the_nearest_above_it(whose, plans, kind, parent):
    form = CoverForm({"title": "Plan", "whose": whose}, places=PLACES)
    assert form.is_valid()
    cover = form.cover("plan.docx", plans)
    assert (cover.kind, cover.parent_id) == (kind, parent.id if parent else None)
    assert cover.municipality_id == (UUID(whose) if kind == "local" else None)


def test_a_region_without_districts_offers_none():
    offered = [value for value, _label in CoverForm(places=PLACES[:1]).fields["whose"].choices]
    assert offered == ["", str(ASSEN)]
