"""The small parts: a shape, a word and a colour; quotes around what was said; moments as people say them."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from lantaarn.web.look.chips import CHIPS, TOASTS
from lantaarn.web.look.icons import DRAWINGS, icon
from lantaarn.web.look.pages import page_numbers
from lantaarn.web.look.shapes import Answer, BarPart, Mail, Reader, Seen, SeenRow


def test_every_kind_of_chip_and_message_has_a_drawing_that_exists():
    assert {look.icon for look in CHIPS.values()} - {""} <= set(DRAWINGS)
    assert set(TOASTS.values()) <= set(DRAWINGS)


def test_a_chip_says_its_state_in_a_shape_and_a_word(draw):
    drawn = draw('{% chip "late" "1 dag te laat" %}')
    assert "la-chip--stuck" in drawn
    assert "#i-stuck" in drawn
    assert "1 dag te laat" in drawn


def test_states_differ_without_colour():
    outlines = [DRAWINGS[CHIPS[kind].icon] for kind in ("good", "heed", "stuck", "idle")]
    assert len(set(outlines)) == 4


def test_an_unknown_drawing_is_an_error():
    with pytest.raises(KeyError, match="no icon 'lantern'"):
        icon("lantern")


def test_a_chip_shows_text_as_text(draw):
    assert "&lt;b&gt;" in draw('{% chip "plain" text %}', text="<b>Assen</b>")


def test_what_was_said_stands_in_quotation_marks(draw):
    assert "‘Ik mag niet weg.’" in draw('{% prov "stated" "Ik mag niet weg." %}')


def test_quotation_marks_are_not_doubled(draw):
    assert "‘‘" not in draw('{% prov "stated" "Zij zei: ‘ik mag niet weg’." %}')


def test_what_was_seen_has_no_quotation_marks(draw):
    assert "‘" not in draw('{% prov "observed" "Zes bedden." %}')


def test_what_was_replaced_says_so(draw):
    assert "vervangen" in draw('{% prov "observed" "Vijf bedden." replaced=True %}')


def test_the_card_read_back_has_no_total(draw):
    drawn = draw("{% answers rows %}", rows=[Answer("Lange dagen", "yes", "observed"), Answer("Paspoort", "no")])
    assert not re.search(r"\b2\b|totaal|score", drawn)


def test_a_new_signal_says_new_in_words(draw):
    drawn = draw("{% mail_list mails %}", mails=[Mail("/1", "Arbeid", "Emmen", "S-1", new=True)])
    assert "Nieuw:" in drawn


def test_what_stays_behind_says_why(draw):
    rows = [SeenRow("Naam", (Seen("Sanne Testpersoon"), Seen("Geen toestemming", "gone")))]
    drawn = draw('{% see_table readers rows "zien" %}', readers=[Reader("U"), Reader("NLA")], rows=rows)
    assert "Gaat niet mee" in drawn
    assert "Geen toestemming" in drawn


def test_a_see_table_with_a_cell_too_few_is_an_error(draw):
    rows = [SeenRow("Naam", (Seen("Sanne Testpersoon"),))]
    with pytest.raises(ValueError, match="zip"):
        draw('{% see_table readers rows "zien" %}', readers=[Reader("U"), Reader("NLA")], rows=rows)


@pytest.mark.parametrize("amounts", [(), (0, 0), (1, 2, 3)])
def test_a_bar_never_leaves_its_frame(draw, amounts):
    drawn = draw("{% bar parts %}", parts=[BarPart(amount) for amount in amounts])
    ends = [float(start) + float(width) for start, width in re.findall(r'x="([\d.]+)" width="([\d.]+)"', drawn)]
    assert all(end <= 100.01 for end in ends)


@pytest.mark.parametrize(
    "number,pages,shown",
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (3, 14, [1, 2, 3, 4, 0, 14]),
        (7, 14, [1, 0, 6, 7, 8, 0, 14]),
        (14, 14, [1, 0, 13, 14]),
    ],
)
def test_paging_shows_the_ends_and_the_neighbours(number, pages, shown):
    assert page_numbers(number, pages) == shown


def test_paging_keeps_the_filters(draw):
    drawn = draw("{% pagination 2 3 %}", path="/lijst?gemeente=GM0114&pagina=2")
    assert "?gemeente=GM0114&amp;pagina=3" in drawn


def test_one_page_needs_no_paging(draw):
    assert "nav" not in draw("{% pagination 1 1 %}")


def test_sorting_turns_round_and_goes_back_to_the_first_page(draw):
    head = '<table><tr>{% sort_th "Antwoord" "deadline" sort %}</tr></table>'
    up = draw(head, path="/lijst?pagina=4&gemeente=GM0114", sort="deadline")
    assert 'aria-sort="ascending"' in up
    assert "?gemeente=GM0114&amp;sorteer=-deadline" in up
    assert 'aria-sort="none"' in draw(head, sort="code")


@pytest.mark.parametrize(
    "numbers,words",
    [
        ("1", "1 signaal"),
        ("0", "0 signalen"),
        ("312", "312 signalen"),
        ("312 X 26 50", "26 tot en met 50 van 312 signalen"),
    ],
)
def test_the_count_line_counts_as_people_do(draw, numbers, words):
    total, _, rest = numbers.partition(" X ")
    drawn = draw(f'{{% count_line {total} "signaal" "signalen" {rest} %}}')
    assert words in re.sub(r"<.*?>", "", drawn)


def test_moments_are_said_as_people_say_them(draw):
    now = timezone.localtime().replace(hour=16, minute=20)
    assert draw("{{ at|moment }}", at=now) == "vandaag 16.20"
    assert draw("{{ at|moment }}", at=now - dt.timedelta(days=1)) == "gisteren 16.20"
    assert draw("{{ on|near_day }}", on=dt.date(2024, 9, 16)) == "ma 16 sep 2024"
    assert draw("{{ on|day }}", on=dt.date(2026, 9, 14)) == "14 september 2026"
