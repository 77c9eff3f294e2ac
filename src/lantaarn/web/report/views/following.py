"""Following a report with its code, and answering a question, without account.

The code travels in the body of a request only, never in an address, and then stays a quarter of an hour in a signed
cookie that only these pages get. Exempt from the CSRF check for the same reason as reporting; the cookie is sent with
requests from this site alone (SameSite=Strict), so another site cannot answer in somebody's name.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from lantaarn.network import queries as network
from lantaarn.signals.actions import answer_question
from lantaarn.signals.queries import Followed, follow
from lantaarn.web import words
from lantaarn.web.doors.door import public
from lantaarn.web.look.shapes import Step
from lantaarn.web.report import tries
from lantaarn.web.report.forms.words import STORY, FromList, Words, tidy_text

COOKIE = "volgen"
SECONDS = 15 * 60
_SALT = "follow"


class CodeForm(forms.Form):
    """The code, and the region where several live in one installation."""

    code = Words(
        label=gettext_lazy("Uw code"),
        required=True,
        help_text=gettext_lazy("Drie groepjes van vier tekens. Hoofdletters en streepjes maken niet uit."),
        error_messages={"required": gettext_lazy("Typ de code die u kreeg toen u meldde.")},
    )
    region = FromList(label=gettext_lazy("Regio"), ask=gettext_lazy("Kies de regio waar u meldde."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        regions = network.regions()
        field = self.fields["region"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = regions
        if len(regions) == 1:
            field.required = False
            field.widget = forms.HiddenInput()
            self.only = regions[0][0]

    only = ""

    def chosen_region(self) -> str:
        return self.only or str(self.cleaned_data["region"])


class AnswerForm(forms.Form):
    """An answer to one question."""

    question = forms.UUIDField(widget=forms.HiddenInput)
    answer = Words(
        label=gettext_lazy("Uw antwoord"),
        limit=STORY,
        rows=4,
        required=True,
        error_messages={"required": gettext_lazy("Schrijf uw antwoord op. Weet u het niet? Schrijf dat dan op.")},
    )


@dataclass(frozen=True)
class Held:
    """The code that this browser showed a moment ago."""

    region: str
    code: str


def _held(request: HttpRequest) -> Held | None:
    try:
        region, code = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=SECONDS)
    except (signing.BadSignature, ValueError):
        return None
    return Held(region, code)


def _hold(response: HttpResponse, held: Held) -> HttpResponse:
    response.set_cookie(
        COOKIE,
        signing.dumps([held.region, held.code], salt=_SALT),
        max_age=SECONDS,
        path=reverse("follow"),
        secure=settings.SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public("report.follow")
def start(request: HttpRequest) -> HttpResponse:
    """Ask for the code, or show what the code tells."""
    if request.method == "POST":
        return _opened(request)
    held = _held(request)
    found = follow(region=held.region, code=held.code) if held else None
    if held is None or found is None:
        return _ask(request, CodeForm(initial={"region": request.GET.get("regio", "")}))
    return _hold(_state(request, found), held)


def _ask(request: HttpRequest, form: CodeForm, answer: AnswerForm | None = None) -> HttpResponse:
    return render(request, "report/follow.html", {"form": form, "answer": answer}, status=422 if form.errors else 200)


def _opened(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST)
    held = _checked(request, form)
    if isinstance(held, HttpResponse):
        return held
    return _ask(request, form) if held is None else _hold(redirect("follow"), held)


def _checked(request: HttpRequest, form: CodeForm) -> Held | HttpResponse | None:
    """The code if it opens something. Wrong, unknown and of another region go the same way and get the same words."""
    wait = tries.seconds_to_wait(request)
    if wait:
        return _too_many(request, wait)
    if not form.is_valid():
        return None
    held = Held(form.chosen_region(), form.cleaned_data["code"])
    if follow(region=held.region, code=held.code) is not None:
        return held
    tries.count_wrong(request)
    form.add_error(
        "code",
        _(
            "Deze code kennen wij niet. Kijk elk teken na."
            " De letters O, I, L en U en de cijfers 0 en 1 staan er nooit in."
        ),
    )
    return None


def _too_many(request: HttpRequest, wait: int) -> HttpResponse:
    response = render(request, "report/too_many.html", {"minutes": math.ceil(wait / 60)}, status=429)
    response["Retry-After"] = str(wait)
    return response


def _state(request: HttpRequest, found: Followed, wrong: AnswerForm | None = None, unsent: str = "") -> HttpResponse:
    open_questions = [q for q in found.questions if q.answered_at is None]
    asked = [(q, _answer_form(q.id, wrong)) for q in open_questions]
    context = {
        "found": found,
        "steps": _steps(found),
        "feedback": words.FEEDBACK.get(found.feedback, "") if found.closed_at else "",
        "asked": asked,
        "unsent": unsent,
        "answered": [q for q in found.questions if q.answered_at is not None],
    }
    return render(request, "report/state.html", context, status=422 if wrong or unsent else 200)


def _answer_form(question: UUID, wrong: AnswerForm | None) -> AnswerForm:
    prefix_free_id = f"id_{question}_%s"
    if wrong is not None and wrong.data.get("question") == str(question):
        return AnswerForm(wrong.data, auto_id=prefix_free_id)
    return AnswerForm(initial={"question": question}, auto_id=prefix_free_id)


def _steps(found: Followed) -> list[Step]:
    """Received, taken up, finished; by day, since an hour may say too much."""
    moments = (
        (found.received_at, _("Wij hebben uw melding.")),
        (found.taken_up_at or found.closed_at, _("Iemand heeft uw melding opgepakt.")),
        (found.closed_at, _("Uw melding is afgerond.")),
    )
    ahead = ("", _("Daarna pakt iemand uw melding op."), _("Daarna hoort u hier hoe het is afgerond."))
    reached = sum(1 for at, _text in moments if at)
    return [
        _done(text, at, last=n == reached - 1) if at else Step(ahead[n], "", "ahead")
        for n, (at, text) in enumerate(moments)
    ]


def _done(text: str, at: dt.datetime, *, last: bool) -> Step:
    day = localtime(at).date()
    return Step(text, date_format(day, "j F Y"), "now" if last else "done", "", day.isoformat())


@csrf_exempt
@never_cache
@require_POST
@public("report.answer")
def answer(request: HttpRequest) -> HttpResponse:
    """Keep an answer. Was the quarter of an hour over, then the code is asked again and the answer stays."""
    given = AnswerForm(request.POST)
    code = CodeForm(request.POST)
    held = _held(request)
    if held is None:
        if "code" not in request.POST:
            messages.info(request, _("U was een kwartier weg. Typ uw code opnieuw. Uw antwoord staat er nog."))
            return _ask(request, CodeForm(), given)
        checked = _checked(request, code)
        if isinstance(checked, HttpResponse):
            return checked
        if checked is None:
            return _ask(request, code, given)
        held = checked
    return _hold(_keep_answer(request, held, given), held)


def _keep_answer(request: HttpRequest, held: Held, given: AnswerForm) -> HttpResponse:
    if not given.is_valid():
        mendable = "question" not in given.errors
        unsent = "" if mendable else tidy_text(request.POST.get("answer", ""))
        return _back_to_state(request, held, wrong=given if mendable else None, unsent=unsent)
    kept = answer_question(
        region=held.region,
        code=held.code,
        question_id=given.cleaned_data["question"],
        text=given.cleaned_data["answer"],
    )
    if not kept:
        return _back_to_state(request, held, unsent=given.cleaned_data["answer"])
    messages.success(request, _("Wij hebben uw antwoord. Dank u wel."))
    return redirect("follow")


def _back_to_state(request: HttpRequest, held: Held, wrong: AnswerForm | None = None, unsent: str = "") -> HttpResponse:
    found = follow(region=held.region, code=held.code)
    return redirect("follow") if found is None else _state(request, found, wrong, unsent)


@csrf_exempt
@require_POST
@public("report.follow")
def leave(request: HttpRequest) -> HttpResponse:
    """Forget the code in this browser."""
    response = redirect("follow")
    response.delete_cookie(COOKIE, path=reverse("follow"), samesite="Strict")
    return response
