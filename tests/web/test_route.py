"""The pages of the route, as people of several roles meet them."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone

from lantaarn.tables import queries
from tables.drenthe import drenthe_files, owner, people_at_every_desk

pytestmark = pytest.mark.usefixtures("drenthe")


@pytest.fixture
def drenthe(database):
    from lantaarn.tables.loading import load_pack

    with owner():
        load_pack(drenthe_files())
        people_at_every_desk()
    return "drenthe"


def signed_in(role, name):
    """A visitor of this role who has given the second factor."""
    from lantaarn.network.models import Membership, Organisation, Role, User

    user = User.objects.create(email=f"{name.split()[0].lower()}@voorbeeld.invalid", name=name)
    found = Role.objects.get(region_id="drenthe", code=role)
    Membership.objects.create(
        region_id="drenthe",
        user=user,
        role=found,
        organisation=Organisation.objects.get(region_id="drenthe", code="zvhd"),
        valid_from=dt.date(2020, 1, 1),
    )
    client = Client()
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["second_factor"] = True
    session.save()
    return client


@pytest.fixture
def director():
    return signed_in("chain_director", "Sanne Testpersoon")


@pytest.fixture
def adviser():
    return signed_in("policy_adviser", "Bram Verzonnen")


@pytest.fixture
def draft():
    return queries.versions("drenthe")[0]


def latest():
    return queries.versions("drenthe")[0]


def address(version, rest=""):
    return f"/meldroute/versie/{version.id}/{rest}"


def body(answer):
    text = answer.content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def make_active(director):
    version = latest()
    director.post(address(version, "bewijzen/"))
    drieluik = body_id("drieluik")
    director.post(address(version, "vaststellen/"), {"body": drieluik, "on": timezone.localdate().isoformat()})
    director.post(address(version, "ingaan/"), {"when": "now"})
    return latest()


def body_id(code):
    from lantaarn.network.queries import bodies

    return str(next(one.id for one in bodies(region="drenthe") if one.code == code))


def ticks(form_page):
    """What the rule's form holds, as a browser would send it back."""
    form = form_page.context["form"]
    return {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}


def test_without_a_version_that_holds_everybody_reads_where_signals_go(adviser, director):
    assert "Er geldt nog geen meldroute" in body(adviser.get("/meldroute/"))
    assert address(latest()) in director.get("/meldroute/").content.decode()
    assert address(latest()) not in adviser.get("/meldroute/").content.decode()


def test_a_director_proves_adopts_and_activates(director, adviser, draft):
    version = make_active(director)
    assert version.state == "active"
    read = body(adviser.get("/meldroute/"))
    assert "Versie 1 geldt sinds vandaag" in read
    assert "Drieluikoverleg Drenthe" in read


def test_the_route_reads_in_dutch_with_sources_and_without_codes(director):
    make_active(director)
    page = director.get("/meldroute/").content.decode()
    shown = re.sub(r"<[^>]+>", " ", page)
    assert "Nederlandse Arbeidsinspectie (NLA)" in shown
    assert "Bron: 4.3 en bijlage 4" in shown
    assert "1.240.029 combinaties" in shown
    assert "nog niet vastgesteld" in shown
    for code in ("focal_point", "unknown", "care_coordinators", '"yes"', "not(", "next_drieluik", "none"):
        assert code not in shown, code


def test_the_flowchart_stands_beside_each_table_with_its_list(director):
    make_active(director)
    page = director.get("/meldroute/")
    for section in page.context["sections"]:
        assert section.charts
        for chart in section.charts:
            assert chart.svg.startswith("<svg")
            assert chart.sentences


def test_a_draft_is_for_who_works_on_it(adviser, draft):
    assert adviser.get(address(draft)).status_code == 404
    assert adviser.post(address(draft, "bewijzen/")).status_code == 404
    assert adviser.get(address(draft, "bestand/")).status_code == 404
    assert "Versie 1" not in body(adviser.get("/meldroute/versies/"))


