"""A WebSocket (RFC 6455) to a browser on this machine, as far as WebDriver BiDi needs one."""

from __future__ import annotations

import json
import os
import socket
from base64 import b64encode
from typing import Any

TEXT, PING, PONG = 0x1, 0x9, 0xA
LAST = 0x80
MASKED = 0x80


class WebSocket:
    """Sends and receives JSON, one message at a time. Raises OSError where the browser is gone."""

    def __init__(self, port: int, path: str, timeout: float) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=timeout)
        self._stream = self._socket.makefile("rb")
        key = b64encode(os.urandom(16)).decode()
        self._socket.sendall(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        status = self._stream.readline()
        if b" 101 " not in status:
            raise OSError(f"no WebSocket: {status!r}")
        while self._stream.readline().strip():
            pass

    def send(self, message: Any) -> None:
        """Send a message."""
        self._send(TEXT, json.dumps(message).encode())

    def receive(self) -> Any:
        """The next message."""
        while True:
            kind, content = self._frames()
            if kind == PING:
                self._send(PONG, content)
            elif kind == TEXT:
                return json.loads(content)
            elif kind > TEXT:
                raise OSError("the browser has closed the connection")

    def close(self) -> None:
        """Close the connection without a word."""
        self._stream.close()
        self._socket.close()

    def _send(self, kind: int, content: bytes) -> None:
        size = len(content)
        if size < 126:
            head = bytes([LAST | kind, MASKED | size])
        elif size < 1 << 16:
            head = bytes([LAST | kind, MASKED | 126]) + size.to_bytes(2, "big")
        else:
            head = bytes([LAST | kind, MASKED | 127]) + size.to_bytes(8, "big")
        mask = os.urandom(4)
        masked = bytes(byte ^ mask[place % 4] for place, byte in enumerate(content))
        self._socket.sendall(head + mask + masked)

    def _frames(self) -> tuple[int, bytes]:
        """Kind and content of a message, which may come in several frames."""
        kind, parts = 0, []
        while True:
            first, second = self._read(2)
            kind = kind or first & 0xF
            size = second & 0x7F
            if size >= 126:
                size = int.from_bytes(self._read(2 if size == 126 else 8), "big")
            parts.append(self._read(size))
            if first & LAST:
                return kind, b"".join(parts)

    def _read(self, count: int) -> bytes:
        content = self._stream.read(count)
        if len(content) < count:
            raise OSError("the browser has closed the connection")
        return content
