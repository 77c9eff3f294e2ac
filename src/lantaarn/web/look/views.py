"""The style guide: every component with invented data, for the demo and for the tests of the look."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lantaarn.web.doors.door import public
from lantaarn.web.look import samples
from lantaarn.web.look.forms import FilterForm, SampleForm


@public("De bouwstenen van de schermen tonen")
def styleguide(request: HttpRequest) -> HttpResponse:
    """One page with everything; `?fouten` shows the form as it looks when something is wrong."""
    wrong = "fouten" in request.GET
    form = SampleForm({"danger": "yes", "danger_how": "x"} if wrong else None)
    if hasattr(request, "_messages"):
        messages.success(request, "Het signaal is aangenomen. U leest het terug onder ‘Bij u in behandeling’.")
        messages.warning(request, "Er is geen plaatsvervanger voor deze balie. Vraag er een aan.")
    return render(
        request,
        "styleguide/index.html",
        {
            "demo": True,
            "region_name": "Drenthe",
            "menu": samples.MENU,
            "actor": samples.ACTOR,
            "hats": samples.HATS,
            "form": form,
            "filters": FilterForm(prefix="filter"),
            "inbox": samples.INBOX,
            "waiting": samples.WAITING,
            "boxes": samples.BOXES,
            "facts": samples.FACTS,
            "sentences": samples.SENTENCES,
            "answers": samples.ANSWERS,
            "steps": samples.STEPS,
            "log_rows": samples.LOG,
            "readers": samples.READERS,
            "seen": samples.SEEN,
            "life_steps": samples.LIFE,
            "counter_facts": samples.COUNTER,
            "checked": samples.CHECKED,
            "bar_parts": samples.BAR,
            "tabs": samples.TABS,
            "rows": samples.ROWS,
            "rules": samples.RULES,
            "chips": samples.CHIPS,
            "sort": "deadline",
        },
    )