def test_a_broken_cell_shows_the_counterexample_fact_by_fact_and_back(director, draft):
    rule = address(draft, "tabel/authority/regel/2/")
    given = ticks(director.get(rule))
    answer = director.post(rule, {**given, "in_1": ["no"]})
    assert answer.status_code == 302
    page = director.get(address(draft))
    read = body(page)
    assert "Niet sluitend" in read
    assert "Er is een situatie waarin een signaal nergens aankomt" in read
    broken = page.context["broken"]
    assert (broken.decision, broken.kind, broken.near) == ("authority", "gap", (2,))
    assert [(fact.label, fact.value) for fact in broken.facts if fact.kind == "fact"] == [
        ("Seksuele uitbuiting", "nee"),
        ("Criminele uitbuiting", "ja"),
    ]
    assert {fact.value for fact in broken.facts if fact.kind == "free"} == {"maakt niet uit"}
    [section] = [one for one in page.context["sections"] if one.table.name == "authority"]
    assert [rule.number for rule in section.table.rules if rule.lit] == [2]
    assert 'class="lit"' in section.charts[0].svg

    director.post(address(draft, "terugdraaien/"), {"seen": latest().changed_at.isoformat()})
    assert "Sluitend" in body(director.get(address(draft)))


def test_a_refuted_draft_cannot_be_proved(director, draft):
    rule = address(draft, "tabel/authority/regel/2/")
    director.post(rule, {**ticks(director.get(rule)), "in_1": ["no"]})
    answer = director.post(address(draft, "bewijzen/"), follow=True)
    assert "niet sluitend" in body(answer)
    assert latest().state == "draft"


def test_a_new_rule_for_a_counterexample_has_its_facts_ticked(director, draft):
    director.post(address(draft, "tabel/authority/regel/2/weg/"), {"seen": draft.changed_at.isoformat()})
    page = director.get(address(draft))
    link = re.search(r'href="([^"]*tabel/authority/nieuw/[^"]*)"', page.content.decode())[1].replace("&amp;", "&")
    form = director.get(link).context["form"]
    assert form["in_0"].value() == ["no"]
    assert form["in_1"].value() == ["yes"]
    given = {**ticks(director.get(link)), "in_0": ["no", "unknown"], "in_1": ["yes"], "out_0": "tmm"}
    given |= {"note_0": "3.1 en bijlage 4", "note_1": "ja"}
    assert director.post(link, given).status_code == 302
    assert "Sluitend" in body(director.get(address(draft)))


def test_a_ticked_cell_that_means_the_same_keeps_its_text(director, draft):
    rule = address(draft, "tabel/authority/regel/2/")
    director.post(rule, ticks(director.get(rule)))
    assert queries.text_of(draft.id).encode() == drenthe_files()["route.dmn"]


def test_nothing_ticked_is_told_and_the_rest_of_the_form_stays(director, draft):
    rule = address(draft, "tabel/authority/regel/2/")
    answer = director.post(rule, {**ticks(director.get(rule)), "in_1": [], "note_0": "een nieuwe bron"})
    assert "Vink minstens één antwoord aan" in body(answer)
    assert "een nieuwe bron" in answer.content.decode()


def test_a_desk_without_a_task_is_told(director, draft):
    rule = address(draft, "tabel/first/regel/2/")
    answer = director.post(rule, {**ticks(director.get(rule)), "out_0": "tmm"})
    assert "Kies wat deze balie doet" in body(answer)
    assert "Kies een termijn" in body(answer)


