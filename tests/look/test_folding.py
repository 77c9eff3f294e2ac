"""Templates folded when they are read say exactly what they said before, in each language, and look up less."""

import copy
import re
from uuid import UUID

import pytest
from django.template import Context, Engine
from django.template.base import TextNode
from django.urls import path
from django.utils.translation import override

from lantaarn.web.look.folding import PerLanguage, fold

BUILTINS = ["django.templatetags.i18n", "django.templatetags.static", "lantaarn.web.templatetags.look"]
PLAIN = [f"django.template.loaders.{place}.Loader" for place in ("filesystem", "app_directories")]


def folded(source: str, **templates: str):
    """A template as it is after folding, with others that it may include."""
    inner = ("django.template.loaders.locmem.Loader", {"page.html": source, **templates})
    engine = Engine(loaders=[("lantaarn.web.look.folding.Loader", [inner])], builtins=BUILTINS)
    return engine.get_template("page.html")


def drawn(source: str, *, language: str = "nl", templates: dict[str, str] | None = None, **context: object) -> str:
    with override(language):
        return folded(source, **(templates or {})).render(Context(context))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("address", ["/", "/?fouten"])
def test_every_component_is_drawn_as_without_folding(styleguide, settings, language, address):
    def page() -> str:
        with override(language):
            return re.sub(r'value="\w{64}"', "value=token", styleguide(address))

    quick = [page(), page()]
    plain = copy.deepcopy(settings.TEMPLATES)
    plain[0]["OPTIONS"]["loaders"] = PLAIN
    settings.TEMPLATES = plain
    assert quick == [page()] * 2


def test_what_no_visit_changes_is_one_text():
    template = folded('<p>{% translate "Vandaag" %} {% icon "clock" %}</p>{# aside #}{% chip "late" "1 dag te laat" %}')
    assert [type(node) for node in template.nodelist] == [PerLanguage]


def test_text_alone_needs_no_language():
    assert [type(node) for node in folded("<p>a</p>{# an aside #}{% comment %}x{% endcomment %}<p>b</p>").nodelist] == [
        TextNode
    ]


def test_each_language_has_its_own_text():
    template = folded('{% translate "Vandaag" %}')
    said = []
    for language in ("nl", "en", "nl"):
        with override(language):
            said.append(template.render(Context()))
    assert said == ["Vandaag", "Today", "Vandaag"]


def test_what_depends_on_the_visit_is_asked_at_each_visit():
    template = folded('{% if who %}<b>{% translate "Vandaag" %} {{ who }}</b>{% else %}{% icon "eye" %}{% endif %}')
    assert "Noor" in template.render(Context({"who": "Noor"}))
    assert "Bram" in template.render(Context({"who": "Bram"}))
    assert "#i-eye" in template.render(Context({"who": ""}))


def test_text_of_a_visitor_stays_text():
    for source in (
        "{{ said }}",
        "{% chip 'plain' said %}",
        "{% part said %}{{ said }}{% endpart %}",
        "{% button said %}",
    ):
        assert "<script>" not in drawn(source, said="<script>")


def test_what_an_include_sets_stays_inside():
    parts = {"part.html": "{% url 'help' as here %}[{{ here }}]"}
    assert drawn('{% include "part.html" %}{{ here|default:"nothing" }}', templates=parts).endswith("]nothing")


def test_a_template_that_includes_itself_is_read():
    parts = {
        "tree.html": '{{ n }}{% if n > 1 %}{% with n=n|add:"-1" %}{% include "tree.html" %}{% endwith %}{% endif %}'
    }
    assert drawn('{% include "tree.html" %}', templates=parts, n=3) == "321"


def test_an_address_is_put_together_of_its_ids_and_anything_else_is_left_to_django(settings):
    class Addresses:
        urlpatterns = [
            path("a/<uuid:one>/b/<uuid:two>/", print, name="two"),
            path("n/<int:number>/", print, name="number"),
        ]

    settings.ROOT_URLCONF = Addresses
    one, two = UUID(int=7), UUID(int=8)
    assert drawn("{% url 'two' a b %}", a=one, b=two) == f"/a/{one}/b/{two}/"
    assert drawn("{% url 'two' a b as u %}{{ u }}", a=one, b=two) == f"/a/{one}/b/{two}/"
    assert drawn("{% url 'number' n %}", n=5) == "/n/5/"
    assert drawn("{% url 'unknown' n as u %}{{ u|default:'none' }}", n="x") == "none"


def test_blocks_are_filled_from_the_page_that_extends():
    base = {
        "base.html": '<h1>{% block head %}{% translate "Vandaag" %}{% endblock %}</h1>{% block body %}{% endblock %}'
    }
    page = '{% extends "base.html" %}{% block body %}{{ block.super }}<p>{{ x }}</p>{% endblock %}'
    assert drawn(page, templates=base, x=1) == "<h1>Vandaag</h1><p>1</p>"


def test_folding_twice_changes_nothing():
    template = folded('{% translate "Vandaag" %}{% if x %}{% icon "eye" %}{% endif %}')
    before = template.render(Context({"x": 1}))
    template.nodelist = fold(template.nodelist)
    assert template.render(Context({"x": 1})) == before
