"""What was reckoned, for a page: the checks in a sentence each, and one counterexample fact by fact."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lantaarn.rules.feel.unary import holds
from lantaarn.rules.tables import Decision, Model, Rule, TableError
from lantaarn.tables.packs import Pack
from lantaarn.web.look.shapes import CheckedThing, CounterFact
from lantaarn.web.tables.book import Book
from lantaarn.web.tables.words import decision_title

ORDER = {"gap": 0, "overlap": 1, "verdict": 2, "invariant": 3, "path": 4, "unknown": 5, "desk": 6}
MOST = 20


@dataclass(frozen=True)
class Broken:
    """The counterexample that a page shows first."""

    decision: str
    title: str
    kind: str
    heading: str
    text: str
    facts: tuple[CounterFact, ...]
    given: Mapping[str, str]
    rules: tuple[int, ...]
    near: tuple[int, ...]
    """The rules to light in the table: those that clash, or the one that nearly fits."""

    @property
    def near_text(self) -> str:
        numbers = ", ".join(str(rule) for rule in self.near)
        if self.kind == "gap":
            return _("In ‘%(table)s’ scheelt regel %(rules)s het minst.") % {"table": self.title, "rules": numbers}
        return _("Het gaat om ‘%(table)s’, regel %(rules)s.") % {"table": self.title, "rules": numbers}


def checks(book: Book, proof: Mapping[str, Any], pack: Pack) -> list[CheckedThing]:
    """Each thing that was reckoned, as a sentence that says whether it holds."""
    decisions = proof["decisions"]
    found = [one for decision in decisions for one in decision["counterexamples"]]
    rows = [
        _check(_("elke situatie heeft een antwoord in elke tabel"), all(one["total"] for one in decisions)),
        _check(_("de regels spreken elkaar niet tegen"), all(one["unambiguous"] for one in decisions)),
        *(_desks(proof, found) if "municipalities" in proof else _hands(found)),
        *(_agreement(one) for one in proof["agreements"]),
    ]
    unreachable = [(one["label"], one["unreachable_rules"]) for one in decisions if one["unreachable_rules"]]
    rows += [CheckedThing(_unreachable(label, rules), "heed") for label, rules in unreachable]
    return rows or [_check(_("er zijn regels"), bool(book.model(pack).decisions))]


def _desks(proof: Mapping[str, Any], found: list[Mapping[str, Any]]) -> list[CheckedThing]:
    """Of a route: that somebody is there."""
    said = _("elke balie bestaat en is bezet, in %(count)s gemeenten, en elk signaal komt ergens tot een eind")
    return [_check(said % {"count": proof["municipalities"]}, not any(one["kind"] == "desk" for one in found))]


def _hands(found: list[Mapping[str, Any]]) -> list[CheckedThing]:
    """Of sharing: that doubt is not rewarded, and that no way round gives what may not go at once."""
    agreed = [one for one in found if one["kind"] == "path" and "“" not in one["text"]]
    return [
        _check(_("wie iets niet weet, mag nooit meer delen dan wie het wel weet"), not _any(found, "unknown")),
        _check(_("wat rechtstreeks niet mag, komt er ook niet via anderen"), not agreed),
    ]


def _any(found: list[Mapping[str, Any]], kind: str) -> bool:
    return any(one["kind"] == kind for one in found)


def _check(sentence: str, holds_true: bool) -> CheckedThing:
    said = _("Waar: %(what)s") if holds_true else _("Niet waar: %(what)s")
    return CheckedThing(said % {"what": sentence}, "good" if holds_true else "stuck")


def _agreement(one: Mapping[str, Any]) -> CheckedThing:
    sentence = one["label"][:1].lower() + one["label"][1:]
    notes = [one["source"]] if one["source"] else []
    notes += [_("ook langs elke omweg")] if one.get("paths") else []
    notes += [] if one["adopted"] else [_("nog niet vastgesteld")]
    return _check(f"{sentence} ({', '.join(notes)})" if notes else sentence, one["holds"])


def _unreachable(label: str, rules: Collection[int]) -> str:
    numbers = ", ".join(str(rule) for rule in rules)
    return _("Let op: in ‘%(table)s’ kan regel %(rules)s nooit voorkomen") % {"table": label, "rules": numbers}


def counted(proof: Mapping[str, Any]) -> str:
    """1.240.029."""
    return number_format(proof["combinations"], use_l10n=True, force_grouping=True)


def others(proof: Mapping[str, Any], shown: Broken | None) -> list[str]:
    """The other counterexamples in a sentence each, not more than one reads."""
    texts = [one["text"] for _decision, one in _sorted(proof)]
    kept = [text for text in dict.fromkeys(texts) if shown is None or text != shown.text]
    left = len(kept) - MOST
    tail = [ngettext("En nog %(count)s.", "En nog %(count)s.", left) % {"count": left}] if left > 0 else []
    return kept[:MOST] + tail


def first_broken(book: Book, proof: Mapping[str, Any], pack: Pack) -> Broken | None:
    """The counterexample nearest to the cause: gaps before clashes, tables that others lean on first."""
    found = _sorted(proof)
    if not found:
        return None
    name, one = found[0]
    decision = book.decision(pack, name)
    near = tuple(one["rules"]) or nearest(book, pack, decision, one["facts"])
    return Broken(
        decision=name,
        title=decision_title(decision),
        kind=one["kind"],
        heading=_heading(book, one["kind"]),
        text=one["text"],
        facts=_facts(book, pack, decision, one),
        given=one["facts"],
        rules=tuple(one["rules"]),
        near=near,
    )


def _sorted(proof: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    found = [(decision["decision"], one) for decision in proof["decisions"] for one in decision["counterexamples"]]
    return sorted(found, key=lambda pair: ORDER.get(pair[1]["kind"], len(ORDER)))


def _heading(book: Book, kind: str) -> str:
    return {
        "gap": str(book.said.gap),
        "overlap": _("Er is een situatie waarin twee regels iets anders zeggen"),
        "invariant": _("Er is een situatie waarin een afspraak niet klopt"),
        "verdict": _("Er is een situatie met een oordeel dat niet bestaat"),
        "path": _("Er is een omweg: via anderen komt het toch waar het niet mag"),
        "unknown": _("Er is een situatie waarin niet weten wordt beloond"),
        "desk": _("Er is een situatie waarin niemand het signaal aanneemt"),
    }[kind]


def _facts(book: Book, pack: Pack, decision: Decision, one: Mapping[str, Any]) -> tuple[CounterFact, ...]:
    words, facts = book.words(pack), book.facts(pack)
    labels = {fact.name: fact.label for fact in facts} | {"municipality": _("Gemeente")}
    given: Mapping[str, str] = one["facts"]
    order = [fact.name for fact in facts if fact.name in given] + [name for name in given if name not in labels]
    order += ["municipality"] if "municipality" in given else []
    known = [CounterFact(labels.get(name, name), words.get((name, given[name]), given[name])) for name in order]
    free = [
        CounterFact(labels.get(fact.name, fact.name), _("maakt niet uit"), "free")
        for fact in book.model(pack).facts(decision.name)
        if fact.name not in given
    ]
    return (*known, *free, *_way(one, words), CounterFact("", _end(one), "end"))


def _way(one: Mapping[str, Any], words: Mapping[tuple[str, str], str]) -> list[CounterFact]:
    """From hand to hand: who gave it to whom."""
    way = [words.get(("recipient_kind", kind), kind) for kind in one.get("path", ())]
    return [CounterFact(_("Stap %(step)s") % {"step": at}, name) for at, name in enumerate(way, start=1)]


def _end(one: Mapping[str, Any]) -> str:
    numbers = _(" en ").join(str(rule) for rule in one["rules"])
    return {
        "gap": _("Geen regel past"),
        "overlap": _("Regel %(rules)s passen allebei") % {"rules": numbers},
        "verdict": _("Dit oordeel bestaat niet"),
        "invariant": _("De afspraak klopt niet"),
        "path": _("Hier mag het niet komen"),
        "unknown": _("Niet weten geeft meer"),
        "desk": _("De balie kan niet"),
    }[one["kind"]]


def nearest(book: Book, pack: Pack, decision: Decision, facts: Mapping[str, str]) -> tuple[int, ...]:
    """The rule that differs in the fewest cells from these facts."""
    if not decision.is_table or not decision.rules:
        return ()
    known = _with_links(book.model(pack), decision, facts)
    fits = [_fit(decision, rule, known) for rule in decision.rules]
    return (fits.index(min(fits)) + 1,)


def _fit(decision: Decision, rule: Rule, known: Mapping[str, Any]) -> tuple[int, int]:
    """How many cells are against these facts, and then how many are for them (fewer is further)."""
    told = [
        holds(cell.tests, known[column.name], known)
        for column, cell in zip(decision.inputs, rule.inputs, strict=True)
        if column.name in known and cell.text.strip() not in ("", "-")
    ]
    return told.count(False), -told.count(True)


def _with_links(model: Model, decision: Decision, facts: Mapping[str, str]) -> dict[str, Any]:
    """The facts, and what other tables make of them, whatever the facts that do not matter are."""
    own = {fact.name for fact in model.facts()}
    whole = {fact.name: (fact.allowed or ("",))[0] for fact in model.facts()} | {
        name: value for name, value in facts.items() if name in own
    }
    known: dict[str, Any] = {name: value for name, value in facts.items() if name in own}
    for link in decision.links:
        try:
            result = model.decide(whole, link.decision)
        except TableError:
            continue
        if result is not None:
            known[link.name] = result[link.output] if link.output is not None else result
    return known
