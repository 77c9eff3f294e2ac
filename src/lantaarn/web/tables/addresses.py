"""The addresses of a book, each with its door; what only one kind of table has is added by its own area."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from lantaarn.tables.kinds import decides, proposes
from lantaarn.web.doors.door import needs
from lantaarn.web.tables.book import Book
from lantaarn.web.tables.views import deciding, editing, reading

Body = Callable[..., HttpResponse]


class Doors:
    """Puts the right door on a view of this book: to read, to edit, to prove, to decide."""

    def __init__(self, book: Book) -> None:
        self.book = book
        works = (decides(book.kind), proposes(book.kind))
        self.read = self.door(*book.readers, purpose=f"{book.kind}.read")
        self.edit = self.door(*works, purpose=f"{book.kind}.edit")
        self.prove = self.door(*works, purpose=f"{book.kind}.prove")
        self.decide = self.door(decides(book.kind), purpose=f"{book.kind}.decide")

    def door(self, *any_of: str, purpose: str) -> Callable[[Body], Body]:
        return lambda body: needs(*any_of, purpose=purpose)(partial(body, book=self.book))

    def named(self, step: str, view: Body) -> dict[str, Any]:
        return {"view": view, "name": f"{self.book.kind}-{step}"}


def addresses(book: Book) -> list[URLPattern]:
    """Everything that each table has."""
    doors = Doors(book)
    version = f"{book.root}versie/<uuid:version_id>/"
    rules = f"{version}tabel/<str:decision>/"
    return [
        path(book.root, doors.read(reading.now), name=book.kind),
        *(
            path(where, **doors.named(step, view))
            for where, step, view in (
                (f"{book.root}versies/", "versions", doors.read(reading.versions)),
                (version, "version", doors.read(reading.version)),
                (f"{version}bestand/", "file", doors.read(reading.file)),
                (f"{version}concept/", "start", doors.edit(editing.start)),
                (f"{version}inlezen/", "upload", doors.edit(editing.upload)),
                (f"{version}terugdraaien/", "undo", require_POST(doors.edit(editing.undo))),
                (f"{rules}nieuw/", "new-rule", doors.edit(editing.new_rule)),
                (f"{rules}regel/<int:number>/", "rule", doors.edit(editing.rule)),
                (f"{rules}regel/<int:number>/weg/", "remove-rule", doors.edit(editing.remove_rule)),
                (f"{rules}regel/<int:number>/plaats/", "move-rule", require_POST(doors.edit(editing.move_rule))),
                (f"{version}nareken/", "check", require_POST(doors.prove(deciding.check))),
                (f"{version}bewijzen/", "prove", require_POST(doors.prove(deciding.prove))),
                (f"{version}openen/", "back", require_POST(doors.edit(deciding.back_to_draft))),
                (f"{version}ingaan/", "activate", doors.decide(deciding.activate)),
                (f"{version}niet-ingaan/", "cancel", require_POST(doors.decide(deciding.cancel))),
            )
        ),
    ]
