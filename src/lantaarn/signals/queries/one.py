"""One signal with all that its reader may see of it, in two queries: the row, and what lies in its folder."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.http import Http404

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.signals.actions.passing import next_step
from lantaarn.signals.models import Signal
from lantaarn.signals.queries.views import (
    AnswerView,
    Holder,
    LinkView,
    MomentView,
    PlaceView,
    QuestionView,
    Reader,
    ReferralView,
    ReportView,
    SignalView,
    TaskView,
    WordsView,
)
from lantaarn.signals.routing import Decided
from lantaarn.vault.ciphers import Cell
from lantaarn.vault.opening import Keys, keys_sql, open_in, open_json, open_one

T = TypeVar("T")

_SAME = (
    "folder_id", "code", "title", "status", "entry", "acute", "minor", "domain", "municipality_id", "lead_desk_id",
    "stage", "manual_reason", "overruled", "received_at", "taken_up_at", "watch_until", "closed_at", "close_reason",
    "feedback", "own_reference", "revision",
)  # fmt: skip
"""What the view takes over from the row as it stands."""
_TURNED = {
    "facts": "s.facts",
    "exploitation": "s.exploitation",
    "municipality": "coalesce(home.name, '')",
    "lead_desk": "lead.label",
    "version_id": "s.table_version_id",
    "version_number": "coalesce(v.number, 0)",
}
_COLUMNS = ", ".join((*(f"s.{name}" for name in _SAME), *_TURNED.values()))

_FOLDER = f"""
SELECT {_COLUMNS}, jsonb_build_object(
  'words', (SELECT jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind, 'category', c.category, 'text', c.text,
      'said_by', c.said_by, 'source', c.source, 'ground', c.ground, 'domain', c.domain, 'desk_id', c.desk_id,
      'desk', d.label, 'by_reporter', c.by_reporter, 'at', c.at, 'corrects', c.corrects_id, 'data', c.data,
      'person_id', c.person_id, 'field', c.field)
      ORDER BY c.at, array_position(ARRAY['observed', 'stated', 'interpreted', 'checked', 'card'], c.kind))
      FROM folders_contribution c JOIN network_desk d ON d.id = c.desk_id
      WHERE c.folder_id = %(folder)s AND c.kind <> 'place'),
  'places', (SELECT jsonb_agg(jsonb_build_object('id', p.id, 'kind', p.kind, 'municipality', coalesce(m.name, ''),
      'outside', p.outside, 'text', p.text, 'contribution_id', p.contribution_id)) FROM signals_place p
      LEFT JOIN network_municipality m ON m.id = p.municipality_id WHERE p.folder_id = %(folder)s),
  'referrals', (SELECT jsonb_agg(jsonb_build_object('id', r.id, 'from_desk_id', r.from_desk_id,
      'from_desk', coalesce(f.label, ''), 'to_desk_id', r.to_desk_id, 'to_desk', t.label, 'off_system', t.off_system,
      'channel', t.channel, 'leads', r.leads, 'state', r.state, 'task', r.task, 'ground', r.ground,
      'rule', r.rule, 'urgent', r.urgent, 'offered_at', r.offered_at,
      'due_at', r.due_at, 'accepted_at', r.accepted_at, 'ended_at', r.ended_at,
      'escalated_at', r.escalated_at, 'sheet_made_at', r.sheet_made_at, 'receipt_at', r.receipt_at,
      'receipt_by', r.receipt_by, 'their_reference', r.their_reference) ORDER BY r.offered_at)
      FROM signals_referral r JOIN network_desk t ON t.id = r.to_desk_id
      LEFT JOIN network_desk f ON f.id = r.from_desk_id WHERE r.folder_id = %(folder)s),
  'moments', (SELECT jsonb_agg(jsonb_build_object('id', m.id, 'at', m.at, 'kind', m.kind, 'desk', m.desk_label,
      'words', m.words) ORDER BY m.at) FROM signals_moment m WHERE m.folder_id = %(folder)s),
  'questions', (SELECT jsonb_agg(jsonb_build_object('id', q.id, 'text', q.text, 'asked_at', q.asked_at,
      'answer', q.answer, 'answered_at', q.answered_at) ORDER BY q.asked_at) FROM signals_question q
      WHERE q.folder_id = %(folder)s),
  'tasks', (SELECT jsonb_agg(jsonb_build_object('id', k.id, 'desk_id', k.desk_id, 'desk', d.label, 'text', k.text,
      'due_on', k.due_on, 'done_at', k.done_at) ORDER BY k.due_on) FROM signals_task k
      JOIN network_desk d ON d.id = k.desk_id WHERE k.folder_id = %(folder)s),
  'links', (SELECT jsonb_agg(jsonb_build_object('id', l.id, 'folder_id', x.folder_id, 'code', x.code,
      'title', x.title)) FROM signals_signallink l JOIN signals_signal x
      ON x.folder_id = CASE WHEN l.folder_id = %(folder)s THEN l.other_id ELSE l.folder_id END
      WHERE l.undone_at IS NULL AND (l.folder_id = %(folder)s OR l.other_id = %(folder)s)),
  'report', (SELECT jsonb_build_object('id', p.id, 'name', p.name, 'contact', p.contact, 'work', p.work,
      'may_call', p.may_call, 'shielded', p.shielded) FROM signals_report p WHERE p.folder_id = %(folder)s LIMIT 1),
  'holders', (SELECT jsonb_agg(jsonb_build_object('desk', d.label, 'ground', h.ground, 'since', h.given_at))
      FROM access_holders(%(folder)s) h JOIN network_desk d ON d.id = h.desk_id),
  'readers', (SELECT jsonb_agg(jsonb_build_object('at', e.at, 'role', e.role, 'desk', e.desk, 'action', e.action,
      'ground', e.ground, 'times', e.times) ORDER BY e.at DESC) FROM signals_readers(%(folder)s) e),
  'private', (SELECT jsonb_agg(jsonb_build_array(w.id, w.name, w.words)) FROM signals_words(%(folder)s) w),
  'not_shared', (SELECT count(DISTINCT c.id) FROM folders_contribution c
      JOIN access_holders(%(folder)s) h ON h.desk_id <> c.desk_id
      LEFT JOIN access_reach(%(folder)s) r ON r.contribution_id = c.id AND r.desk_id = h.desk_id AND r.ended_at IS NULL
      WHERE c.folder_id = %(folder)s AND c.desk_id = (SELECT context_desk()) AND r.contribution_id IS NULL),
  'emergency_until', (SELECT max(e.ends_at) FROM access_emergency e WHERE e.folder_id = %(folder)s
      AND e.desk_id = (SELECT context_desk()) AND e.closed_at IS NULL AND e.ends_at > now()),
  'keys', {keys_sql("%(folder)s")},
  'waits_for_meeting', EXISTS (SELECT 1 FROM signals_agendaitem a WHERE a.folder_id = %(folder)s
      AND a.decided_at IS NULL))
