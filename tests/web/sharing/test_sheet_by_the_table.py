"""The sheet for a desk outside Lantaarn follows the sharing table: what may go, what stays and why, what comes back."""

import io
import re
from dataclasses import replace

import pytest
from pypdf import PdfReader

from lantaarn.signals.actions import add_contribution, decline, pass_on
from lantaarn.tables import queries as tables

NOOR, BRAM = "Noor Voorbeeld", "Bram Verzonnen"
OF_CARE = "In de opvang slaapt Karel Bedacht."
OWN = "Op dit adres staan elf mensen ingeschreven."


def body(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def add(stage, folder, by, category, domain, text, **more):
    given = {"folder_id": folder, "kind": "stated", "category": category, "domain": domain, "text": text, **more}
    return stage.do(add_contribution, by=by, **given)


class Sheet:
    """A hand-over to the inspectorate, as the desk that hands over sees and prints it."""

    def __init__(self, stage, sign_in, folder, name):
        self.stage, self.folder, self.client = stage, folder, sign_in(name)
        self.nla = stage.desk("nla")
        self.address = f"/postvak/{folder}/overdrachtsblad/{stage.referral(folder, self.nla).id}/"

    def page(self):
        return body(self.client.get(self.address))

    def paper(self):
        answer = self.client.get(f"{self.address}pdf/")
        return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages).split())

    def shares(self):
        return self.stage.rows("access_share", folder_id=self.folder, to_desk_id=self.nla, state="in_force")


@pytest.fixture
def handed(stage, sign_in):
    """Noor's labour signal, from care, that she passed on; what care told her of a person lies with it."""

    def hand(name=NOOR, **report):
        by = stage.person(name)
        folder = stage.accepted(by=by, facts={"labour": "yes"}, **report)
        add(stage, folder, by, "person", "care", OF_CARE, said_by="Wiesje Bedacht")
        add(stage, folder, by, "administrative", "municipality", OWN, said_by="Teun Verzonnen")
        stage.do(pass_on, folder_id=folder, revision=stage.revision(folder), by=by)
        return Sheet(stage, sign_in, folder, name)

    return hand


def test_the_sheet_prints_what_may_go_and_keeps_back_what_care_knows_with_the_reason(handed, stage):
    sheet = handed()
    (share,) = sheet.shares()
    assert (share.ground, share.purpose, share.automatic) == ("legal_task", "investigation", True)
    kept = stage.rows("access_shareline", share_id=share.id, chosen=False)
    assert {row.category for row in kept} == {"person", "place"}
    paper = sheet.paper()
    for words in ("Zes matrassen in een kamer", "Mijn paspoort ligt bij de baas", "elf mensen", "Teun Verzonnen"):
        assert words in paper
    for words in ("Karel", "Wiesje", "Loods", "een bewoner", "Mirte"):
        assert words not in paper
    assert "Er bleven gegevens achter" in paper
    assert "Alleen het beeld mag mee." not in paper, "which they are, paper does not betray"
    _theirs, mine = sheet.page().split("Wat houdt u achter?")
    for words in (OF_CARE, "Loods De Verzinsels", "Alleen het beeld mag mee."):
        assert words in mine, "line by line, for the sender alone"


@pytest.fixture
def region_chooses(monkeypatch):
    """What the region's pack says of paper, as if it said this."""

    def choose(**changed):
        before = tables.active_sharing

        def now(region):
            found = before(region)
            papers = tuple(replace(paper, **changed) for paper in found.sharing.papers)
            return replace(found, sharing=replace(found.sharing, papers=papers))

        monkeypatch.setattr(tables, "active_sharing", now)

    return choose


def test_the_region_chooses_on_what_a_sheet_goes_and_what_it_tells_of_the_rest(handed, region_chooses):
    region_chooses(ground="vital_interest", purpose="help", behind="sorts")
    sheet = handed()
    (share,) = sheet.shares()
    assert (share.ground, share.purpose) == ("vital_interest", "help")
    theirs, _mine = sheet.page().split("Wat houdt u achter?")
    assert "Wie het is" in theirs
    assert "Er bleven gegevens achter" not in theirs
    region_chooses(behind="nothing")
    theirs, _mine = sheet.page().split("Wat houdt u achter?")
    assert "Dit blad zegt niet of er meer is." in theirs
    assert "Wie het is" not in theirs


