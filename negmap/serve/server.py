"""The server: waitress on the loopback address, until it is told to stop."""

from __future__ import annotations

import contextlib
import logging
import signal
from collections.abc import Callable, Iterator
from types import FrameType

import waitress
from waitress.server import BaseWSGIServer

from negmap.serve.app import app
from negmap.serve.site import Site

ADDRESS = "127.0.0.1"
SLOW = 15
"""After how many seconds of silence a connection is closed."""
MOST = 60
"""How many connections are open at most; others wait."""


def serve(site: Site, port: int, told: Callable[[str], None]) -> None:
    """Serve a site until SIGINT or SIGTERM; `told` gets its address. Raises OSError where the port is taken."""
    server = _server(site, port)
    site.start()
    told(f"http://{ADDRESS}:{server.effective_port}/")
    try:
        with _stopping_on_sigterm():
            server.run()
    finally:
        server.close()
        site.stop()


def _server(site: Site, port: int) -> BaseWSGIServer:
    logging.getLogger("waitress").setLevel(logging.ERROR)
    later: dict[str, Callable[..., object]] = {}
    server = waitress.create_server(
        lambda environ, start: later["app"](environ, start),
        host=ADDRESS,
        port=port,
        threads=4,
        channel_timeout=SLOW,
        cleanup_interval=5,
        connection_limit=MOST,
        ident="negmap",
    )
    later["app"] = app(site, int(server.effective_port))
    return server


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
