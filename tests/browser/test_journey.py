"""From a report at a counter to the desk that answers for it, and back: as people do it in the demo."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from browser.walking import (
    Observation,
    accept,
    answer,
    box,
    code_of,
    fetch,
    fill_in,
    follow_link,
    open_new,
    press,
    read,
    unfold,
)


def follow(page, code):
    page.goto("/volgen/")
    box(page, "Uw code").fill(code)
    press(page, "Laat zien")
    return page


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
@pytest.mark.parametrize("width", [1280, 360])
def test_a_counter_clerk_reports_on_one_page_and_follows_it_by_code(stage, new_page, width, script):
    page = new_page(width=width, java_script_enabled=script)
    fill_in(page, Observation())
    press(page, "Melding versturen")
    assert page.get_by_role("heading", name="Wij hebben uw melding").is_visible()
    code = page.locator(".la-big-code").inner_text()
    follow_link(page, "Uw melding volgen")
    box(page, "Uw code").fill(code.lower().replace("-", " "))
    press(page, "Laat zien")
    shown = read(page)
    assert "Wij hebben uw melding." in shown
    assert "Daarna pakt iemand uw melding op." in shown
    assert "functionaris" not in shown, "who works on it is never told"
    assert code not in page.url


def test_in_danger_the_page_says_112_first_and_the_report_is_kept(stage, new_page):
    page = new_page(width=360)
    fill_in(page, Observation())
    answer(page, "Is iemand nu in gevaar?", "Ja")
    assert page.locator("a[href='tel:112']:visible").count() >= 2
    press(page, "Melding versturen")
    assert page.locator("main a[href='tel:112']:visible").count() == 1
    assert page.locator(".la-big-code").is_visible()


def test_what_care_brought_lies_with_the_social_domain_and_nowhere_with_safety(report, enter):
    report(seen="Een meisje haalt geld op bij mannen die zij niet kent.")
    noor = open_new(enter("Noor Voorbeeld"))
    accept(noor)
    code, address = code_of(noor), noor.url

    bram = enter("Bram Verzonnen")
    bram.goto("/postvak/")
    assert code not in read(bram)
    assert bram.locator(".la-mail").count() == 0
    for list_address in ("/lijst/", "/lijst/?zoek=meisje", f"/lijst/?zoek={code}"):
        bram.goto(list_address)
        assert code not in read(bram)
    refused = bram.goto(address)
    assert refused.status == 404
    assert code not in bram.content()
    assert bram.goto(f"{address}feiten/").status == 404


def test_a_question_to_the_reporter_comes_back_answered(report, enter, new_page):
    code = report()
    noor = open_new(enter("Noor Voorbeeld"))
    accept(noor)
    follow_link(noor, "Vraag aan de melder")
    box(noor, "Uw vraag").fill("Op welke dag zag u dit?")
    press(noor, "Vraag klaarzetten")

    clerk = follow(new_page(width=360), code)
    assert "Iemand heeft uw melding opgepakt." in read(clerk)
    assert "Op welke dag zag u dit?" in read(clerk)
    box(clerk, "Uw antwoord").fill("Dinsdag, rond tien uur.")
    press(clerk, "Antwoord versturen")
    assert "Wat u al hebt geantwoord" in read(clerk)

    noor.reload()
    assert "Dinsdag, rond tien uur." in read(noor)


@pytest.fixture
def handed_over(report, enter):
    """Noor's page with a signal of labour that she accepted, completed and passed on along the route."""
    report()
    page = open_new(enter("Noor Voorbeeld"))
    accept(page)
    follow_link(page, "Feiten aanvullen")
    answer(page, "Zijn er tekenen van uitbuiting op het werk?", "Ja")
    answer(page, "Is er een mogelijk slachtoffer in beeld?", "Ja")
    press(page, "Feiten bewaren")
    follow_link(page, "Doorzetten")
    told = read(page)
    assert "Nederlandse Arbeidsinspectie" in told
    assert "krijgt de leiding" in told
    assert "Zorgcoördinatoren" in told, "a possible victim always brings in care as well"
    press(page, "Doorzetten")
    page.get_by_text("Doorgezet. U kunt het blijven volgen.").wait_for()
    return page


def test_labour_goes_to_the_inspectorate_on_paper_and_the_receipt_is_noted(handed_over, tmp_path):
    page = handed_over
    code = code_of(page)
    follow_link(page, "Overdrachtsblad")
    assert "Zes matrassen in een kamer" in read(page)
    assert "Mirte Verzonnen" not in read(page), "her name stays behind with the first desk"
    sheet = PdfReader(BytesIO(Path(fetch(page, "Maak PDF").path()).read_bytes()))
    text = " ".join(" ".join(part.extract_text().split()) for part in sheet.pages)
    assert len(sheet.pages) == 1, "one A4"
    for words in (code, "Nederlandse Arbeidsinspectie", "Zes matrassen in een kamer", "Mijn paspoort ligt bij de baas"):
        assert words in text
    assert "Mirte Verzonnen" not in text
    assert fetch(page, "Maak ODT").suggested_filename == f"overdracht-{code}.odt"

    follow_link(page, "Terug")
    assert "Wacht op ontvangst" in read(page)
    follow_link(page, "Ontvangst noteren")
    box(page, "Wie nam het aan?").fill("dienstdoende medewerker")
    box(page, "Hun kenmerk").fill("OEFEN-273")
    press(page, "Ontvangst noteren")
    assert "OEFEN-273" in read(page)


def test_care_takes_its_part_beside_the_desk_that_leads(handed_over, enter):
    code = code_of(handed_over)
    fenna = open_new(enter("Fenna Voorbeeld"))
    assert code_of(fenna) == code
    assert "Een andere balie heeft de leiding." in read(fenna)
    accept(fenna)
    follow_link(fenna, "Aanvullen")
    answer(fenna, "Hoe weet u dit?", "Nagekeken")
    box(fenna, "Wat weet u?").fill("Op dit adres was in het voorjaar een brandcontrole.")
    press(fenna, "Bewaren")
    assert "Noem dit ook." in read(fenna), "what was looked up needs a source and a ground"
    box(fenna, "Bron").fill("rapport van de controle")
    box(fenna, "Grond").fill("samenwerking volgens het convenant")
    press(fenna, "Bewaren")
    assert "brandcontrole" in read(fenna)


def test_most_signals_end_normally_and_the_reporter_reads_safe_words(report, enter, new_page):
    code = report()
    noor = open_new(enter("Noor Voorbeeld"))
    accept(noor)
    unfold(noor, "Meer")
    follow_link(noor, "Afronden")
    answer(noor, "Hoe loopt het af?", "Ander probleem, elders overgedragen")
    answer(
        noor,
        "Wat leest de melder?",
        "Er speelde iets anders. De juiste hulp is ingeschakeld. Dank u wel dat u het doorgaf.",
    )
    box(noor, "Toelichting").fill("Schuldhulp heeft het overgenomen.")
    press(noor, noor.locator("main form button[type=submit]").last.inner_text().strip())
    noor.get_by_text("Ander probleem, elders overgedragen").first.wait_for()
    clerk = follow(new_page(width=360), code)
    assert "Er speelde iets anders." in read(clerk)
    assert "Schuldhulp" not in read(clerk)


def test_two_people_at_one_desk_and_the_second_is_told_who_was_first(report, enter):
    report()
    first = open_new(enter("Noor Voorbeeld"))
    second = open_new(enter(desk="sociaal domein Emmen, Emmen (plaatsvervanger)"))
    accept(first)
    press(second, "Aannemen")
    assert "Iemand was u voor." in second.locator("body").inner_text()
