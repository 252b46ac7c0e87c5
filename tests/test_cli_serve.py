"""`negmap serve`: what is answered to whom, what happens when files change, and how it ends."""

from __future__ import annotations

import os
import signal
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from served import WAIT, get, running, until
from strip import STRIP
from terminal import negmap

from negmap.prepare.asked import Asked
from negmap.serve.app import app
from negmap.serve.pages import pages
from negmap.serve.site import Page, Site
from negmap.serve.watch import state

Write = Callable[..., Path]


@pytest.fixture
def strip(write_folder: Write) -> Path:
    return write_folder(STRIP, "strip")


class Made(Site):
    """A site whose page is there at once."""

    def __init__(self, *texts: str) -> None:
        super().__init__(lambda: map(Page.of, texts), tuple)
        self.start()

    def until(self, body: bytes) -> None:
        until(lambda: (page := self.page()) is not None and page.body == body)


def answered(
    path: str = "/", method: str = "GET", host: str = "127.0.0.1:8765", **headers: str
) -> tuple[int, bytes, dict[str, str]]:
    site = Made("<p>page</p>")
    got: list[tuple[int, dict[str, str]]] = []
    environ = {"PATH_INFO": path, "REQUEST_METHOD": method, "HTTP_HOST": host, **headers}
    body = b"".join(app(site, 8765)(environ, lambda status, sent, exc=None: got.append((int(status[:3]), dict(sent)))))  # type: ignore[arg-type]
    site.stop()
    return got[0][0], body, got[0][1]


def test_the_page_and_its_version() -> None:
    code, body, headers = answered()
    assert (code, body) == (200, b"<p>page</p>")
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    version = answered("/version")[1]
    assert version == answered("/version")[1]
    assert version != b""


def test_head_has_no_body() -> None:
    code, body, headers = answered(method="HEAD")
    assert (code, body, headers["Content-Length"]) == (200, b"", "11")


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "LOCALHOST:8765", "[::1]:8765"])
def test_names_of_this_machine(host: str) -> None:
    assert answered(host=host)[0] == 200


@pytest.mark.parametrize(
    "host", ["", "example.org", "example.org:8765", "127.0.0.1", "127.0.0.1:80", "localhost.example.org:8765"]
)
def test_other_names_are_refused(host: str) -> None:
    code, body, _ = answered(host=host)
    assert code == 421
    assert b"<p>" not in body


@pytest.mark.parametrize("origin", ["http://example.org", "null", "https://127.0.0.1:8765", "http://127.0.0.1:9", ""])
def test_other_origins_are_refused(origin: str) -> None:
    code, body, _ = answered(HTTP_ORIGIN=origin)
    assert code == 403
    assert b"<p>" not in body


def test_its_own_origin_is_not() -> None:
    assert answered("/version", HTTP_ORIGIN="http://127.0.0.1:8765")[0] == 200


