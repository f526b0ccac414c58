"""Small servers between a production shop and its stand-ins: TLS, a proxy for Stripe, mail."""

import contextlib
import select
import socket
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from email.policy import default as modern
from typing import Any

from tools.drills.opening.certificates import Certificates

CHUNK = 65_536


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


@contextmanager
def tls_in_front_of(port: int, certificates: Certificates) -> Iterator[int]:
    """Take TLS connections and pass them on to a plain port; yield the new port."""
    context = certificates.context

    class Relay(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with contextlib.suppress(OSError), _secured(context, self.request) as client:
                _pump(client, socket.create_connection(("127.0.0.1", port)))

    with _running(Relay) as own_port:
        yield own_port


@contextmanager
def proxy_to(port: int) -> Iterator[int]:
    """Run a proxy that leads every CONNECT, whatever its host, to one TLS port."""

    class Proxy(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            while self.rfile.readline().strip():
                pass  # the request and its headers
            self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            with contextlib.suppress(OSError):
                _pump(self.request, socket.create_connection(("127.0.0.1", port)))

    with _running(Proxy) as own_port:
        yield own_port


class Mailbox:
    """The mails that the shop has sent, oldest first."""

    def __init__(self) -> None:
        self.mails: list[Message] = []

    def sent_to(self, address: str) -> list[Message]:
        """Return the mails to an address."""
        return [mail for mail in self.mails if address in str(mail["To"])]


@contextmanager
def mail_server(certificates: Certificates, mailbox: Mailbox) -> Iterator[int]:
    """Run an SMTP server with TLS that keeps every mail; yield its port."""
    context = certificates.context

    class Smtp(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with contextlib.suppress(OSError), _secured(context, self.request) as client:
                _talk(client, mailbox)

    with _running(Smtp) as own_port:
        yield own_port


def _talk(client: ssl.SSLSocket, mailbox: Mailbox) -> None:
    """Answer a client of SMTP until it quits."""
    stream = client.makefile("rwb", buffering=0)
    answers = {b"EHLO": b"250-localhost\r\n250 AUTH PLAIN", b"AUTH": b"235 ok", b"QUIT": b"221 bye"}
    stream.write(b"220 localhost\r\n")
    while line := stream.readline():
        command = line[:4].upper()
        if command == b"DATA":
            stream.write(b"354 go on\r\n")
            mailbox.mails.append(message_from_bytes(_read_mail(stream), policy=modern))
        stream.write(answers.get(command, b"250 ok") + b"\r\n")
        if command == b"QUIT":
            return


def _read_mail(stream: Any) -> bytes:
    lines = []
    while (line := stream.readline()) and line.rstrip(b"\r\n") != b".":
        lines.append(line[1:] if line.startswith(b"..") else line)
    return b"".join(lines)


@contextmanager
def _running(handler: type[socketserver.BaseRequestHandler]) -> Iterator[int]:
    with _Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield int(server.server_address[1])
        finally:
            server.shutdown()


def _secured(context: ssl.SSLContext, connection: socket.socket) -> ssl.SSLSocket:
    return context.wrap_socket(connection, server_side=True)


def _pump(first: socket.socket, second: socket.socket) -> None:
    """Copy bytes in both directions until one side closes."""
    with second:
        pairs = {first: second, second: first}
        while True:
            pending = isinstance(first, ssl.SSLSocket) and first.pending()
            ready = [first] if pending else select.select(list(pairs), [], [], 120)[0]
            if not ready:
                return
            for side in ready:
                data = side.recv(CHUNK)
                if not data:
                    return
                pairs[side].sendall(data)
