"""The letter to a data subject: a draft in plain Dutch, as PDF, or as ODT for who wants to write on in it."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lantaarn.papers.letter import Heading, Letter, Listed, Part, Rows, Text, to_odt, to_pdf
from lantaarn.subjects import actions, queries
from lantaarn.subjects.grounds import GROUNDS
from lantaarn.subjects.queries import ReaderView, RequestView
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.look.fonts import font_dir
from lantaarn.web.subjects.receiving import PURPOSE

_ODT = "application/vnd.oasis.opendocument.text"


@require_safe
@needs("subjects.work", purpose=PURPOSE)
def letter(request: ActorRequest, request_id: UUID, sort: str) -> HttpResponse:
    found = queries.one(request_id=request_id, by=request.actor)
    if sort not in ("pdf", "odt") or found.row.state != "answered":
        raise Http404
    readers = queries.readers(request_id=request_id, by=request.actor) if found.tells_readers else ()
    made = letter_for(found, readers, organisation=request.actor.organisation, by=request.actor.name)
    actions.letter_made(request_id=request_id, code=found.row.code, by=request.actor)
    content = to_odt(made) if sort == "odt" else to_pdf(made, font_paths=(str(font_dir()),))
    return HttpResponse(
        content,
        content_type=_ODT if sort == "odt" else "application/pdf",
        headers={"Content-Disposition": f'attachment; filename="brief-{found.row.code}.{sort}"'},
    )


def letter_for(found: RequestView, readers: tuple[ReaderView, ...], *, organisation: str, by: str) -> Letter:
    """Neither the envelope nor the letter says what kind of signals these are."""
    received = date_format(found.row.received_on, "j F Y")
    body = _nothing() if found.row.answer == "neither" else _something(found, readers)
    return Letter(
        title=_("Antwoord op uw verzoek"),
        date=timezone.localdate(),
        sender=(organisation,),
        to=(found.name,),
        reference=((_("Ons kenmerk"), found.row.code), (_("Uw verzoek van"), received)),
        parts=(Text(_("U vroeg ons iets over uw gegevens. Dit is ons antwoord.")), *body, *_rights()),
        closing=(_("Met vriendelijke groet,"), by, organisation),
        foot=found.row.code,
        invented=settings.DEMO,
    )


def _nothing() -> list[Part]:
    """To the letter the same, whatever there is: so it may not look at the request at all."""
    return [
        Text(
            _("Wij kunnen niet zeggen of wij gegevens over u hebben.")
            + " "
            + _("Dat zeggen wij tegen iedereen bij wie een antwoord iemand in gevaar kan brengen.")
            + " "
            + _("De wet staat dat toe (AVG artikel 23 en UAVG artikel 41).")
        )
    ]


def _something(found: RequestView, readers: tuple[ReaderView, ...]) -> list[Part]:
    parts: list[Part] = []
    if found.row.answer == "nothing":
        parts.append(Text(_("Wij hebben gezocht en over u niets gevonden.")))
    given = [item for item in found.items if item.verdict == "give"]
    if given:
        parts.append(Heading(_("Wat wij over u hebben")))
        parts += [Text(f"{date_format(timezone.localtime(item.at), 'j F Y')}\n{item.tells}") for item in given]
    grounds = {item.ground for item in found.items if item.verdict == "withhold" and item.ground != "not_about"}
    if grounds:
        parts.append(Heading(_("Wat wij niet vertellen")))
        parts.append(Listed(tuple(f"{GROUNDS[g].sentence} ({GROUNDS[g].article})" for g in GROUNDS if g in grounds)))
    if readers:
        parts += _seen(readers)
    told = [item.desk_says for item in found.items if item.desk_says]
    if told:
        parts += [Heading(_("Wat er is verbeterd, of waarom niet")), Listed(tuple(told))]
    if found.answer_words.strip():
        parts.append(Text(found.answer_words))
    return parts


def _seen(readers: tuple[ReaderView, ...]) -> list[Part]:
    rows = tuple(
        (
            reader.organisation,
            reader.role,
            str(reader.times),
            f"{reader.first_at:%d-%m-%Y} – {reader.last_at:%d-%m-%Y}",
        )
        for reader in readers
    )
    head = (_("Organisatie"), _("Rol"), _("Hoe vaak"), _("Van en tot"))
    return [
        Heading(_("Wie het zag")),
        Text(_("Iedereen die uw gegevens bekijkt, komt in een logboek. Dit zijn de rollen en organisaties.")),
        Rows(_("Wie het zag"), head, rows),
    ]


def _rights() -> list[Part]:
    return [
        Heading(_("Bent u het er niet mee eens?")),
        Text(
            _("Bel of schrijf ons; wij kijken er dan opnieuw naar.")
            + " "
            + _("Bij een overheidsorganisatie kunt u ook binnen zes weken bezwaar maken.")
            + " "
            + _("En u kunt een klacht indienen bij de Autoriteit Persoonsgegevens (autoriteitpersoonsgegevens.nl).")
        ),
        Text(_("U mag ons ook vragen iets te verbeteren, te wissen of voorlopig niet te gebruiken.")),
    ]
