"""A double of an organisation's single sign-on: OpenID Connect with authorization code and PKCE, on this machine alone.

It says that it is a double, knows one person, and is strict where a real one is: a code works once, for who asked it,
with the verifier that belongs to the challenge.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

CLIENT, SECRET = "lantaarn", "only-in-tests"


@dataclass
class SignOn:
    """What it knows of its one person, and which codes and tokens it gave."""

    email: str
    verified: bool = True
    address: str = ""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)

    def agree(self, asked: str) -> str:
        """The person says yes on the page that `asked` leads to; where the browser is sent then."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(asked).query).items()}
        code = secrets.token_urlsafe(16)
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, form: dict[str, str]) -> dict[str, str] | None:
        given = self.codes.pop(form.get("code", ""), None)
        verifier = form.get("code_verifier", "").encode()
        made = base64.urlsafe_b64encode(hashlib.sha256(verifier).digest()).rstrip(b"=").decode()
        checks = {
            "code": given is not None,
            "client": (form.get("client_id"), form.get("client_secret")) == (CLIENT, SECRET),
            "pkce": given is not None
            and (given.get("code_challenge"), given.get("code_challenge_method")) == (made, "S256"),
            "redirect_uri": given is not None and form.get("redirect_uri") == given.get("redirect_uri"),
        }
        self.refused += [name for name, good in checks.items() if not good]
        if not all(checks.values()):
            return None
        token = secrets.token_urlsafe(16)
        self.tokens.add(token)
        return {"access_token": token, "token_type": "Bearer"}

    def person(self, token: str) -> dict[str, object] | None:
        if token not in self.tokens:
            return None
        return {"sub": "double-1", "email": self.email, "email_verified": self.verified, "name": "Double"}

    def configuration(self) -> dict[str, object]:
        return {
            "issuer": self.address,
            "service_documentation": "This is a double for tests, no sign-on of anybody.",
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }


@contextmanager
def sign_on(email: str) -> Iterator[SignOn]:
    """The double, listening while inside."""
    double = SignOn(email)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/.well-known/openid-configuration":
                self._answer(double.configuration())
            else:
                self._answer(double.person(self.headers.get("Authorization", "").removeprefix("Bearer ")))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._answer(double.token({name: values[0] for name, values in parse_qs(body).items()}))

        def _answer(self, found: object) -> None:
            body = json.dumps(found or {"error": "invalid_grant"}).encode()
            self.send_response(200 if found else 400)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: object) -> None:
            """A double is silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    double.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield double
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
