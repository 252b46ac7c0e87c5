"""The server: waitress on the loopback address, until it is told to stop."""

from __future__ import annotations

import contextlib
import logging
import signal
import socket
from collections.abc import Callable, Iterator
from types import FrameType

from waitress.server import create_server

from negmap.serve.app import app
from negmap.serve.site import Site

ADDRESS = "127.0.0.1"
SLOW = 15
"""After how many seconds of silence a connection is closed."""
MOST = 60
"""How many connections are open at most; others wait."""


def serve(site: Site, port: int, told: Callable[[str], None]) -> None:
    """Serve a site until SIGINT or SIGTERM; `told` gets its address. Raises OSError where the port is taken."""
    logging.getLogger("waitress").setLevel(logging.ERROR)
    with socket.create_server((ADDRESS, port)) as door:
        number = door.getsockname()[1]
        server = create_server(
            app(site, number),
            sockets=[door],
            threads=4,
            channel_timeout=SLOW,
            cleanup_interval=5,
            connection_limit=MOST,
            ident="negmap",
        )
        site.start()
        try:
            with _stopping_on_sigterm():
                told(f"http://{ADDRESS}:{number}/")
                server.run()
        finally:
            server.close()
            site.stop()


@contextlib.contextmanager
def _stopping_on_sigterm() -> Iterator[None]:
    """Let SIGTERM end the server as Ctrl-C does."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
