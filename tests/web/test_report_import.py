"""Somebody at a desk reads in the list that was kept until now, from the screen."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from signals.test_import_list import HEAD, LIST
from web.report_ground import drenthe, sign_in

__all__ = ["drenthe"]


@pytest.fixture
def desk(drenthe):
    from django.test import Client

    client = Client()
    sign_in(client, "focal_point_social", "GM0114")
    return client


def bring(desk, content: bytes = LIST, name: str = "overzicht.csv"):
    return desk.post("/inlezen/", {"file": SimpleUploadedFile(name, content)})


def mapping_of(page) -> dict[str, str]:
    form = page.context["form"]
    return {name: str(form.initial.get(name, "")) for name in form.fields}


def test_from_file_to_signals(desk, superuser):
    columns = bring(desk).headers["Location"]
    page = desk.get(columns)
    assert "In ‘overzicht.csv’ staan 6 regels." in page.content.decode()
    trial = desk.post(columns, mapping_of(page)).headers["Location"]
    text = desk.get(trial).content.decode()
    assert "3 regels worden een signaal, 3 blijven liggen." in text
    assert "Dit is geen datum." in text
    done = desk.post(trial).headers["Location"]
    assert "3 signalen ingelezen" in desk.get(done).content.decode()
    assert superuser.execute("SELECT count(*) FROM signals_signal").fetchone()[0] == 3
    assert "overzicht.csv" in desk.get("/inlezen/").content.decode()


def test_what_stayed_behind_can_be_taken_along(desk):
    import openpyxl

    columns = bring(desk).headers["Location"]
    trial = desk.post(columns, mapping_of(desk.get(columns))).headers["Location"]
    desk.post(trial)
    answer = desk.get(trial.replace("proef", "rest"))
    assert "attachment" in answer.headers["Content-Disposition"]
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0]
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert any("Dit is geen datum" in cell for cell in cells)


def test_a_double_click_on_read_in_does_it_once(desk, superuser):
    columns = bring(desk).headers["Location"]
    trial = desk.post(columns, mapping_of(desk.get(columns))).headers["Location"]
    assert desk.post(trial).headers["Location"] == desk.post(trial).headers["Location"]
    assert superuser.execute("SELECT count(*) FROM signals_signal").fetchone()[0] == 3


def test_thrown_away_nothing_comes_of_it(desk, superuser):
    columns = bring(desk).headers["Location"]
    desk.post(f"{columns}weg/")
    assert "weggegooid" in desk.get(columns, follow=True).content.decode()
    desk.post(f"{columns}proef/")
    assert superuser.execute("SELECT count(*) FROM signals_signal").fetchone()[0] == 0


@pytest.mark.parametrize(
    "content, name, sentence",
    [
        (b"", "leeg.csv", "Het bestand is leeg."),
        (b"%PDF-1.7", "lijst.xlsx", "Dit is een pdf."),
        (b"PK\x03\x04kapot", "lijst.xlsx", "beschadigd"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "oud.xls", "oud Office-bestand"),
        (LIST, "n" * 300 + ".csv", ""),
        (LIST.replace(b"Emmen", "Emmen \u202e".encode()), "vreemd\u202e.csv", ""),
    ],
)
def test_a_file_that_cannot_be_used_says_what_to_do(desk, content, name, sentence):
    answer = bring(desk, content, name)
    if sentence:
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
    else:
        assert answer.status_code == 302


def test_no_file_is_told(desk):
    assert "Kies een bestand" in desk.post("/inlezen/", {}).content.decode()


@pytest.mark.parametrize(
    "changed, sentence",
    [
        ({"column_date": ""}, "Kies de kolom waarin dit staat."),
        ({"column_date": "99"}, "Kies de kolom waarin dit staat."),
        ({"column_number": "1"}, "Deze kolom koos u ook bij"),
        ({"source_domain": "anonymous_line"}, "Kies uit welk veld"),
        ({"sheet": "Blad 9"}, "Kies een blad uit de lijst."),
    ],
)
def test_columns_that_make_no_sense_are_asked_again(desk, changed, sentence):
    columns = bring(desk).headers["Location"]
    answer = desk.post(columns, {**mapping_of(desk.get(columns)), **changed})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_another_sheet_has_its_own_columns(desk):
    import openpyxl

    book = openpyxl.Workbook()
    book.worksheets[0].append(["Uitleg", "Hier"])
    book.worksheets[0].append(["zie", "blad 2"])
    second = book.create_sheet("Signalen")
    for row in (HEAD.split(";"), "1;14-3-2025;Emmen;arbeid;BOA;Zes bedden;nee;open;;".split(";")):
        second.append(row)
    out = BytesIO()
    book.save(out)
    columns = bring(desk, out.getvalue(), "lijst.xlsx").headers["Location"]
    answer = desk.post(columns, {**mapping_of(desk.get(columns)), "sheet": "Signalen"})
    assert answer.headers["Location"] == columns
    assert mapping_of(desk.get(columns))["column_date"] == "1"


def test_another_desk_finds_nothing(desk):
    from django.test import Client

    columns = bring(desk).headers["Location"]
    other = Client()
    sign_in(other, "focal_point_safety", "GM0114")
    for address in (columns, f"{columns}proef/", f"{columns}klaar/", f"{columns}rest/"):
        assert other.get(address).status_code == 404
    assert other.post(f"{columns}weg/").status_code == 404


def test_a_long_list_shows_how_far_it_is_and_goes_on_by_itself(desk, superuser, monkeypatch):
    monkeypatch.setattr("lantaarn.signals.actions.imports.PART", 2)
    columns = bring(desk).headers["Location"]
    trial = desk.post(columns, mapping_of(desk.get(columns))).headers["Location"]
    assert desk.post(trial).headers["Location"] == trial
    text = desk.get(trial).content.decode()
    assert "2 van 3 signalen ingelezen" in text
    assert f'hx-post="{trial}"' in text
    assert "nog niet klaar" in desk.get("/inlezen/").content.decode()
    answer = desk.post(trial, headers={"HX-Request": "true"})
    done = answer.headers["HX-Redirect"]
    assert "3 signalen ingelezen" in desk.get(done).content.decode()
    assert superuser.execute("SELECT count(*) FROM signals_signal").fetchone()[0] == 3