@pytest.mark.parametrize("path", ["/x", "//", "/../etc/passwd", "/negotiation.yaml", "", "/version/", "/%2e%2e"])
def test_no_other_path(path: str) -> None:
    assert answered(path)[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_nothing_can_be_changed(method: str) -> None:
    assert answered(method=method)[0] == 405


def test_a_page_knows_its_own_version(strip: Path) -> None:
    """Else one that was replaced between its loading and its first question would never ask for the newer one."""
    made = list(pages(Asked(positions=strip), pytest.fail))
    assert len({page.version for page in made}) == 2
    for page in made:
        assert f'<html lang="en" data-edition="{page.version}">'.encode() in page.body


def test_better_pages_take_the_place_of_quick_ones() -> None:
    site = Made("quick", "whole")
    site.until(b"whole")
    site.stop()


def test_the_state_of_files_changes_with_them(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    (folder / "b").mkdir(parents=True)
    seen = [state([folder])]
    (folder / "b" / "c.yaml").write_text("x", encoding="utf-8")
    seen.append(state([folder]))
    (folder / "b" / "c.yaml").write_text("longer", encoding="utf-8")
    seen.append(state([folder]))
    (folder / "b" / "c.yaml").rename(folder / "b" / "d.yaml")
    seen.append(state([folder]))
    assert len(set(seen)) == 4
    (folder / ".c.yaml.swp").write_text("an editor's own", encoding="utf-8")
    names = {Path(mark[0]).name for mark in state([folder, tmp_path / "nowhere"])}
    assert names == {"a", "b", "d.yaml"}


def told(folder: Path) -> list[str]:
    return [page.body.decode() for page in pages(Asked(positions=folder), pytest.fail)]


def test_first_a_quick_page_then_the_whole_one(strip: Path) -> None:
    quick, whole = told(strip)
    assert "Being computed" in quick
    assert "not one foreign officer" in quick
    assert "Being computed" not in whole
    assert "dropped" in whole


def test_a_broken_file_shows_what_is_wrong_in_place_of_the_page(strip: Path) -> None:
    (strip / "statements" / "2025-03-17-south-roads.yaml").write_text(
        "party: south\ndate: 2025-03-17\npositions:\n  - {reject: road<b>s}\n", encoding="utf-8"
    )
    (page,) = told(strip)
    assert "2025-03-17-south-roads.yaml:4:" in page
    assert "road&lt;b&gt;s" in page
    assert "remedy" in page
    assert "fetch(" in page  # it asks for news, and comes back by itself


def test_a_folder_that_has_gone_is_told(tmp_path: Path) -> None:
    (page,) = told(tmp_path / "gone")
    assert "This was not understood" in page


def test_a_fault_of_ours_does_not_end_the_server(strip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("out of order")

    monkeypatch.setattr("negmap.serve.pages.history", broken)
    traces: list[str] = []
    (page,) = pages(Asked(positions=strip), traces.append)
    assert b"out of order" in page.body
    assert "out of order" in traces[0]


@pytest.mark.skipif(os.name == "nt", reason="signals of other systems")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly(strip: Path, number: signal.Signals) -> None:
    with running(strip) as (process, port):
        assert b"not one foreign officer" in get(port)
        process.send_signal(number)
        out, err = process.communicate(timeout=WAIT)
        assert (process.returncode, out, err) == (0, "", "stopped\n")


def test_a_saved_file_is_on_the_page(strip: Path) -> None:
    with running(strip) as (_, port):
        until(lambda: b"Being computed" not in get(port))
        version = get(port, "/version")
        path = strip / "statements" / "2025-03-17-south-roads.yaml"
        path.write_text(path.read_text(encoding="utf-8") + "summary: No new road.\n", encoding="utf-8")
        until(lambda: get(port, "/version") != version)
        until(lambda: b"No new road." in get(port))
        path.write_text("party: [", encoding="utf-8")
        until(lambda: b"fault" in get(port) and b"south-roads.yaml:1" in get(port))


def test_a_thousand_reloads_beside_slow_clients_leave_nothing_behind(strip: Path) -> None:
    with running(strip) as (process, port):
        until(lambda: b"Being computed" not in get(port))
        slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(20)]
        for client in slow:
            client.sendall(b"GET / HTTP/1.1\r\nHost: 127.0")
        for _ in range(100):
            get(port)
        before = _held(process.pid)
        workers = [threading.Thread(target=lambda: [get(port) for _ in range(225)]) for _ in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        until(lambda: _held(process.pid)[:2] <= before[:2])
        assert _held(process.pid)[2] < before[2] + 8_000
        for client in slow:
            client.close()


def _held(pid: int) -> tuple[int, int, int]:
    """Return how many files a process has open, how many threads run, how many kilobytes it holds."""
    if not Path("/proc/self/status").is_file():
        pytest.skip("what a process holds is read from /proc")
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return len(list(Path(f"/proc/{pid}/fd").iterdir())), int(status["Threads"]), int(status["VmRSS"].split()[0])


def test_a_port_that_is_taken(strip: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ran = negmap("serve", "--positions", strip, "--port", str(taken.getsockname()[1]))
    assert (ran.code, ran.out) == (2, "")
    assert "remedy: choose another one with --port" in ran.err


def test_where_there_is_no_negotiation(tmp_path: Path) -> None:
    ran = negmap("serve", "--positions", tmp_path / "none")
    assert (ran.code, ran.out) == (2, "")
