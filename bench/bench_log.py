"""How long sealing, checking and handing out a long log take, and in how much memory: `script/bench log [EVENTS]`.

The log is invented: twenty organisations, one object for each event and a list of a hundred now and then.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg

CHUNK = 10_000
EVENTS = """
INSERT INTO audit_event (id, at, region_id, organisation_id, user_id, who, role, desk, action, purpose, ground, outcome,
                         about, objects_count, trace, took_ms)
SELECT gen_random_uuid(), date_trunc('month', now()) + (%(from)s + n) * interval '0.5 seconds', 'drenthe',
       md5('organisation' || n %% 20)::uuid, md5('person' || n %% 400)::uuid, 'Noor Voorbeeld', 'focal_point',
       'Aandachtsfunctionaris', 'signal.read', 'signal.handle', 'meldroute', 'done', 'S-7K4M2Q',
       CASE WHEN n %% 100 = 0 THEN 100 ELSE 1 END, md5(n::text), 12
FROM generate_series(1, %(count)s) AS n
RETURNING id, at, organisation_id, objects_count
"""
OBJECTS = f"""
WITH events AS ({EVENTS})
INSERT INTO audit_event_object (event_id, at, region_id, organisation_id, object_id, kind, role, desk, action, ground,
                                outcome)
SELECT e.id, e.at, 'drenthe', e.organisation_id, gen_random_uuid(), 'folder', 'focal_point', 'Aandachtsfunctionaris',
       'signal.read', 'meldroute', 'done'
FROM events e CROSS JOIN generate_series(1, e.objects_count)
"""  # noqa: S608 - our own constant


def main(argv: Sequence[str]) -> int:
    """Prints one JSON object: seconds and megabytes for each step."""
    from bench.pages import house

    count = int(argv[0]) if argv else 1_000_000
    found: dict[str, Any] = {"events": count}
    with house.standing() as address, tempfile.TemporaryDirectory() as folder:
        with psycopg.connect(address, autocommit=True) as database:
            for start in range(0, count, CHUNK):
                database.execute(OBJECTS, {"from": start, "count": min(CHUNK, count - start)})
            database.execute("ANALYZE audit_event; ANALYZE audit_event_object")
            row = database.execute("SELECT count(*) FROM audit_event_object").fetchone()
            found["objects"] = row[0] if row else 0
        for name, words in (("seal", ["seal"]), ("verify", ["verify"]), ("lines", ["lines"])):
            found[name] = _run(words, Path(folder))
            print(f"{name}: {found[name]}", file=sys.stderr, flush=True)
    print(json.dumps(found, indent=1))
    return 0


def _run(words: list[str], folder: Path) -> dict[str, Any]:
    """In a process of its own, which tells its largest size when it ends."""
    code = (
        "import resource, sys; from lantaarn.config.cli import main; code = main(['log', *sys.argv[1:]]);"
        "print('PEAK', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr); sys.exit(code)"
    )
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        env={**os.environ, "LANTAARN_DATA_DIR": str(folder)},
        stdout=(folder / "out").open("w"),
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    peak = int(done.stderr.rpartition("PEAK")[2].split()[0]) if "PEAK" in done.stderr else 0
    said = (folder / "out").read_text().strip()
    return {
        "seconds": round(time.monotonic() - started, 1),
        "megabytes": round(peak / 1024, 1),
        "code": done.returncode,
        "said": said if len(said) < 200 else f"{said.count(chr(10)) + 1} lines",
    }
