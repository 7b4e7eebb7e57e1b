"""What a server is told: where it listens, what it serves, and its limits."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Settings"]

_LOCAL = "localhost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to serve. ``source`` is an RDF file or the folder of a store.

    ``timeout`` is in seconds for one query, ``max_rows`` limits rows and triples of an answer, ``max_bytes`` the text
    of a request, ``workers`` is how many queries run at once, ``origin`` a web origin that may read answers (CORS),
    None for none, ``public`` whether another address than loopback may be bound.
    """

    source: Path
    host: str = "127.0.0.1"
    port: int = 8765
    timeout: float = 30.0
    max_rows: int = 10_000
    max_bytes: int = 1_000_000
    workers: int = 2
    origin: str | None = None
    public: bool = False

    @property
    def loopback(self) -> bool:
        """Whether the server is heard on this machine only."""
        if self.host == _LOCAL:
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def address(self) -> str:
        """The address of the server for a browser on this machine."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"
