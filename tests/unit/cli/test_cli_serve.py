"""``geograph serve``: what it refuses before it listens, and its pages."""

from __future__ import annotations

import socket

import pytest

from factories import airliner_document, campaign_document
from geograph.export import write_nodelink, write_turtle
from geograph.graph import build_graph
from geograph.serve import Settings
from geograph.serve.formats import negotiate
from served import serving


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    documents = [campaign_document(), airliner_document()]
    write_nodelink(build_graph(documents), folder / "graph.json")
    with serving(write_turtle(documents, folder / "graph.ttl"), workers=1) as client:
        yield client


def test_an_actor_is_found_and_shown_with_his_neighbours(client):
    page = client.get("/explore", params={"name": "rus"})
    assert 'href="explore?actor=Russia"' in page.text
    assert "script" not in page.text
    around = client.get("/explore", params={"actor": "Russia"})
    assert around.status_code == 200
    assert "Around Russia" in around.text
    assert client.get("/explore", params={"actor": "Nobody"}).status_code == 404
    assert "Nobody in the graph" in client.get("/explore", params={"name": "zzz"}).text


def test_a_name_is_no_markup(client):
    page = client.get("/explore", params={"name": "<script>alert(1)</script>"})
    assert "<script>" not in page.text
    assert page.headers["content-security-policy"].startswith("default-src 'none'")


def test_only_the_known_files_are_given(client):
    assert client.get("/assets/editor.js").headers["content-type"].startswith("text/javascript")
    for name in ("editor.html.j2", "..%2fapp.py", "none.js"):
        assert client.get(f"/assets/{name}").status_code == 404
    assert client.get("/nowhere").status_code == 404


def test_what_cannot_be_served_is_said_before_it_listens(run, tmp_path):
    result = run("serve", tmp_path / "none.ttl")
    assert result.exit_code == 1
    assert "none.ttl: cannot read" in result.stderr
    (tmp_path / "empty.ttl").write_text("")
    result = run("serve", tmp_path / "empty.ttl")
    assert result.exit_code == 1
    assert "there is nothing in the graph" in result.stderr
    (tmp_path / "bad.ttl").write_text("this is no turtle")
    assert run("serve", tmp_path / "bad.ttl").exit_code == 1
    result = run("serve", tmp_path / "empty.ttl", "--host", "0.0.0.0")
    assert result.exit_code == 1
    assert "0.0.0.0 is not an address of this machine alone" in result.stderr


def test_a_port_that_is_taken_is_said(run, tmp_path):
    (tmp_path / "graph.ttl").write_text("<urn:a> <urn:b> <urn:c> .")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("serve", tmp_path / "graph.ttl", "--port", port)
    assert result.exit_code == 1
    assert f"cannot listen at http://127.0.0.1:{port}/" in result.stderr
    assert "choose another --port" in result.stderr


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True),
        ("127.1.2.3", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("x.org", False),
    ],
)
def test_loopback(host, loopback, tmp_path):
    assert Settings(source=tmp_path, host=host).loopback is loopback


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "a/x"),
        ("b/y", "b/y"),
        ("B/Y", "b/y"),
        ("a/*;q=0.1, b/y;q=0.2", "b/y"),
        ("*/*;q=0.5, a/x;q=0.4", "b/y"),
        ("c/z", None),
        ("a/x;q=0", None),
        ("a/x;q=nonsense", None),
        ("a/x;level=1;q=1, b/y;q=0.9", "a/x"),
    ],
)
def test_negotiation(accept, chosen):
    assert negotiate(accept, ("a/x", "b/y")) == chosen
