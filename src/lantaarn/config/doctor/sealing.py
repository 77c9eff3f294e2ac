"""Whether the log is sealed as it should be: each seal late is time in which a line could still be changed unseen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import psycopg

from lantaarn.config.doctor.findings import Finding, judged

CHECK = "verzegeling van het logboek"
LATE_MINUTES = 20
"""The queue seals every five minutes; thrice missed is not a hiccup any more."""
_WAITING = """
SELECT extract(epoch FROM now() - min(e.at)) / 60, count(*) FROM audit_event e
WHERE e.xid >= coalesce((SELECT horizon FROM audit_seal WHERE horizon <= pg_snapshot_xmax(pg_current_snapshot())
                         ORDER BY sealed_at DESC, number DESC LIMIT 1), '0'::xid8)
  AND NOT EXISTS (SELECT 1 FROM audit_sealed s WHERE s.event_id = e.id)
"""


def sealing(environ: Mapping[str, str]) -> Iterator[Finding]:
    url = environ.get("LANTAARN_SEALER_DATABASE_URL")
    if not url:
        return  # said already: the setting lacks
    try:
        with psycopg.connect(url, connect_timeout=8, autocommit=True) as connection:
            row = connection.execute(_WAITING).fetchone()
    except psycopg.Error:
        return  # said already by the check of the connections
    assert row is not None
    minutes, count = float(row[0] or 0), int(row[1])
    yield judged(
        CHECK,
        good=minutes < LATE_MINUTES,
        found=f"{count} regels wachten, de oudste {minutes:.0f} minuten" if count else "alles is verzegeld",
        remedy="Zet LANTAARN_SEALER_DATABASE_URL ook in de omgeving van 'lantaarn work', en kijk of die draait."
        " Een transactie die blijft openstaan houdt het verzegelen ook tegen: kijk in pg_stat_activity.",
    )
    yield from _key(environ, sealed=count == 0 or minutes < LATE_MINUTES)


def _key(environ: Mapping[str, str], *, sealed: bool) -> Iterator[Finding]:
    folder = Path(environ.get("LANTAARN_DATA_DIR", ""))
    file = folder / "log-seal.key"
    if sealed and file.exists():
        yield judged(
            "sleutel van het logboek",
            good=file.stat().st_mode & 0o077 == 0,
            found=str(file),
            remedy=f"Alleen de eigenaar hoort de sleutel te lezen: chmod 600 {file}",
        )
