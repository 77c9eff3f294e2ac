"""What keeps the region together: the drieluik, the route and its proof, the log, and who may not see."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from browser.walking import accept, answer, box, code_of, follow_link, go, open_new, press, read


@pytest.fixture
def discussed(report, enter):
    """Sanne's page of this week's drieluik, with a signal that the route put on its list."""
    sanne = enter("Sanne Testpersoon")
    sanne.goto("/overleg/plannen/")
    sanne.get_by_label("Overleg", exact=True).select_option(label="Drieluikoverleg Drenthe")
    sanne.get_by_label("Dag", exact=True).fill((timezone.localdate() + dt.timedelta(days=1)).isoformat())
    sanne.get_by_label("Tijd", exact=True).fill("10:00")
    press(sanne, "Plannen")

    report(seen="Een jongen brengt pakjes weg voor mannen die hij niet kent.")
    noor = open_new(enter("Noor Voorbeeld"))
    accept(noor)
    follow_link(noor, "Feiten aanvullen")
    answer(noor, "Moet iemand strafbare dingen doen voor een ander?", "Ja")
    answer(noor, "Is er een mogelijk slachtoffer in beeld?", "Ja")
    press(noor, "Feiten bewaren")
    follow_link(noor, "Doorzetten")
    press(noor, "Doorzetten")
    sanne.goto("/overleg/")
    follow_link(sanne, "Drieluikoverleg Drenthe")
    return sanne


def test_in_the_drieluik_a_decision_becomes_a_task_and_the_signal_comes_back(discussed, enter):
    sanne = discussed
    assert "1 signaal te bespreken" in read(sanne)
    follow_link(sanne, "Besluit noteren")
    box(sanne, "Besluit").fill("Fenna belt de school; daarna kijken wij opnieuw.")
    sanne.get_by_label("Taak 1: wie?").select_option(label="Zorgcoördinatoren (Zorg- en Veiligheidshuis Drenthe)")
    sanne.get_by_label("Wat?").first.fill("De mentor van de school bellen")
    press(sanne, "Besluit bewaren")
    assert "Besloten in dit overleg" in read(sanne)
    assert "Komt volgende keer terug." in read(sanne)

    fenna = enter("Fenna Voorbeeld")
    fenna.goto("/postvak/")
    go(fenna, fenna.get_by_role("link", name="De mentor van de school bellen"))
    box(fenna, "Wat is er gedaan?").fill("Gebeld; de mentor belt terug.")
    press(fenna, "Klaar")
    fenna.goto("/postvak/")
    assert fenna.get_by_role("link", name="De mentor van de school bellen").count() == 0

    follow_link(sanne, "Overleg afsluiten")
    press(sanne, "Afsluiten")
    follow_link(sanne, "Drieluikoverleg Drenthe")
    again = read(sanne)
    assert "1 signaal te bespreken" in again
    assert "Vorige keer besloten: Fenna belt de school" in again
    assert "De mentor van de school bellen (klaar)" in again


def test_who_sits_in_the_drieluik_reads_along_and_who_does_not_has_no_such_page(discussed, enter):
    fenna = enter("Fenna Voorbeeld")
    fenna.goto(discussed.url)
    assert "1 signaal te bespreken" in read(fenna)
    assert fenna.get_by_role("link", name="Besluit noteren").count() == 0, "the chair notes decisions"
    bram = enter("Bram Verzonnen")
    assert bram.goto(discussed.url).status == 404


def draft_of(page):
    """A new draft of the route that holds now."""
    page.goto("/meldroute/")
    follow_link(page, "Maak een nieuw concept")
    box(page, "Waarom maakt u een nieuwe versie?").fill("Vraag van het drieluik")
    press(page, "Maak het concept")
    return page


def table(page, title):
    """The table of the route with this title, unfolded."""
    found = page.locator("details.la-fold", has_text=title).first
    if found.get_attribute("open") is None:
        found.locator("summary").first.click()
    return found


def test_a_broken_cell_is_answered_with_the_counterexample_and_undone(enter):
    sanne = draft_of(enter("Sanne Testpersoon"))
    assert "Elk signaal komt bij een balie aan" in read(sanne)

    table(sanne, "Wie gaat over deze vorm van uitbuiting")
    go(sanne, sanne.get_by_role("link", name="Wijzig regel 2 van Wie gaat over deze vorm van uitbuiting"))
    group = sanne.get_by_role("group", name="Criminele uitbuiting")
    group.get_by_label("ja", exact=True).uncheck()
    group.get_by_label("nee", exact=True).check()
    press(sanne, "Opslaan in het concept")
    told = read(sanne)
    assert "Niet sluitend" in told
    assert "Er is een situatie waarin een signaal nergens aankomt" in told
    proof = sanne.locator(".la-proof--stuck")
    facts = " ".join(proof.inner_text().split())
    assert "Criminele uitbuiting ja" in facts
    assert "maakt niet uit" in facts, "facts that do not matter are named as such"
    go(sanne, proof.get_by_role("button", name="Zet regel 2 van ‘Wie gaat over deze vorm van uitbuiting’ terug"))
    assert "Elk signaal komt bij een balie aan" in read(sanne)


def test_a_rule_against_what_was_agreed_cannot_be_proved(enter):
    """Care is not open to public order by itself: no version of the route may send it there first."""
    sanne = draft_of(enter("Sanne Testpersoon"))
    table(sanne, "Wie leidt")
    go(sanne, sanne.get_by_role("link", name="Wijzig regel 1 van Wie leidt"))
    sanne.get_by_label("Balie", exact=True).select_option(label="Aandachtsfunctionaris veiligheid")
    press(sanne, "Opslaan in het concept")
    assert "Niet sluitend" in read(sanne)
    assert "Wat uit de zorg komt, komt niet eerst bij openbare orde terecht" in read(sanne)
    assert sanne.get_by_role("button", name="Leg vast als bewezen").count() == 0


def test_a_changed_rule_is_weighed_proved_adopted_and_takes_effect(report, enter):
    report(works_in="Andere afdeling van de gemeente")
    bram = open_new(enter("Bram Verzonnen"))
    accept(bram)
    sanne = draft_of(enter("Sanne Testpersoon"))
    table(sanne, "Welke aandachtsfunctionaris")
    go(sanne, sanne.get_by_role("link", name="Wijzig regel 4 van Welke aandachtsfunctionaris"))
    sanne.get_by_label("Domein", exact=True).select_option("social")
    press(sanne, "Opslaan in het concept")
    told = read(sanne)
    assert "Elk signaal komt bij een balie aan" in told
    assert "1 zou naar een andere balie gaan." in told
    press(sanne, "Leg vast als bewezen")
    follow_link(sanne, "Vaststellen")
    sanne.get_by_label("Welk overleg heeft dit vastgesteld?").select_option(index=1)
    sanne.get_by_label("Op welke dag?").fill(timezone.localdate().isoformat())
    press(sanne, "Leg vast")
    follow_link(sanne, "Laat ingaan")
    press(sanne, "Laat ingaan")
    sanne.goto("/meldroute/")
    assert "Versie 2 geldt sinds" in read(sanne)

    report(works_in="Andere afdeling van de gemeente")
    noor = open_new(enter("Noor Voorbeeld"))
    assert "Meldroute, versie 2" in read(noor), "a new signal follows the new version"


def test_the_privacy_officer_reads_who_saw_this_signal_and_who_was_refused(report, enter):
    report()
    noor = open_new(enter("Noor Voorbeeld"))
    accept(noor)
    code = code_of(noor)
    bram = enter("Bram Verzonnen")
    assert bram.goto(noor.url).status == 404

    esra = enter("Esra Voorbeeld")
    esra.goto("/logboek/")
    told = read(esra)
    assert "Bram Verzonnen" in told
    assert "geweigerd" in told
    box(esra, "Signaal").fill(code)
    go(esra, esra.locator("form.la-filter button[type=submit]").first)
    rows = [" ".join(row.split()) for row in esra.locator("tbody tr").all_inner_texts()]
    assert any("Noor Voorbeeld" in row and "aandachtsfunctionaris" in row.lower() and code in row for row in rows)
    assert not any("Zes matrassen" in row for row in rows)
    assert esra.goto("/postvak/").status == 404
    assert esra.goto(noor.url).status == 404


def test_an_executive_sees_totals_and_no_signal(report, enter):
    report()
    noor = open_new(enter("Noor Voorbeeld"))
    code = code_of(noor)
    hanna = enter("Hanna Oefening")
    told = read(hanna)
    assert "Alleen totalen: u ziet geen signalen en geen mensen." in told
    assert code not in told
    for address in ("/postvak/", "/lijst/", "/keten/", "/overleg/", "/logboek/", "/accounts/", noor.url):
        assert hanna.goto(address).status == 404, address


def test_who_coordinates_the_chain_sees_where_each_signal_lies_and_not_what_it_says(report, enter):
    report()
    noor = open_new(enter("Noor Voorbeeld"))
    code = code_of(noor)
    sanne = enter("Sanne Testpersoon")
    sanne.goto("/keten/")
    assert code in read(sanne)
    assert "Zes matrassen" not in read(sanne)
    assert sanne.get_by_role("link", name=code).count() == 0
    assert sanne.goto(noor.url).status == 404
