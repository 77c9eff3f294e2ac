"""What erasure also empties: values of before fields were sealed. What is sealed loses its key instead.

A test holds this list against the meanings of the fields: a new one about people is erased, or is named as staying.
"""

from __future__ import annotations


def _of(desk: str) -> str:
    return f"(SELECT d.organisation_id FROM network_desk d WHERE d.id = x.{desk})"  # noqa: S608 - our own names


_OF_CONTRIBUTION = "(SELECT c.organisation_id FROM folders_contribution c WHERE c.id = x.contribution_id)"

EMPTIED: tuple[tuple[str, str, str], ...] = (
    ("folders_contribution", "text", "x.organisation_id"),
    ("folders_contribution", "said_by", "x.organisation_id"),
    ("folders_contribution", "data", "x.organisation_id"),
    ("folders_contribution", "source", "x.organisation_id"),
    ("folders_contribution", "ground", "x.organisation_id"),
    ("folders_personjoin", "why", _of("desk_id")),
    ("signals_place", "text", _OF_CONTRIBUTION),
    ("signals_place", "outside", _OF_CONTRIBUTION),
    ("signals_question", "text", _of("desk_id")),
    ("signals_question", "answer", _of("desk_id")),
    ("signals_referral", "note", _of("from_desk_id")),
    ("signals_referral", "overrule_reason", _of("from_desk_id")),
    ("signals_referral", "end_reason", _of("to_desk_id")),
    ("signals_referral", "receipt_by", _of("from_desk_id")),
    ("signals_task", "text", _of("given_by_id")),
    ("signals_task", "done_note", _of("desk_id")),
    ("signals_agendaitem", "decision", _of("put_by_id")),
    ("signals_signal", "watch_ground", _of("lead_desk_id")),
    ("signals_signal", "close_note", _of("lead_desk_id")),
    ("signals_signal", "own_reference", _of("lead_desk_id")),
    ("signals_signallink", "why", _of("made_by_desk_id")),
    ("signals_moment", "reason", "NULL::uuid"),
    ("access_share", "note", _of("from_desk_id")),
    ("access_share", "ended_why", _of("from_desk_id")),
    ("access_consent", "subject", _of("desk_id")),
    ("access_consent", "told", _of("desk_id")),
    ("access_consent", "withdrawn_why", _of("desk_id")),
    ("access_emergency", "reason", _of("desk_id")),
)
"""Table, column, and whose it is (in row x); what is nobody's alone goes when everything goes."""

STAYS = frozenset(
    {
        ("signals_signal", "facts"),
        ("signals_signal", "exploitation"),
        ("signals_signal", "minor"),
        ("signals_place", "kind"),
        ("access_consent", "age_group"),
        ("access_consent", "given_by"),
    }
)
"""Codes from fixed lists, which name nobody: the region counts with them."""

WITH_THE_REPORTER = frozenset({("signals_report", "name"), ("signals_report", "contact"), ("signals_report", "work")})
GONE = "[gewist]"


def _statement(table: str, column: str, owner: str) -> str:
    text, empty = (f"x.{column} #>> '{{}}'", "'{}'::jsonb") if column == "data" else (f"x.{column}", f"'{GONE}'")
    return f"""
    UPDATE {table} x SET {column} = {empty}
    WHERE x.folder_id = p_folder AND {text} NOT IN ('', '{{}}', '{GONE}') AND vault_key_of({text}) IS NULL
      AND (p_part IS NULL OR {owner} = p_part);
    GET DIAGNOSTICS emptied = ROW_COUNT;
    total := total + emptied;"""  # noqa: S608 - our own names


FUNCTION = f"""
-- Empty what stands plain in a folder: of everybody, or of one organisation. How many values.
CREATE OR REPLACE FUNCTION access_empty_plain(p_folder uuid, p_part uuid) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
    emptied integer;
    total integer := 0;
BEGIN{"".join(_statement(*one) for one in EMPTIED)}
    RETURN total;
END $$;
"""

GRANTS = "".join(
    f"GRANT SELECT, UPDATE ON {table} TO lantaarn_keeper;\n" for table in sorted({t for t, _c, _o in EMPTIED})
)