def test_the_second_editor_is_told_and_keeps_what_was_chosen(director, draft):
    rule = address(draft, "tabel/lead/regel/1/")
    mine = ticks(director.get(rule))
    other = signed_in("chain_director", "Noor Voorbeeld")
    second = address(draft, "tabel/lead/regel/3/")
    other.post(second, {**ticks(other.get(second)), "out_1": "weigh"})

    answer = director.post(rule, {**mine, "out_1": "weigh"})
    assert answer.status_code == 409
    assert "Noor Voorbeeld heeft regel 3 gewijzigd in ‘Wie leidt’" in body(answer)
    form = answer.context["form"]
    assert form["out_1"].value() == "weigh"
    again = director.post(rule, {name: form.data.getlist(name) for name in form.data})
    assert again.status_code == 302


def test_a_proposer_edits_and_proves_but_does_not_decide(director, draft):
    from lantaarn.network.models import Role

    with owner():
        Role.objects.filter(code="policy_adviser").update(may=["network.view", "route.propose"])
    proposer = signed_in("policy_adviser", "Bram Verzonnen")
    rule = address(draft, "tabel/lead/regel/1/")
    assert proposer.post(rule, {**ticks(proposer.get(rule)), "out_1": "weigh"}).status_code == 302
    proposer.post(address(draft, "bewijzen/"))
    assert latest().state == "proved"
    for path in ("vaststellen/", "ingaan/"):
        assert proposer.get(address(draft, path)).status_code == 404
    assert address(draft, "vaststellen/") not in proposer.get(address(draft)).content.decode()


def test_a_municipality_has_its_own_desks_on_paper(director, adviser):
    from lantaarn.network.models import Municipality

    version = make_active(director)
    emmen = Municipality.objects.get(name="Emmen")
    page = adviser.get(address(version, f"papier/{emmen.id}/"))
    read = body(page)
    assert "Wie pakt in Emmen een signaal op?" in read
    assert "Aandachtsfunctionaris sociaal domein Emmen" in read
    assert "Bel 112." in read
    assert "Assen " not in " ".join(desk.label for desk in page.context["desks"])
    assert adviser.get(address(version, f"papier/{version.id}/")).status_code == 404


def test_the_file_goes_out_and_comes_back_as_a_new_draft(director, draft):
    from django.core.files.uploadedfile import SimpleUploadedFile

    answer = director.get(address(draft, "bestand/"))
    assert answer.content == drenthe_files()["route.dmn"]
    assert "meldroute-drenthe-versie-1.dmn" in answer["Content-Disposition"]
    edited = answer.content.replace(b'"take_up"', b'"weigh"')
    director.post(address(draft, "inlezen/"), {"file": SimpleUploadedFile("r.dmn", edited), "note": "anders"})
    assert (latest().number, latest().state, latest().note) == (2, "draft", "anders")


