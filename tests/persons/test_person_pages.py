"""A desk writes down a person, sees who else knows that person, puts the two together, and takes them apart again."""

from __future__ import annotations

from django.db import connection

from lantaarn.signals import actions, queries
from lantaarn.web.desk import show
from persons.known import BORN, NAME

MOST_QUERIES = 12
"""As of every measured page (tests/load/test_few_queries.py)."""


def text_of(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def send(client, path, **given):
    """A form that is accepted leads back to the signal; one that is not says why."""
    return client.post(path, given, follow=True)


def test_a_desk_writes_down_a_person_and_puts_it_right(stage, sign_in):
    folder = stage.accepted()
    noor, page = sign_in("Noor Voorbeeld"), f"/postvak/{folder}/"
    assert "Er is nog niemand opgeschreven" in text_of(noor.get(page))
    wrong = text_of(send(noor, f"{page}personen/nieuw/", name=NAME, birth_date="gisteren", kind="observed"))
    assert "Schrijf de geboortedatum zoals 12-03-1998" in wrong
    assert NAME in wrong, "what was typed stays"
    assert "ten minste één ding" in text_of(send(noor, f"{page}personen/nieuw/", kind="observed"))
    send(
        noor, f"{page}personen/nieuw/", name=NAME, birth_date="12-3-1998", role=["PossibleVictimOfTrafficking"],
        kind="stated", said_by="een collega",
    )  # fmt: skip
    seen = text_of(noor.get(page))
    for words in (NAME, BORN, "mogelijk slachtoffer", "volgens "):
        assert words in seen
    person = stage.row("folders_personrecord").id
    born = stage.row("folders_contribution", field="birth_date").id
    assert "een collega, aan " in text_of(noor.get(f"{page}personen/{person}/"))
    send(noor, f"{page}personen/{person}/verbeteren/{born}/", value="13-03-1998")
    seen = text_of(noor.get(f"{page}personen/{person}/"))
    assert "13-03-1998" in seen
    assert BORN in seen, "what was wrong stays readable"
    assert noor.get(f"{page}verbeteren/{born}/").status_code == 404, "a value is corrected as a value"


def test_two_desks_know_the_same_person_and_each_keeps_its_own(stage, known, sign_in):
    folder, noors, sannes = known.both()
    known.note(folder, stage.sanne, ("birth_date", "12-03-1999"), person_id=sannes)
    sanne, noor = sign_in("Sanne Testpersoon"), sign_in("Noor Voorbeeld")
    path = f"/postvak/{folder}/personen/"
    choose = text_of(sanne.get(f"{path}{sannes}/dezelfde/"))
    assert "Zelfde naam" in choose
    assert "Schrijf waarom" in text_of(send(sanne, f"{path}{sannes}/dezelfde/", other=noors))
    send(sanne, f"{path}{sannes}/dezelfde/", other=noors, why="Zij noemde zelf het wijkteam.")
    assert "Dezelfde persoon als bij " in text_of(sanne.get(f"/postvak/{folder}/"))
    sent: list[str] = []
    with connection.execute_wrapper(lambda execute, *query: sent.append(query[0]) or execute(*query)):
        sanne.get(f"/postvak/{folder}/")
    assert len(sent) <= MOST_QUERIES
    beside = text_of(sanne.get(f"{path}{sannes}/"))
    for words in (BORN, "12-03-1999", "Anders", "Zij noemde zelf het wijkteam."):
        assert words in beside
    for page in (f"/postvak/{folder}/", f"{path}{noors}/", f"{path}{noors}/dezelfde/"):
        seen = text_of(noor.get(page))
        assert "Dezelfde persoon als bij" not in seen
        assert "VERZONNEN-EEN" not in seen
    assert noor.get(f"{path}{sannes}/").status_code == 404
    assert noor.get(f"{path}{noors}/losmaken/{sannes}/").status_code == 404
    assert "Schrijf waarom" in text_of(send(sanne, f"{path}{sannes}/losmaken/{noors}/", why=""))
    send(sanne, f"{path}{sannes}/losmaken/{noors}/", why="Een jaar jonger: een zus.")
    assert "maakte twee personen van elkaar los" in text_of(sanne.get(f"{path}{sannes}/"))


def test_a_person_in_another_signal_is_chosen_by_its_code(stage, known, sign_in):
    first, second = stage.accepted(), stage.accepted()
    one, other = known.note(first, stage.noor), known.note(second, stage.noor, ("name", "Iemand Verzonnen-Twee"))
    noor, path = sign_in("Noor Voorbeeld"), f"/postvak/{first}/personen/{one}/dezelfde/"
    assert "Verzonnen-Twee" not in text_of(noor.get(path))
    assert "Verzonnen-Twee" in text_of(send(noor, path, code=stage.signal(second).code, why="Zelfde paspoort."))
    send(noor, path, code=stage.signal(second).code, why="Zelfde paspoort.", other=other)
    assert f"/postvak/{second}/personen/{other}/" in text_of(noor.get(f"/postvak/{first}/"))


def test_whoever_shares_sees_each_value_by_its_name_and_the_persons_name_is_found_in_other_words(stage, known, sign_in):
    folder = stage.accepted()
    known.note(folder, stage.noor, ("name", "Lize Proefnaam"), ("role", "Exploiter"))
    stage.do(
        actions.add_contribution, folder_id=folder, kind="observed", category="phenomenon", domain="care",
        text="Er stond een busje. Daarin zat Lize Proefnaam.", by=stage.noor,
    )  # fmt: skip
    terms = f"aan=balie:{stage.sanne.desk_id}&grond=covenant&doel=help"
    page = text_of(sign_in("Noor Voorbeeld").get(f"/delen/{folder}/bekijken/?{terms}"))
    assert "Naam: Lize Proefnaam" in page
    assert "Rol: buit uit" in page
    view = stage.do(queries.one, folder_id=folder, by=stage.noor)
    assert ("Lize Proefnaam", "Gezien") in {(one.text, one.kind) for one in show.pointers(view)}
