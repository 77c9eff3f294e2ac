"""Measures one request: processor time of the application and of its PostgreSQL process, wall time, queries, size."""

from __future__ import annotations

import contextlib
import io
import os
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Answer:
    """What the application said."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Visitor:
    """A browser without a network: each request goes straight into the WSGI application, all middleware on."""

    application: Callable[..., Any]
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, address: str) -> Answer:
        return self._ask("GET", address, b"")

    def post(self, address: str, data: Mapping[str, str]) -> Answer:
        return self._ask("POST", address, urlencode(data).encode())

    def _ask(self, method: str, address: str, body: bytes) -> Answer:
        parts = urlsplit(address)
        said: list[Any] = []
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": parts.path,
            "QUERY_STRING": parts.query,
            "CONTENT_TYPE": "application/x-www-form-urlencoded" if body else "",
            "CONTENT_LENGTH": str(len(body)),
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "localhost",
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
        response = self.application(environ, lambda status, headers, *_: said.extend((status, headers)))
        try:
            content = b"".join(response)
        finally:
            response.close()
        answer = Answer(int(said[0].split()[0]), tuple(said[1]), content)
        self._keep_cookies(answer)
        return answer

    def _keep_cookies(self, answer: Answer) -> None:
        for name, value in answer.headers:
            if name == "Set-Cookie":
                for morsel in SimpleCookie(value).values():
                    self.cookies[morsel.key] = morsel.value


@dataclass(frozen=True)
class Cost:
    """Medians of several requests; milliseconds."""

    app: float
    database: float
    wall: float
    queries: int
    kilobytes: float
    runs: int

    @property
    def cpu(self) -> float:
        return self.app + self.database


def backend_pid() -> int:
    """The PostgreSQL process that serves this thread's connection; the pool holds one."""
    from django.db import connection

    connection.ensure_connection()
    pid = connection.connection.info.backend_pid
    connection.close_if_unusable_or_obsolete()
    return int(pid)


def cpu_of(pid: int) -> float:
    """Seconds on a processor so far: from the scheduler in nanoseconds where the kernel tells it, else in ticks."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        spent = int(Path(f"/proc/{pid}/schedstat").read_text().split()[0])
        if spent:
            return spent / 1e9
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


@contextlib.contextmanager
def counting() -> Iterator[list[str]]:
    """Every statement that the application sends while inside."""
    from django.db import connection

    sent: list[str] = []

    def note(execute: Callable[..., Any], query: str, params: Any, many: bool, context: Any) -> Any:
        sent.append(query)
        return execute(query, params, many, context)

    with connection.execute_wrapper(note):
        yield sent


Turn = Callable[[], Callable[[], Answer]]
"""Prepares one request, unmeasured, and gives back what sends it."""


def measure(turn: Turn, *, runs: int, warm: int = 3, wanted: tuple[int, ...] = (200, 302)) -> Cost:
    """The medians of `runs` requests, after some that warm the caches."""
    times: list[tuple[float, float, float]] = []
    size, queries = 0, 0
    for number in range(warm + runs):
        send = turn()
        if number == warm - 1:  # the first of a process also reads what it then keeps
            with counting() as sent:
                answer = send()
            queries = len(sent)
        else:
            pid = backend_pid()
            before = (time.process_time(), cpu_of(pid), time.perf_counter())
            answer = send()
            after = (time.process_time(), cpu_of(pid), time.perf_counter())
            if number >= warm:
                times.append(tuple((b - a) * 1000 for a, b in zip(before, after, strict=True)))  # type: ignore[arg-type]
        if answer.status not in wanted:
            raise RuntimeError(f"A measured page answered {answer.status}: {answer.text[:300]}")
        size = len(answer.body)
    app, database, wall = (statistics.median(column) for column in zip(*times, strict=True))
    return Cost(app, database, wall, queries, size / 1024, runs)
