"""A mail server that remembers what it was given: enough SMTP for Django, in one thread per letter."""

import re
import socketserver
import threading

LINK = re.compile(rb"/postvak/[0-9a-f-]{36}/")


class _Letter(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self._say("220 ready")
        to = ""
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"RCPT":
                to = line.split(b":", 1)[1].strip(b" <>\r\n").decode()
            if word == b"DATA":
                self._say("354 go on")
                self._keep(to)
            self._say("221 bye" if word == b"QUIT" else "250 ok")
            if word == b"QUIT":
                return

    def _keep(self, to: str) -> None:
        text = b""
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            text += line
        found = LINK.search(text.replace(b"=\r\n", b""))
        self.server.letters.append((to, found[0].decode() if found else ""))

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class Postbox(socketserver.ThreadingTCPServer):
    """`letters` holds (to, link) of each letter that was taken."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Letter)
        self.letters: list[tuple[str, str]] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request, client_address) -> None:
        """A sender that was killed in the middle of a sentence is what these tests are about."""

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"