FROM signals_signal s
JOIN network_desk lead ON lead.id = s.lead_desk_id
LEFT JOIN network_municipality home ON home.id = s.municipality_id
LEFT JOIN tables_tableversion v ON v.id = s.table_version_id
WHERE s.folder_id = %(folder)s
"""  # noqa: S608 - composed of our own names


def one(*, folder_id: UUID, by: Actor, action: str = "signal.read") -> SignalView:
    """The signal, or 404; the reading is written in the log in the same transaction: no log, no answer."""
    with connection.cursor() as cursor:
        cursor.execute(_FOLDER, {"folder": folder_id})
        found = cursor.fetchone()
    if found is None:
        raise Http404
    *columns, content = found
    signal = dict(zip((*_SAME, *_TURNED), columns, strict=True))
    signal["facts"] = _json(signal["facts"])
    folder: dict[str, Any] = _json(content)
    audit.record(action=action, objects=[folder_id], about=signal["code"], ground=_ground(folder, by), by=by)
    return _view(signal, folder)


def _json(found: str | dict[str, Any]) -> dict[str, Any]:
    """Django leaves JSON of written-out queries as text."""
    return dict(json.loads(found) if isinstance(found, str) else found)


def _ground(folder: dict[str, Any], by: Actor) -> str:
    mine = [r for r in folder["referrals"] or () if r["to_desk_id"] == str(by.desk_id)]
    return mine[0]["ground"] if mine else "grant"


_MOMENTS = {
    "at", "asked_at", "answered_at", "offered_at", "due_at", "accepted_at", "ended_at", "escalated_at",
    "sheet_made_at", "receipt_at", "done_at", "since",
}  # fmt: skip
_IDS = {"id", "contribution_id", "person_id", "desk_id", "from_desk_id", "to_desk_id", "corrects", "folder_id"}


def _value(name: str, value: str | None) -> object:
    if value is None:
        return None
    if name in _MOMENTS:
        return dt.datetime.fromisoformat(value)
    if name in _IDS:
        return UUID(value)
    return dt.date.fromisoformat(value) if name == "due_on" else value


def _rows(rows: list[dict[str, Any]] | None, make: Callable[..., T]) -> tuple[T, ...]:
    return tuple(make(**{name: _value(name, value) for name, value in row.items()}) for row in rows or ())


_SEALED = {
    "words": ("folders_contribution", ("text", "said_by", "source", "ground")),
    "places": ("signals_place", ("outside", "text")),
    "referrals": ("signals_referral", ("receipt_by",)),
    "questions": ("signals_question", ("text", "answer")),
    "tasks": ("signals_task", ("text",)),
}
"""What lies sealed in each part of the answer."""
_PRIVATE = {
    "note": "signals_referral", "overrule_reason": "signals_referral", "end_reason": "signals_referral",
    "reason": "signals_moment", "close_note": "signals_signal", "watch_ground": "signals_signal",
    "done_note": "signals_task", "why": "signals_signallink",
}  # fmt: skip


def _opened(folder: dict[str, Any]) -> dict[tuple[str, str], str]:
    """Open in place what lies in the folder; the free words between two desks come back by row and name."""
    keys = Keys.read(folder["keys"])
    for part, (table, columns) in _SEALED.items():
        open_in(folder[part] or (), keys, table=table, columns=columns)
    for row in folder["words"] or ():
        row["data"] = open_json(Cell("folders_contribution", "data", row["id"]), row["data"], keys)
    for row in folder["places"] or ():
        del row["id"]
    if folder["report"]:
        open_in([folder["report"]], keys, table="signals_report", columns=("name", "contact", "work"))
        del folder["report"]["id"]
    return {
        (row_id, name): open_one(Cell(_PRIVATE[name], name, row_id), text, keys)
        for row_id, name, text in folder["private"] or ()
    }


def _view(signal: Mapping[str, Any], folder: dict[str, Any]) -> SignalView:
    told = _opened(folder)

    def private(rows: list[dict[str, Any]] | None, *names: str) -> list[dict[str, Any]]:
        """These rows with the free words that are meant for the reader; empty for anybody else."""
        return [{**row, **{name: told.get((row["id"], name), "") for name in names}} for row in rows or ()]

    corrected = {w["corrects"] for w in folder["words"] or () if w["corrects"]}
    words = _rows([{**w, "corrected": w["id"] in corrected} for w in folder["words"] or ()], WordsView)
    report = folder["report"]
    return SignalView(
        **{**signal, "exploitation": tuple(signal["exploitation"])},
        close_note=told.get((str(signal["folder_id"]), "close_note"), ""),
        watch_ground=told.get((str(signal["folder_id"]), "watch_ground"), ""),
        words=words,
        answers=_answers(words),
        places=_rows(folder["places"], PlaceView),
        referrals=_rows(private(folder["referrals"], "note", "overrule_reason", "end_reason"), ReferralView),
        moments=tuple(_moment(row) for row in private(folder["moments"], "reason")),
        questions=_rows(folder["questions"], QuestionView),
        tasks=_rows(private(folder["tasks"], "done_note"), TaskView),
        links=_rows(private(folder["links"], "why"), LinkView),
        report=ReportView(**report) if report else None,
        holders=_rows(folder["holders"], Holder),
        readers=_rows(folder["readers"], Reader),
        waits_for_meeting=folder["waits_for_meeting"],
        not_shared=folder["not_shared"],
        emergency_until=dt.datetime.fromisoformat(until) if (until := folder["emergency_until"]) else None,
    )


def _moment(row: dict[str, Any]) -> MomentView:
    words = {**row["words"], "reason": row["reason"]} if row["reason"] else row["words"]
    return MomentView(dt.datetime.fromisoformat(row["at"]), row["kind"], row["desk"], words)


def _answers(words: tuple[WordsView, ...]) -> tuple[AnswerView, ...]:
    latest: dict[str, AnswerView] = {}
    for row in words:
        for code, given in row.data.get("answers", {}).items():
            latest[code] = AnswerView(code, given["answer"], given.get("how", ""))
    return tuple(latest.values())


def next_for(*, folder_id: UUID, by: Actor) -> Decided:
    """What the route says now, for the page that passes a signal on."""
    signal = Signal.objects.filter(folder_id=folder_id).first()
    if signal is None:
        raise Http404
    return next_step(signal, by=by)
