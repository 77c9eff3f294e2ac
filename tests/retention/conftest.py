"""Drenthe with terms that were adopted, signals that were closed long ago, and words that are sealed."""

import datetime as dt
import uuid
from dataclasses import dataclass

import pytest
from psycopg.types.json import Jsonb

from ground.region import as_role, sign_in, stage
from lantaarn.vault.ciphers import Cell


@pytest.fixture(autouse=True)
def _nothing_remembered():
    from lantaarn.vault.organisations import forget_all

    forget_all()
    yield
    forget_all()


@pytest.fixture
def ledger_file(tmp_path, monkeypatch):
    file = tmp_path / "apart" / "erasures.ledger"
    monkeypatch.setenv("LANTAARN_LEDGER", str(file))
    return file


@dataclass
class Ends:
    """The region, with what this room's tests need."""

    stage: object
    file: object

    def adopt(self, *codes):
        """The region adopts these rows of its pack."""
        (pack,) = self.stage.superuser.execute("SELECT pack FROM network_region WHERE code = 'drenthe'").fetchone()
        text = pack["files"]["region.toml"]
        for code in codes:
            at = text.index(f'code = "{code}"')
            row = text[at : text.index("[[", at)]
            self.change(row, row.replace("adopted = false", "adopted = true"))

    def change(self, old, new):
        """The text of the region's pack, as somebody loaded it."""
        (pack,) = self.stage.superuser.execute("SELECT pack FROM network_region WHERE code = 'drenthe'").fetchone()
        pack["files"]["region.toml"] = pack["files"]["region.toml"].replace(old, new)
        self.stage.superuser.execute("UPDATE network_region SET pack = %s WHERE code = 'drenthe'", [Jsonb(pack)])

    def closed(self, *, years_ago, by=None):
        """A signal that was closed so long ago."""
        from lantaarn.signals.actions import close

        by = by or self.stage.noor
        folder = self.stage.accepted(by=by)
        self.stage.do(
            close, folder_id=folder, reason="no_trafficking_found", note="", feedback="thanks_only",
            revision=self.stage.revision(folder), by=by,
        )  # fmt: skip
        self.stage.superuser.execute(
            "UPDATE signals_signal SET closed_at = closed_at - make_interval(%s, 0, 0, 1) WHERE folder_id = %s",
            [years_ago, folder],
        )
        return folder

    def sealed(self, folder, by, plain="Noor Voorbeeld, 06 00 00 00 01", keep="case"):
        """Words of `by` in this folder, as a row would hold them: the cell and the ciphertext."""
        from lantaarn.vault.sealing import seal
        from lantaarn.vault.searching import keep_words

        cell = Cell("folders_contribution", "text", uuid.uuid4())

        def write(by):
            keep_words([plain], folder_id=folder, by=by)
            return seal({cell: plain}, folder_id=folder, keep=keep, by=by)[cell]

        return cell, self.stage.do(write, by=by)

    def opened(self, folder, kept, by):
        from lantaarn.vault.opening import keys_of, open_one

        cell, text = kept
        return self.stage.do(lambda by: open_one(cell, text, keys_of([folder])), by=by)

    def run(self, **options):
        from lantaarn.access.retention.running import run

        with as_role("lantaarn_worker"):
            return run(file=self.file, **options)

    def lay(self):
        return self.run(dry_run=True)

    def clock(self, folder, keep="case"):
        return self.stage.row("access_clock", folder_id=folder, keep=keep)


@pytest.fixture
def ends(stage, ledger_file):
    return Ends(stage, ledger_file)


YEAR = dt.timedelta(days=365)

__all__ = ["sign_in", "stage"]
