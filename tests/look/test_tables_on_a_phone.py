"""A table that becomes cards on a phone stays a table to a screen reader, as Chromium tells it."""

from collections import Counter

import pytest

PAGE = """{% extends "public.html" %}{% load look static %}
{% block head_extra %}<link rel="stylesheet" href="{% static 'lantaarn/stacked.css' %}">{% endblock %}
{% block heading %}Balies{% endblock %}{% block title %}Balies{% endblock %}
{% block content %}<div class="la-sheet la-sheet--flush la-stacked">{% data_table "Balies" %}
<thead><tr><th scope="col">Balie</th><th scope="col" class="is-number">Open</th></tr></thead>
<tbody>{% for name in names %}<tr class="is-lit"><th scope="row">{{ name }}</th>
<td data-label="Open">3</td></tr>{% endfor %}</tbody>
{% enddata_table %}</div>{% endblock %}"""
BARE = {"demo": False, "region_name": "", "theme": "", "actor": None, "menu": [], "hats": ()}


@pytest.fixture
def told(visit, look_request):
    """How often Chromium tells a screen reader of each part of a table."""

    def count(width: int) -> Counter:
        from django.template import engines

        html = engines["django"].from_string(PAGE).render({"names": ["Emmen", "<td>Assen"], **BARE}, look_request())
        page = visit(width=width, html=html)
        tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
        return Counter(node["role"]["value"] for node in tree if not node["ignored"])

    return count


@pytest.mark.parametrize("width", [1280, 360])
def test_rows_heads_and_cells_are_told_at_each_width(told, width):
    found = told(width)
    parts = ("table", "rowgroup", "row", "columnheader", "rowheader", "cell")
    assert [found[part] for part in parts] == [1, 2, 3, 2, 2, 2]