@pytest.mark.parametrize(
    "content, told",
    [
        (b"", "leeg"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"geen xml", "past niet"),
        (drenthe_files()["route.dmn"].replace(b'"care"', b'"zorg"'), "past niet"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_what_to_do(director, draft, content, told):
    from django.core.files.uploadedfile import SimpleUploadedFile

    answer = director.post(address(draft, "inlezen/"), {"file": SimpleUploadedFile("r.dmn", content)})
    assert told in body(answer)
    assert latest().number == 1


def test_a_later_moment_is_planned_and_can_be_taken_back(director, draft):
    director.post(address(draft, "bewijzen/"))
    director.post(address(draft, "vaststellen/"), {"body": body_id("drieluik"), "on": timezone.localdate().isoformat()})
    day = (timezone.localdate() + dt.timedelta(days=20)).isoformat()
    assert "Vul de dag in" in body(director.post(address(draft, "ingaan/"), {"when": "later"}))
    past = {"when": "later", "day": "2020-01-01"}
    assert "al geweest" in body(director.post(address(draft, "ingaan/"), past))
    answer = director.post(address(draft, "ingaan/"), {"when": "later", "day": day, "time": "09:00"}, follow=True)
    assert "9.00 uur" in body(answer)
    assert latest().state == "adopted"
    director.post(address(draft, "niet-ingaan/"))
    assert latest().active_from is None


def test_adopting_asks_for_a_day_that_has_come(director, draft):
    director.post(address(draft, "bewijzen/"))
    day = (timezone.localdate() + dt.timedelta(days=1)).isoformat()
    answer = director.post(address(draft, "vaststellen/"), {"body": body_id("drieluik"), "on": day})
    assert "moet nog komen" in body(answer)
    assert latest().state == "proved"


def test_who_decides_on_what_changed_meanwhile_is_told_and_decides_again(director, draft):
    director.post(address(draft, "bewijzen/"))
    old = latest().changed_at.isoformat()
    director.post(address(draft, "openen/"))
    director.post(address(draft, "bewijzen/"))
    given = {"body": body_id("drieluik"), "on": timezone.localdate().isoformat()}
    answer = director.post(address(draft, "vaststellen/"), {**given, "seen": old})
    assert "is veranderd" in body(answer)
    assert latest().state == "proved"
    again = {name: answer.context["form"][name].value() for name in ("body", "on", "seen")}
    director.post(address(draft, "vaststellen/"), again)
    assert latest().state == "adopted"


def test_an_active_version_is_changed_through_a_new_draft_that_shows_what_differs(director):
    active = make_active(director)
    director.post(address(active, "concept/"), {"note": "Arbeid sneller"})
    draft = latest()
    assert (draft.number, draft.based_on) == (2, 1)
    rule = address(draft, "tabel/lead/regel/5/")
    director.post(rule, {**ticks(director.get(rule)), "out_2": "urgent"})
    page = director.get(address(draft))
    [lead] = [one.table for one in page.context["sections"] if one.table.name == "lead"]
    cells = [cell for cell in lead.rules[4].conclusions if cell.changed]
    assert [(cell.text, cell.was) for cell in cells] == [("vandaag, per telefoon", "binnen twee werkdagen")]
    assert [rule.number for rule in lead.rules if rule.touched] == [5]


def test_the_effect_is_shown_in_counts(director, monkeypatch):
    from lantaarn.tables.effects import PastSignal
    from lantaarn.web.route import page as version_page

    facts = {"in_region": "yes", "acute_danger": "no", "labour": "yes", "sexual": "no", "criminal": "no"}
    past = [PastSignal(facts, "focal_point_safety")] * 12
    monkeypatch.setattr(version_page.signals, "past_facts", lambda by: past)
    active = make_active(director)
    director.post(address(active, "concept/"), {"note": ""})
    rule = address(latest(), "tabel/lead/regel/5/")
    director.post(rule, {**ticks(director.get(rule)), "out_0": "tmm"})
    read = body(director.get(address(latest())))
    assert "Van de 12 signalen van het afgelopen jaar zouden er 0 dezelfde weg gaan" in read
    assert "12 zouden naar een andere balie gaan" in read


def test_a_missing_table_rule_or_version_is_not_there(director, draft):
    for path in ("tabel/niets/nieuw/", "tabel/lead/regel/99/", "tabel/lead/regel/0/weg/"):
        assert director.get(address(draft, path)).status_code == 404
    other = "00000000-0000-4000-8000-000000000000"
    assert director.get(f"/meldroute/versie/{other}/").status_code == 404


def test_one_page_asks_few_questions_of_the_database(director, django_assert_max_num_queries):
    make_active(director)
    director.get("/meldroute/")
    with django_assert_max_num_queries(12):
        director.get("/meldroute/")


def test_every_step_on_a_screen_is_in_the_log(director, superuser):
    make_active(director)
    rows = superuser.execute("SELECT action, purpose, about FROM audit_event WHERE action LIKE 'route.%' ORDER BY at")
    found = [(action, about) for action, _purpose, about in rows]
    assert found == [
        ("route.prove", "versie 1, bewezen"),
        ("route.adopt", "versie 1, door Drieluikoverleg Drenthe"),
        ("route.activate", "versie 1"),
    ]
