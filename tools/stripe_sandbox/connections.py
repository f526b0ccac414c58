"""Connections of requests, so that a fault can break one: reset, or truncated response."""

import asyncio
import socket
import struct
from weakref import WeakValueDictionary

from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

_open: WeakValueDictionary[tuple[str, int], "TrackedProtocol"] = WeakValueDictionary()
NO_LINGER = struct.pack("ii", 1, 0)


class TrackedProtocol(H11Protocol):
    """uvicorn's protocol, registered by the peer's address while the connection is open."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Register the connection."""
        super().connection_made(transport)
        if self.client:
            _open[self.client] = self

    def reset(self) -> None:
        """Close so that the peer sees a reset, as if the process had died."""
        link = self.transport.get_extra_info("socket")
        if link is not None:
            link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NO_LINGER)
        self.transport.abort()


async def _reset(scope: Scope) -> None:
    protocol = _open.get(tuple(scope["client"]))
    if protocol is not None:
        protocol.reset()
        # Let uvicorn notice, so that later writes are dropped.
        await asyncio.sleep(0.01)


async def reset_connection(scope: Scope) -> Response:
    """Reset the request's connection; the returned response is not delivered."""
    await _reset(scope)
    return Response(status_code=500)


class Truncated(Response):
    """A response that announces its full length, sends half and breaks the connection."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the head and half of the body."""
        del receive
        await send(
            {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
        )
        half = bytes(self.body)[: len(self.body) // 2]
        await send({"type": "http.response.body", "body": half, "more_body": True})
        await asyncio.sleep(0.05)
        await _reset(scope)
