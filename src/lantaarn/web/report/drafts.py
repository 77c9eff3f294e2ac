"""Half-filled forms: kept a day under a token that only the writer's browser holds."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import re
import secrets

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from lantaarn.context.actor import Actor
from lantaarn.signals import queries as signals
from lantaarn.signals.queries import KeptDraft
from lantaarn.web.report.forms.words import Words, tidy_text, too_long

COOKIE = "concept"
MOST = 60_000
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


class TooMuch(Exception):
    """More than a form can hold: somebody is using the store for something else."""


def token_of(request: HttpRequest) -> str:
    found = request.COOKIES.get(COOKIE, "")
    return found if _TOKEN.fullmatch(found) else ""


def read(request: HttpRequest, region: str) -> KeptDraft | None:
    """What this browser had written here, if anything."""
    token = token_of(request)
    return signals.read_draft(region=region, token=token) if token else None


def typed(request: HttpRequest, form: forms.Form) -> dict[str, object]:
    """What was typed into the fields of this form, as it is, valid or not."""
    data: dict[str, object] = {name: tidy_text(request.POST.get(name, "")) for name in form.fields}
    if len(json.dumps(data)) > MOST:
        raise TooMuch
    return data


def keep(request: HttpRequest, response: HttpResponse, *, region: str, data: dict[str, object]) -> None:
    """Keep it, and give the browser its token when it has none yet."""
    token = token_of(request) or secrets.token_urlsafe(32)
    signals.keep_draft(region=region, token=token, data=data)
    response.set_cookie(
        COOKIE,
        token,
        max_age=signals.DRAFT_HOURS * 3600,
        path=f"/melden/{region}/",
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget(request: HttpRequest, response: HttpResponse, *, region: str) -> None:
    """The form was sent or thrown away."""
    token = token_of(request)
    if token:
        signals.drop_draft(region=region, token=token)
    response.delete_cookie(COOKIE, path=f"/melden/{region}/", samesite="Lax")


def token_at_desk(actor: Actor) -> str:
    """A desk's form is kept for the person, on whatever machine; no cookie is needed."""
    text = f"draft:{actor.user_id}:{actor.membership_id}"
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def kept_words(at: dt.datetime) -> str:
    return _("Concept bewaard om %(time)s uur") % {"time": timezone.localtime(at).strftime("%H.%M")}


def long_fields(form: forms.Form, data: dict[str, object]) -> list[str]:
    """Sentences about texts that will not fit, said while writing instead of after sending."""
    return [
        f"{field.label}: {wrong}"
        for name, field in form.fields.items()
        if isinstance(field, Words) and (wrong := too_long(str(data.get(name, "")), field.limit))
    ]
