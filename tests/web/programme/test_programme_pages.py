"""The programme on its pages: read in, confirmed, adopted, measured, reported to executives."""

import datetime as dt
import re
from io import BytesIO
from unittest import mock

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from odfdo import Document
from pypdf import PdfReader

from ground.region import as_role
from lantaarn.papers.letter import Heading, Letter, Rows, to_pdf
from lantaarn.programme.reading import read_document
from lantaarn.web.programme import reports

SANNE, NOOR, BRAM = "Sanne Testpersoon", "Noor Voorbeeld", "Bram Verzonnen"
YEAR = timezone.localdate().year
PLAN = f"""# Samen alert {YEAR}-{YEAR + 1}

## Pijler 1. Voorkomen

| Wat gaan we doen | Niveau | Actiehouder | Wanneer |
|---|---|---|---|
| Training voor aandachtsfunctionarissen | Regionaal | ZVHD | Minimaal 1x per jaar |
| Intranetpagina met de meldroute maken | Lokaal | Gemeenten | {YEAR} |
| Een folder laten drukken | Regionaal | ZVHD | {YEAR} |
"""


def body(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def brought(client, text=PLAN, name="plan.md"):
    """Brought and read; here and not in a process apart, which one test below does."""
    answer = client.post("/programma/inlezen/", {"file": SimpleUploadedFile(name, text.encode()), "programme": ""})
    with mock.patch("lantaarn.programme.jobs.read_apart", lambda data, watch: read_document(data)):
        queue_reads(answer.url)
    return answer


def queue_reads(address):
    from lantaarn.programme import jobs

    with as_role("lantaarn_worker"):
        jobs.read_document(address.rstrip("/").rsplit("/", 1)[-1], "drenthe")


def as_read(page):
    """What the form holds when nobody changes anything."""
    given = {"title": page.context["read"].title, "with_budget": "on"}
    for row in page.context["read"].rows:
        given |= {
            f"in-{row.index}": "on",
            f"what-{row.index}": row.action.what,
            f"when-{row.index}": row.action.when_text,
            f"holder-{row.index}": ", ".join(one.name for one in row.holders),
        }
    return given


@pytest.fixture
def sanne(sign_in):
    return sign_in(SANNE)


@pytest.fixture
def adopted(stage, sanne):
    """The plan, confirmed without its folder and adopted; the address of its board."""
    review = brought(sanne).url
    given = as_read(sanne.get(review))
    del given["in-2"]
    board = sanne.post(review, given).url
    sanne.post(f"{board}vaststellen/", {"adopted_by": "Stuurgroep", "on_day": timezone.localdate().isoformat()})
    return board


def pdf_plan():
    """The plan as a PDF."""
    head, _line, *rows = (tuple(cell.strip() for cell in line.strip("|").split("|")) for line in PLAN.splitlines()[4:])
    parts = (Heading("Pijler 1. Voorkomen"), Rows("Acties", head, tuple(rows)))
    return to_pdf(Letter(title="Samen alert", date=timezone.localdate(), sender=("Regio",), parts=parts))


def listed(page):
    """The actions that a board shows."""
    return [row.action for group in page.context["groups"] for row in group.rows]


def test_what_was_read_stands_beside_the_document_and_nothing_is_stored_before_a_person_confirms(stage, sanne):
    page = sanne.get(brought(sanne).url)
    said = body(page)
    assert "3 acties gevonden" in said
    assert "Een folder laten drukken" in said
    assert stage.rows("programme_action") == []
    assert [line["text"] for line, state in page.context["lines"] if state == "goes"]


def test_a_row_without_its_tick_stays_out_and_a_corrected_one_is_stored_as_corrected(stage, sanne):
    review = brought(sanne).url
    given = as_read(sanne.get(review))
    del given["in-2"]
    given |= {"what-0": "Training voor alle aandachtsfunctionarissen", "holder-1": "Beleidsadviseurs"}
    sanne.post(review, given)
    kept = {row.what for row in stage.rows("programme_action")}
    assert kept == {"Training voor alle aandachtsfunctionarissen", "Intranetpagina met de meldroute maken"}
    assert {row.name for row in stage.rows("programme_party", holds=True)} == {"ZVHD", "Beleidsadviseurs"}


@pytest.mark.parametrize(
    "content, says",
    [
        (b"%PDF-1.4 kapot", "beschadigd"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 50, "afbeelding"),
        (b"Een brief.", "geen programma"),
    ],
)
def test_a_document_that_cannot_be_read_says_what_to_do_and_is_there_for_another_try(stage, sanne, content, says):
    page = sanne.post("/programma/inlezen/", {"file": SimpleUploadedFile("plan.pdf", content)}).url
    with mock.patch("lantaarn.programme.jobs.read_apart", lambda data, watch: read_document(data)):
        queue_reads(page)
    assert says in body(sanne.get(page))
    assert stage.row("programme_importdraft").content == content
    sanne.post(f"{page}opnieuw/")
    assert "Het lezen begint" in body(sanne.get(page))


def test_a_document_is_read_by_the_queue_in_a_process_apart_which_tells_how_far_it_is(stage, sanne, monkeypatch):
    from lantaarn.programme import actions, jobs

    steps = []
    told = actions.tell_step
    monkeypatch.setattr(actions, "tell_step", lambda **given: steps.append(given["step"]) or told(**given))
    page = sanne.post("/programma/inlezen/", {"file": SimpleUploadedFile("plan.pdf", pdf_plan())}).url
    assert "Het lezen begint" in body(sanne.get(page))
    queue_reads(page)
    assert steps[0].startswith("bladzijde 1 ")
    assert "3 acties gevonden" in body(sanne.get(page))
    assert stage.row("programme_importdraft").content == b"", "the document itself is kept no longer"
    assert jobs._Watch.EVERY.total_seconds() <= 1


def test_who_stops_the_reading_ends_it_and_nothing_comes_back(stage, sanne):
    page = sanne.post("/programma/inlezen/", {"file": SimpleUploadedFile("plan.md", PLAN.encode())}).url
    goes_on = []

    def read_apart(data, watch):
        stage.superuser.execute("UPDATE programme_importdraft SET state = 'dropped'")
        goes_on.append(watch("bladzijde 1 2"))
        return read_document(data)

    with mock.patch("lantaarn.programme.jobs.read_apart", read_apart):
        queue_reads(page)
    assert goes_on == [False], "the process apart is ended"
    assert stage.row("programme_importdraft").state == "dropped"
    other = sanne.post("/programma/inlezen/", {"file": SimpleUploadedFile("plan.md", PLAN.encode())}).url
    sanne.post(f"{other}weg/")
    assert {(row.state, row.content) for row in stage.rows("programme_importdraft")} >= {("dropped", b"")}


def test_a_reading_of_which_nothing_is_heard_is_told_and_can_be_tried_again(stage, sanne):
    page = sanne.post("/programma/inlezen/", {"file": SimpleUploadedFile("plan.md", PLAN.encode())}).url
    stage.superuser.execute("UPDATE programme_importdraft SET seen_at = now() - interval '5 minutes'")
    assert "Het lezen is gestopt" in body(sanne.get(page))
    sanne.post(f"{page}opnieuw/")
    waiting = stage.superuser.execute(
        "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'read_document' AND status = 'todo'"
    ).fetchone()
    assert waiting == (2,)
    queue_reads(page)
    queue_reads(page)
    assert "3 acties gevonden" in body(sanne.get(page))


def test_a_draft_is_seen_by_nobody_but_who_manages_programmes(sanne, sign_in):
    review = brought(sanne).url
    board = sanne.post(review, as_read(sanne.get(review))).url
    noor = sign_in(NOOR)
    assert noor.get(board).status_code == 404
    assert noor.get("/programma/inlezen/").status_code == 404
    assert "Samen alert" not in body(noor.get("/programma/"))


def test_the_light_of_a_training_once_a_year_turns_by_itself_when_one_is_recorded(adopted, sanne):
    def light():
        rows = [row for group in sanne.get(adopted).context["groups"] for row in group.rows]
        return next(row for row in rows if row.action.what.startswith("Training"))

    assert light().action.light.colour != "green"
    yesterday = (timezone.localdate() - dt.timedelta(days=1)).isoformat()
    given = {"title": "Dag voor AF", "kind": "training", "audience": "focal_points", "on_day": yesterday}
    assert sanne.post("/trainingen/", given).status_code == 302
    if yesterday.startswith(str(YEAR)):
        assert light().action.light.colour == "green"
        assert light().dots == ("on",)


def test_a_municipality_says_how_its_own_action_stands_and_not_another_s(adopted, stage, sanne, sign_in):
    local = next(one for one in listed(sanne.get(adopted)) if one.level == "local")
    noor = sign_in(NOOR)
    emmen, assen = stage.place("GM0114"), stage.place("GM0106")
    address = f"/programma/actie/{local.id}/"
    assert noor.post(address, {"state": "done", "municipality": str(emmen)}).status_code == 302
    refused = noor.post(address, {"state": "done", "municipality": str(assen)})
    assert refused.status_code == 200
    assert refused.context["form"].errors
    matrix = noor.get(f"{adopted}gemeenten/").context["rows"]
    assert {name: done for _id, name, _own, _cells, done in matrix if done} == {"Emmen": 1}


def test_filters_stand_in_the_address(adopted, sanne):
    assert sanne.get(f"{adopted}?niveau=local").context["page"].paginator.count == 1
    assert sanne.get(f"{adopted}?houder=zvhd").context["page"].paginator.count == 1
    assert "Geen actie past bij deze keuze" in body(sanne.get(f"{adopted}?houder=niemand"))


def test_a_person_may_overrule_a_light_and_the_rules_stay_to_be_seen(adopted, sanne, sign_in):
    action = listed(sanne.get(adopted))[0]
    address = f"/programma/actie/{action.id}/"
    assert sign_in(NOOR).get(f"{address}stoplicht/").status_code == 404
    assert "Schrijf waarom" in body(sanne.post(f"{address}stoplicht/", {"light": "green"}))
    sanne.post(f"{address}stoplicht/", {"light": "green", "reason": "De datum staat vast."})
    said = body(sanne.get(address))
    assert "De datum staat vast." in said
    assert f"De rekenregel zegt: {'Let op' if action.light.colour == 'orange' else ''}".strip() in said


def test_the_report_to_executives_can_be_written_on_in_and_says_what_the_board_says(adopted, sanne):
    pdf = sanne.get(f"{adopted}bericht/pdf/").content
    said = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    words = "\n".join(p.text for p in docx.Document(BytesIO(sanne.get(f"{adopted}bericht/docx/").content)).paragraphs)
    text = Document(BytesIO(sanne.get(f"{adopted}bericht/odt/").content)).get_formatted_text()
    for report in (" ".join(said.split()), words, text):
        assert "2 acties." in report
    assert sanne.get(f"{adopted}bericht/xlsx/").status_code == 404


def odt(answer):
    return Document(BytesIO(answer.content)).get_formatted_text()


def test_the_yearly_and_the_final_evaluation_hold_targets_money_changes_and_room_for_lessons(adopted, stage, sanne):
    action = listed(sanne.get(adopted))[0]
    sanne.post(f"/programma/actie/{action.id}/laten-eindigen/", {"reason": "Opgegaan in een andere actie"})
    sanne.post(f"{adopted}geld/bedrag/", {"measure": "Scholing", "year": YEAR, "planned": "20000", "spent": "12345"})
    for kind, ends, asks in (("jaar", str(YEAR), "volgend jaar anders"), ("eind", str(YEAR + 1), "volgende programma")):
        assert ends in body(sanne.get(f"{adopted}bericht/?soort={kind}"))
        said = odt(sanne.get(f"{adopted}bericht/odt/?soort={kind}"))
        for words in ("Bereikt, naast wat was afgesproken", "0 van 12 gemeenten", "€ 12.345", asks, "Wat leerden wij?"):
            assert words in said, (kind, words)
        assert "Opgegaan in een andere actie" in said, "what changed since the adoption"
    assert "Wat leerden wij?" not in odt(sanne.get(f"{adopted}bericht/odt/"))
    assert sanne.get(f"{adopted}bericht/?soort=anders").status_code == 404


def test_an_evaluation_tells_year_by_year_and_counts_of_its_last_day():
    first, last = dt.date(2024, 1, 1), dt.date(2027, 12, 31)
    assert [day.year for day in reports.year_ends(first, last, dt.date(2026, 11, 25))] == [2024, 2025, 2026]
    assert reports.year_ends(first, last, dt.date(2030, 1, 1))[-1] == last
    assert reports.year(dt.date(2027, 2, 1), None)[1] == dt.date(2026, 12, 31), "written in the first months"


def test_the_public_page_shows_what_was_adopted_and_nothing_of_how_it_goes(adopted, sanne, client):
    assert "Samen alert" not in body(client.get("/openbaar/programma/"))
    action = listed(sanne.get(adopted))[0]
    sanne.post(f"/programma/actie/{action.id}/", {"state": "stuck", "story": "Er is geen zaal."})
    sanne.post(f"{adopted}openbaar/", {"public": "yes"})
    said = body(client.get("/openbaar/programma/"))
    assert "Samen alert" in said
    assert "Training voor aandachtsfunctionarissen" in said
    assert "geen zaal" not in said
    assert "Loopt vast" not in said


def test_a_municipality_notes_what_is_in_order_with_what_shows_it(stage, sign_in):
    noor = sign_in(NOOR)
    emmen, assen = stage.place("GM0114"), stage.place("GM0106")
    row = next(row for row, _state, form in noor.get(f"/programma/gemeenten/{emmen}/").context["rows"] if form)
    noted = {"item": row.code, "state": "yes", "evidence": "Besluit van 3 maart"}
    assert noor.post(f"/programma/gemeenten/{emmen}/noteren/", noted).status_code == 302
    assert "Besluit van 3 maart" in body(noor.get(f"/programma/gemeenten/{emmen}/"))
    assert noor.post(f"/programma/gemeenten/{assen}/noteren/", noted).status_code == 200, "another's house"
