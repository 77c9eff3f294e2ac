"""Activity cards: what labels hold of an activity (doel, partners, looptijd, budget), and what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lantaarn.papers.programme_in.blocks import Cell, Place
from lantaarn.papers.programme_in.findings import Findings, Named, short
from lantaarn.papers.programme_in.layout import layout, plain
from lantaarn.papers.programme_in.making import CARD, LISTED, Sheet, between, make_action, moment_of, sureness
from lantaarn.papers.programme_in.model import BudgetRow, Card
from lantaarn.papers.programme_in.moments import is_moment, labelled_moments, starts_with_moment
from lantaarn.papers.programme_in.money import amount_in, budget_years
from lantaarn.papers.programme_in.names import holder_and_helpers, rejoined, split_names
from lantaarn.papers.programme_in.rows import Said, expand, said, shares

_MOSTLY = 0.6


@dataclass
class OpenCard:
    """A card that is being read: the title over it, what each label holds, and whether actions were found under it."""

    title: str = ""
    number: str | None = None
    named: Named | None = None
    part: int | None = None
    above: int | None = None
    """The part in which a card without a part of its own stands."""
    place: Place = field(default=Place())
    fields: dict[str, list[Cell]] = field(default_factory=dict)
    quotes: list[str] = field(default_factory=list)
    actions: int = 0
    listed: list[int] = field(default_factory=list)
    """Which actions were found in a list under the card, by their place among all."""
    is_action: bool = False
    became: bool = False
    """Whether the card turned out to be an action itself."""

    def text(self, name: str, between: str = " ") -> str:
        return between.join(piece.text for cell in self.fields.get(name, []) for piece in cell.pieces)

    def add(self, name: str, cell: Cell, quote: str) -> None:
        self.fields.setdefault(name, []).append(cell)
        self.quotes.append(quote)

    def tells(self) -> bool:
        """Whether the card says who or when: what is asked after that is about something else."""
        return bool(self.fields.keys() & {"holder", "who", "when"})

    def holds_others(self) -> bool:
        """Whether the card is that of a pillar, theme or ambition, which is no action itself."""
        return self.part is not None and self.named is not None and not _may_be_action(self)

    def card(self) -> Card:
        names = {
            "explanation": "explanation",
            "goal": "why",
            "result": "result",
            "partners": "parties",
            "period": "when",
            "budget": "budget",
        }
        return Card(**{name: self.text(key) or None for name, key in names.items()})


def close_card(card: OpenCard, findings: Findings) -> None:
    """A card under which no actions stand is an action itself when it says who or when; else it tells of its part."""
    if card.part is not None and card.fields:
        findings.cards[card.part] = card.card()
    _tell_listed(card, findings)
    if card.actions or not card.fields:
        return
    if "description" in card.fields and not _titled(card):
        card.fields["what"] = [*card.fields.pop("description"), *card.fields.get("what", [])]
    whats = card.fields.get("what", [])
    if whats and (card.named is None or card.is_action or says_more(card)):
        _actions_in(card, whats, findings)
    elif (
        card.title
        and not _is_generic(card.title, findings)
        and _may_be_action(card)
        and (card.text("holder") or card.text("who") or card.is_action)
    ):
        _add(card, [said(card.title, tuple(filter(None, [card.text("description")])))], findings)
    else:
        _left(card, findings)


def _tell_listed(card: OpenCard, findings: Findings) -> None:
    """ "Wie? GGD" under a list holds for the actions of the list that name nobody themselves."""
    holder, when = card.text("holder", ", ") or card.text("who", ", "), _period(card)
    for at in card.listed:
        action = findings.actions[at]
        doubts = action.doubts
        if when and not action.when.text:
            action = replace(action, when=moment_of(when, findings))
            doubts = (*doubts, "moment van de hele activiteit")
        if holder and not action.holder:
            names, helpers = holder_and_helpers(holder)
            parties = action.parties or split_names(helpers, findings.known)
            action = replace(action, holder=split_names(names, findings.known), parties=parties)
        if card.text("parties") and not action.parties:
            action = replace(action, parties=split_names(card.text("parties", ", "), findings.known))
        if action.holder or action.when.text:
            doubts = tuple(doubt for doubt in doubts if doubt != "geen houder en geen moment")
        if doubts != action.doubts:
            action = replace(action, doubts=doubts, sure=sureness(LISTED, doubts))
        findings.actions[at] = action


def _is_generic(title: str, findings: Findings) -> bool:
    """ "Maatregelen" names no action, and neither does the title of the document."""
    return (
        plain(title) == plain(findings.title)
        or plain(title) in layout().headings["generic"]
        or plain(title) in layout().headings["actions"]
    )


def _titled(card: OpenCard) -> bool:
    """Whether the title over the card names an action or activity."""
    return bool(card.title) and (
        card.is_action or (_may_be_action(card) and (card.named is not None or card.number is not None))
    )


def _may_be_action(card: OpenCard) -> bool:
    """A pillar or theme with somebody who answers for it is still no action."""
    return card.named is None or card.named.kind.kind in {"activity", "objective"}


def says_more(card: OpenCard) -> bool:
    return bool(card.text("holder") or card.text("who") or card.text("when"))


def _actions_in(card: OpenCard, whats: Sequence[Cell], findings: Findings) -> None:
    cell = Cell(tuple(piece for what in whats for piece in what.pieces))
    others = [cell for name in ("holder", "who", "when") for cell in card.fields.get(name, [])]
    listed = expand(cell, others).said
    bullets = any(piece.bullet for piece in cell.pieces)
    if card.is_action and card.title and (not bullets or len(listed) == 1):
        listed = [said(card.title, tuple(entry.what for entry in listed))]
    _add(card, listed, findings)


def _add(card: OpenCard, listed: list[Said], findings: Findings) -> None:
    card.became = True
    if _is_part(card):
        part = card.part if len(listed) > 1 else _above(card, findings)
    else:
        part = card.above if card.is_action or not card.fields.get("what") else findings.current()
        part = findings.around(card.title) if part is None else part
    holders, plainly = shares(_cell(card, "holder") or _cell(card, "who"), len(listed), between=", ")
    moments, plain_moments = shares(_cell(card, "when"), len(listed), between=" ")
    doubts = () if plainly and plain_moments else ("houders niet over de acties te verdelen",)
    for at, entry in enumerate(listed):
        sheet = Sheet(
            when=moments[at],
            parties=card.text("parties", ", "),
            holder=holders[at],
            level=card.text("level"),
            why=card.text("why"),
            moment=between(card.text("start"), moments[at], findings) if card.text("start") else None,
        )
        quote = " | ".join([card.title, *card.quotes])
        own = replace(entry, number=entry.number or card.number) if len(listed) == 1 else entry
        action = make_action(own, sheet, findings, place=card.place, quote=quote, best=CARD, part=part, doubts=doubts)
        new = findings.add_action(action)
        card.actions += 1
        amount = amount_in(card.text("budget"))
        if new and amount is not None and len(listed) == 1:
            years = budget_years(card.text("budget"), action.when, (findings.start, findings.until))
            findings.budget += [BudgetRow(action.what, year, amount, card.place) for year in years]


def _cell(card: OpenCard, name: str) -> Cell | None:
    cells = card.fields.get(name, [])
    return Cell(tuple(piece for cell in cells for piece in cell.pieces)) if cells else None


def _is_part(card: OpenCard) -> bool:
    return card.named is not None and card.part is not None


def _above(card: OpenCard, findings: Findings) -> int | None:
    """A card that is one action is no part of its own: the action stands in the part above it."""
    part = findings.parts[card.part] if card.part is not None else None
    if part is None or part.key != len(findings.parts) - 1:
        return part.parent if part else None
    findings.parts.pop()
    findings.cards.pop(part.key, None)
    findings.stack = [entry for entry in findings.stack if entry[0] != part.key]
    return part.parent


def _left(card: OpenCard, findings: Findings) -> None:
    if card.part is not None or _tells_period(card, findings):
        return
    if not card.is_action and set(card.fields) <= {"why", "result"}:
        findings.current()  # the section comes before its goal
        _add_goals(card, findings)
        return
    for quote in card.quotes:
        findings.leave(quote, "kaart zonder actiehouder of actie", card.place)


def _tells_period(card: OpenCard, findings: Findings) -> bool:
    """ "Looptijd: 2025-2028" at the front is the period of the programme, which was read."""
    when = moment_of(card.text("when"), findings)
    return set(card.fields) == {"when"} and findings.start is not None and when.start == findings.start


def inherited(card: OpenCard, sheet: Sheet, findings: Findings) -> tuple[Sheet, tuple[str, ...]]:
    """What the card says of the whole activity holds for an action under it that does not say otherwise."""
    doubts: list[str] = []
    if not sheet.when and sheet.moment is None and (period := _period(card)):
        sheet.when, sheet.shared = period, True
        doubts.append("moment van de hele activiteit")
    if not sheet.parties and card.text("parties"):
        sheet.parties = card.text("parties", ", ")
        doubts.append("partijen van de hele activiteit")
    if not sheet.why and card.text("why") and _is_activity(card):
        sheet.why = card.text("why")
    if not sheet.holder and card.text("holder"):
        sheet.holder = card.text("holder", ", ")
    return sheet, tuple(doubts)


def _is_activity(card: OpenCard) -> bool:
    """The goal of an activity holds for its actions; that of a pillar or chapter is not why each of them is done."""
    return card.is_action or (card.named is not None and card.named.kind.kind == "activity")


def _period(card: OpenCard) -> str:
    """The moment of the card, unless it says for itself what is ready then."""
    text = card.text("when")
    return "" if not text or starts_with_moment(text) or (":" in text and not is_moment(text)) else text


def tell_moments(card: OpenCard, findings: Findings) -> None:
    """A moment in a card that is about something of its own goes to the action that says that; else it is told."""
    for cell in card.fields.get("when", []):
        for piece in cell.pieces:
            for moment, about in labelled_moments(piece.text):
                if not _lay(moment, about, card, findings):
                    text = (
                        "Deze looptijd geldt voor een deel van de activiteit en is niet op de acties gelegd:"
                        f" ‘{short(f'{moment}: {about}')}’."
                    )
                    findings.warn("period", text, card.place)


def _lay(moment: str, about: str, card: OpenCard, findings: Findings) -> bool:
    """Lay a moment upon the one action of the activity that says most of the same words."""
    wanted = _telling(about)
    likely = []
    for at, action in enumerate(findings.actions):
        if action.part == card.part and card.part is not None and not action.when.text and wanted:
            share = len(wanted & _telling(action.what)) / len(wanted)
            if share >= _MOSTLY:
                likely.append((share, at))
    likely.sort(reverse=True)
    if not likely or (len(likely) > 1 and likely[0][0] == likely[1][0]):
        return False
    at = likely[0][1]
    action = findings.actions[at]
    doubts = (*action.doubts, "moment uit de kaart bij deze actie gelegd")
    when = moment_of(moment, findings)
    findings.actions[at] = replace(action, when=when, doubts=doubts, sure=round(action.sure - 0.1, 2))
    return True


def _telling(text: str) -> set[str]:
    """The words of five letters and more, without an ending: "gemeenten" and "gemeente" are one."""
    return {
        word.removesuffix("en").removesuffix("se").removesuffix("e") for word in plain(text).split() if len(word) > 4
    }


def goal_parts(card: OpenCard, findings: Findings) -> None:
    """The goal and the results of an activity are parts of the programme, never actions."""
    if not card.is_action and (card.part is not None or (card.actions and not card.became)):
        _add_goals(card, findings)


def _add_goals(card: OpenCard, findings: Findings) -> None:
    for name, kind in (("why", "goal"), ("result", "result")):
        for cell in card.fields.get(name, []):
            for piece in cell.pieces:
                if len(plain(piece.text)) > 3:
                    findings.add_part(kind, None, rejoined(piece.text), card.place)
