"""What is sealed opens in its own place, for who may see it, and nowhere else; destroyed, it opens never again."""

from __future__ import annotations

import uuid

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from lantaarn.context.session import acting
from lantaarn.vault import ciphers
from lantaarn.vault.ciphers import Cell, Tampered
from lantaarn.vault.models import DataKey, OrganisationKey
from lantaarn.vault.opening import Keys, keys_of, keys_sql, open_all, open_one
from lantaarn.vault.organisations import forget_all
from lantaarn.vault.sealing import seal, seal_own

TEXT = st.text(min_size=1, max_size=200)
NAME = st.text(alphabet="abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=20)


def cell(column: str = "text", row_id: uuid.UUID | None = None, table: str = "folders_contribution") -> Cell:
    return Cell(table, column, row_id or uuid.uuid4())


@given(plain=TEXT, table=NAME, column=NAME)
def test_what_is_locked_opens_in_its_own_place(plain, table, column):
    key, key_id, place = ciphers.new_key(), uuid.uuid4(), Cell(table, column, uuid.uuid4())
    bound = ciphers.place_of(place, region="drenthe", key_id=key_id)
    kept = ciphers.write(key_id, ciphers.lock(key, plain.encode(), bound_to=bound))
    assert ciphers.is_sealed(kept)
    read_id, locked = ciphers.read(kept)
    assert read_id == key_id
    assert ciphers.unlock(key, locked, bound_to=bound).decode() == plain


@given(plain=TEXT, other=NAME)
@pytest.mark.parametrize("moved", ["region", "table", "column", "row", "key"])
def test_a_ciphertext_that_was_moved_does_not_open(moved, plain, other):
    key, key_id = ciphers.new_key(), uuid.uuid4()
    place = Cell("folders_contribution", "text", uuid.uuid4())
    locked = ciphers.lock(key, plain.encode(), bound_to=ciphers.place_of(place, region="drenthe", key_id=key_id))
    elsewhere = {
        "region": ciphers.place_of(place, region=other + "x", key_id=key_id),
        "table": ciphers.place_of(place._replace(table=other), region="drenthe", key_id=key_id),
        "column": ciphers.place_of(place._replace(column=f"{other}x"), region="drenthe", key_id=key_id),
        "row": ciphers.place_of(place._replace(row_id=uuid.uuid4()), region="drenthe", key_id=key_id),
        "key": ciphers.place_of(place, region="drenthe", key_id=uuid.uuid4()),
    }
    with pytest.raises(Tampered):
        ciphers.unlock(key, locked, bound_to=elsewhere[moved])


@given(plain=TEXT, at=st.integers(min_value=0), bit=st.integers(min_value=0, max_value=7))
def test_a_ciphertext_with_one_changed_bit_does_not_open(plain, at, bit):
    key = ciphers.new_key()
    locked = bytearray(ciphers.lock(key, plain.encode(), bound_to=b"here"))
    locked[at % len(locked)] ^= 1 << bit
    with pytest.raises(Tampered):
        ciphers.unlock(key, bytes(locked), bound_to=b"here")


@given(plain=TEXT)
def test_the_same_text_is_never_locked_in_the_same_way_twice(plain):
    key = ciphers.new_key()
    assert ciphers.lock(key, plain.encode(), bound_to=b"") != ciphers.lock(key, plain.encode(), bound_to=b"")


def test_a_desk_seals_and_opens_what_it_wrote(stage):
    folder_id, place = stage.report().folder_id, cell()
    noor = stage.noor
    with acting(noor):
        sealed = seal({place: "Noor schreef dit."}, folder_id=folder_id, by=noor)
    assert "schreef" not in sealed[place]
    with acting(noor):
        assert open_all(sealed, keys_of([folder_id])) == {place: "Noor schreef dit."}


def test_a_second_text_gets_the_same_key_and_empty_stays_empty(stage):
    folder_id, noor = stage.report().folder_id, stage.noor
    before = len(stage.rows("vault_datakey", folder_id=folder_id, desk_id=noor.desk_id, keep="other"))
    first, second, empty = cell(), cell(), cell()
    with acting(noor):
        one = seal({first: "een", empty: ""}, folder_id=folder_id, keep="other", by=noor)
        two = seal({second: "twee"}, folder_id=folder_id, keep="other", by=noor)
    assert one[empty] == ""
    assert ciphers.read(one[first])[0] == ciphers.read(two[second])[0]
    assert before == 0
    assert len(stage.rows("vault_datakey", folder_id=folder_id, desk_id=noor.desk_id, keep="other")) == 1


def test_the_keys_come_along_in_the_query_of_the_page(stage):
    from django.db import connection

    folder_id, place, noor = stage.report().folder_id, cell(), stage.noor
    with acting(noor):
        sealed = seal({place: "in één keer"}, folder_id=folder_id, by=noor)
    with acting(noor), connection.cursor() as cursor:
        cursor.execute(f"SELECT {keys_sql('%(folder)s')}", {"folder": folder_id})
        keys = Keys.read(cursor.fetchone()[0])
        assert open_all(sealed, keys) == {place: "in één keer"}


def test_a_desk_without_the_folder_gets_no_key_and_reads_nothing(stage):
    folder_id, place = stage.report().folder_id, cell()
    with acting(stage.noor):
        sealed = seal({place: "niet voor Bram"}, folder_id=folder_id, by=stage.noor)
    with acting(stage.bram):
        assert open_one(place, sealed[place], keys_of([folder_id])) == "[niet voor u]"


def test_a_desk_makes_no_key_in_the_name_of_another(stage):
    from django.db import DatabaseError

    folder_id, noor, bram = stage.report().folder_id, stage.noor, stage.bram
    with pytest.raises(DatabaseError), acting(noor):
        seal({cell(): "namens Bram"}, folder_id=folder_id, desk_id=bram.desk_id, by=noor)
    with pytest.raises(DatabaseError), acting(noor):
        seal({cell(): "namens een ander"}, folder_id=folder_id, organisation_id=uuid.uuid4(), by=noor)


def test_the_key_of_one_organisation_does_not_open_what_lies_under_that_of_another(stage):
    """Neither by pointing a data key at the other's key, nor by putting its wrapped bytes in the other's row."""
    folder_id, noor = stage.report().folder_id, stage.noor
    other = stage.sanne
    place = cell()
    with acting(noor):
        sealed = seal({place: "van Emmen"}, folder_id=folder_id, by=noor)
    with acting(other):
        seal({cell(): "van een ander"}, folder_id=uuid.uuid4(), by=other)
    mine = stage.row("vault_datakey", id=ciphers.read(sealed[place])[0])
    theirs = stage.row("vault_orgkey", organisation_id=other.organisation_id)
    stage.superuser.execute("UPDATE vault_datakey SET org_key_id = %s WHERE id = %s", [theirs.id, mine.id])
    with acting(noor), pytest.raises(Tampered):
        open_all(sealed, keys_of([folder_id]))
    stage.superuser.execute("UPDATE vault_datakey SET org_key_id = %s WHERE id = %s", [mine.org_key_id, mine.id])
    own = stage.row("vault_orgkey", id=mine.org_key_id)
    stage.superuser.execute("UPDATE vault_orgkey SET wrapped = %s WHERE id = %s", [theirs.wrapped, own.id])
    forget_all()
    with acting(noor), pytest.raises(Tampered):
        open_all(sealed, keys_of([folder_id]))


def test_a_destroyed_key_is_unreadable_for_ever(stage):
    folder_id, place, noor = stage.report().folder_id, cell(), stage.noor
    with acting(noor):
        sealed = seal({place: "Straks is dit weg."}, folder_id=folder_id, keep="other", by=noor)
    before = stage.row("vault_datakey", id=ciphers.read(sealed[place])[0])
    destroyed = "UPDATE vault_datakey SET wrapped = '', destroyed_at = now() WHERE folder_id = %s AND keep = 'other'"
    stage.superuser.execute(destroyed, [folder_id])
    with acting(noor):
        assert open_one(place, sealed[place], keys_of([folder_id])) == "[gewist]"
    gone = stage.row("vault_datakey", id=before.id)
    assert gone.wrapped == b""
    assert gone.destroyed_at is not None
    with pytest.raises(Exception, match="stays destroyed"):
        stage.superuser.execute("UPDATE vault_datakey SET wrapped = %s WHERE id = %s", [before.wrapped, before.id])
    with acting(noor):
        seal({cell(): "Wat daarna komt, krijgt een nieuwe sleutel."}, folder_id=folder_id, keep="other", by=noor)
        assert open_one(place, sealed[place], keys_of([folder_id])) == "[gewist]"


def test_the_website_destroys_no_key_and_makes_none_again(stage, as_app):
    import psycopg

    stage.report()
    for statement in ("UPDATE vault_datakey SET wrapped = ''", "DELETE FROM vault_datakey", "DELETE FROM vault_orgkey"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            as_app.execute(statement)


def test_a_key_made_in_a_transaction_that_failed_locks_nothing_afterwards(stage):
    """Its organisation's key was undone with it; a text locked with that would be lost."""
    folder_id, place = stage.report().folder_id, cell()
    stage.superuser.execute("DELETE FROM vault_token; DELETE FROM vault_datakey; DELETE FROM vault_orgkey")
    forget_all()
    noor = stage.noor
    with acting(noor):
        seal({cell(): "een"}, folder_id=folder_id, by=noor)
        seal({cell(): "twee"}, folder_id=folder_id, by=noor)
        transaction.set_rollback(True)
    assert not OrganisationKey.objects.exists()
    with acting(noor):
        sealed = seal({place: "drie"}, folder_id=folder_id, by=noor)
    forget_all()
    with acting(noor):
        assert open_all(sealed, keys_of([folder_id])) == {place: "drie"}


def test_an_organisation_seals_what_lies_in_no_folder(stage):
    noor, place = stage.noor, Cell("audit_event", "subject", uuid.uuid4())
    with acting(noor):
        sealed = seal_own({place: "onderwerp"}, organisation_id=noor.organisation_id, by=noor)
    key_id = ciphers.read(sealed[place])[0]
    with acting(noor):
        assert open_all(sealed, Keys(DataKey.objects.filter(id=key_id))) == {place: "onderwerp"}
    with acting(stage.sanne):
        assert not DataKey.objects.filter(id=key_id).exists()


def test_what_was_kept_before_fields_were_sealed_is_read_as_it_is():
    assert open_one(cell(), "gewone tekst", Keys()) == "gewone tekst"
    assert open_one(cell(), "v1. is geen sleutel", Keys()) == "v1. is geen sleutel"


def test_sealing_asks_the_database_once(stage, django_assert_num_queries):
    folder_id, noor = stage.report().folder_id, stage.noor
    with acting(noor):
        seal({cell(): "warm"}, folder_id=folder_id, by=noor)
    with transaction.atomic(), acting(noor):
        with django_assert_num_queries(1):
            sealed = seal({cell(): str(number) for number in range(50)}, folder_id=folder_id, by=noor)
        with django_assert_num_queries(1):
            open_all(sealed, keys_of([folder_id]))
