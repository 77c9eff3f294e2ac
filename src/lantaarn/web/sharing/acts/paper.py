"""What was shared with a party outside Lantaarn, on paper: the chosen lines; of the rest as the region chose."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from lantaarn.context.actor import Actor
from lantaarn.folders import sharing
from lantaarn.folders.sharing.queries import ShareView
from lantaarn.network import queries as network
from lantaarn.papers.handover import FromDesk, HandoverSheet, Indicator, Place, Remark, ToDesk
from lantaarn.signals.queries import SignalView, WordsView
from lantaarn.tables.packs import Pack
from lantaarn.web import words
from lantaarn.web.desk import show
from lantaarn.web.sharing.acts.behind import stayed_behind


def sheet(signal: SignalView, *, share: ShareView, pack: Pack | None, by: Actor) -> HandoverSheet:
    """The sheet of one share."""
    chosen = {line.contribution_id for line in share.lines if line.chosen}
    home = network.desk(desk_id=by.own_desk)
    rows = [one for one in signal.words if one.id in chosen]
    persons, _contacts = sharing.named_in([share.id], folder_id=signal.folder_id, by=by)
    return HandoverSheet(
        code=signal.code,
        date=timezone.localdate(),
        region=by.region_name,
        from_desk=FromDesk(name=home.label, organisation=home.organisation, phone=home.channel, hours=home.hours),
        to_desk=ToDesk(name=share.to, organisation=share.to),
        ground=share.ground_label,
        task=f"{share.purpose_label}. {share.note}" if share.note else share.purpose_label,
        deadline=_("in overleg"),
        acute=signal.acute,
        observed=_remarks(rows, persons, "observed", "checked"),
        stated=_remarks(rows, persons, "stated"),
        interpreted=_remarks(rows, persons, "interpreted"),
        indicators=_indicators(signal, pack) if any(one.kind == "card" for one in rows) else (),
        places=tuple(
            Place(str(words.PLACE[one.kind]), one.municipality or one.outside or _("onbekend"), one.text)
            for one in signal.places
            if one.contribution_id in chosen
        ),
        stays_behind=stayed_behind(
            share.tells_behind, [(one.category_label, one.sentence) for one in share.lines if not one.chosen]
        ),
        invented=settings.DEMO,
    )


def _indicators(signal: SignalView, pack: Pack | None) -> tuple[Indicator, ...]:
    """What was answered with yes, when the card was chosen."""
    answers = show.card_rows(signal, pack)
    return tuple(Indicator(one.text, str(words.KIND.get(one.how, ""))) for one in answers if one.answer == "yes")


def _remarks(rows: list[WordsView], persons: frozenset[UUID], *kinds: str) -> tuple[Remark, ...]:
    """Who said it is a person, and goes only where person data of that source may."""
    return tuple(
        Remark(
            show.said(one),
            (one.said_by or one.source if one.id in persons else "") or one.desk,
            timezone.localdate(one.at),
        )
        for one in rows
        if one.kind in kinds and one.text
    )
