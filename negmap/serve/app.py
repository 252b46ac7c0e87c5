"""What is answered to whom: the page and its version, to this machine's own browser, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from negmap.serve.site import Site

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_ALWAYS = (
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
App = Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]


def app(site: Site, port: int) -> App:
    """Return the application for a site that is served on a port of this machine."""
    hosts = frozenset(name + tail for name in LOOPBACK for tail in ((f":{port}", "") if port == 80 else (f":{port}",)))

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        status, kind, body, more = _answer(site, environ, hosts)
        start(status, [("Content-Type", kind), ("Content-Length", str(len(body))), *_ALWAYS, *more])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    return answer


Answer = tuple[str, str, bytes, tuple[tuple[str, str], ...]]
_TEXT = "text/plain; charset=utf-8"


def _answer(site: Site, environ: WSGIEnvironment, hosts: frozenset[str]) -> Answer:
    """Refuse what comes under another name (a page elsewhere that points a name of its own here) or from elsewhere."""
    origin = environ.get("HTTP_ORIGIN")
    if environ.get("HTTP_HOST", "").lower() not in hosts:
        return "421 Misdirected Request", _TEXT, b"This host name is not served.\n", ()
    if origin is not None and origin.lower() not in {f"http://{host}" for host in hosts}:
        return "403 Forbidden", _TEXT, b"Other pages may not read this one.\n", ()
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return "405 Method Not Allowed", _TEXT, b"There is nothing to change here.\n", (("Allow", "GET, HEAD"),)
    if environ.get("PATH_INFO") not in ("/", "/version"):
        return "404 Not Found", _TEXT, b"There is one page here: /\n", ()
    page = site.page()
    if page is None:
        return "503 Service Unavailable", _TEXT, b"The page is not there yet.\n", (("Retry-After", "1"),)
    if environ["PATH_INFO"] == "/version":
        return "200 OK", _TEXT, page.version.encode(), ()
    return "200 OK", "text/html; charset=utf-8", page.body, (("Content-Security-Policy", "frame-ancestors 'none'"),)