def test_the_name_of_who_reported_goes_only_where_person_data_of_that_source_may(handed):
    assert "Mirte Verzonnen" in handed(BRAM, source_domain="municipality").paper()
    assert "Mirte" not in handed(BRAM, source_domain="municipality", shielded=True).paper()


def test_what_is_added_later_goes_along_by_the_same_terms(handed, stage):
    sheet = handed()
    add(stage, sheet.folder, stage.noor, "person", "municipality", "De huurder heet Sem Voorbeeld.")
    add(stage, sheet.folder, stage.noor, "health", "care", "Hij hoest al weken.")
    paper = sheet.paper()
    assert "Sem Voorbeeld" in paper
    assert "hoest" not in paper


def test_more_is_shared_on_another_ground_and_taken_back_but_paper_is_not_recalled(handed, stage, sign_in):
    sheet = handed()
    noor = sheet.client
    assert f"/delen/{sheet.folder}/?aan=balie:{sheet.nla}" in noor.get(sheet.address).content.decode()
    start = noor.get(f"/delen/{sheet.folder}/?aan=balie:{sheet.nla}")
    assert re.search(rf'value="balie:{sheet.nla}"\s+selected', start.content.decode())
    given = {
        "kind": "secrecy_permission", "answer": "yes", "subject": "de bewoner", "age_group": "from_16",
        "given_by": "self", "how": "written", "told": "Wat ik deel en met wie.",
        "scope_kinds": ["labour_inspectorate"], "categories": ["person"], "on": "2026-01-10", "until": "",
    }  # fmt: skip
    asked = f"aan=balie:{sheet.nla}&grond=permission_lifted&doel=investigation"
    made = noor.post(f"/delen/{sheet.folder}/toestemming/?{asked}", given)
    row = next(one for one in noor.get(made["Location"]).context["rows"] if one.text == OF_CARE)
    noor.post(made["Location"], {"lijn": [str(row.id)], "note": "", "ja": "1"})
    assert "Karel" not in sheet.paper(), "a second person looks first"
    share_id = stage.row("access_share", folder_id=sheet.folder, state="waiting_second").id
    sign_in(BRAM).post(f"/delen/meekijken/{share_id}/")
    assert "Karel Bedacht" in sheet.paper()

    ended = noor.post(f"/delen/{sheet.folder}/{share_id}/intrekken/", {"why": "De bewoner wil het niet meer."})
    assert "heeft één gegeven op papier. Bel" in body(ended)
    assert "Karel" not in sheet.paper()
    assert "Wat al op papier ging, haalt Lantaarn niet terug" in sheet.page()


def test_when_all_is_taken_back_nothing_that_was_said_is_printed(handed):
    sheet = handed()
    (share,) = sheet.shares()
    sheet.client.post(f"/delen/{sheet.folder}/{share.id}/intrekken/", {"why": "Verkeerde balie."})
    paper = sheet.paper()
    for words in ("matrassen", "paspoort", "elf mensen"):
        assert words not in paper
    assert "Er bleven gegevens achter" in paper


def test_what_they_did_not_take_is_not_printed_again(handed, stage):
    sheet = handed()
    given = {"referral_id": stage.referral(sheet.folder, sheet.nla).id, "revision": stage.revision(sheet.folder)}
    stage.do(decline, folder_id=sheet.folder, reason="Niet voor ons.", by=stage.noor, **given)
    assert sheet.client.get(f"{sheet.address}pdf/").status_code == 404


def test_acute_danger_goes_to_the_police_on_paper_at_once_by_the_covenant(stage):
    folder = stage.report(acute_danger="yes").folder_id
    police = stage.desk("police_acute")
    shares = stage.rows("access_share", folder_id=folder, to_desk_id=police)
    assert [(one.ground, one.purpose, one.state) for one in shares] == [("covenant", "investigation", "in_force")]
    stage.accept(folder, by=stage.noor)
    assert len(stage.rows("access_share", folder_id=folder, to_desk_id=police)) == 1, "taken up, it is not shared again"
