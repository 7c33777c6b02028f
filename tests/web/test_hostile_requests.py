"""Whatever stands in an address or a header: no redirect, no foreign file, nothing repeated as markup."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import app_for
from tests.web.route_examples import every_address
from webmap.errors import ExportError
from webmap.exports.tables.older_snapshot import open_version
from webmap.view.filters import EVERYTHING
from webmap.web.http.headers import POLICIES

pytestmark = pytest.mark.slow

TRIED = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
MARKUP = "<script>canary()</script>"
SECRET = "what only this server may read"
SEGMENTS = [
    "", ".", "..", "...", "..\\..", "\\evil.example", "evil.example", "%2f%2fevil.example", "%5cevil.example",
    "evil.example%2f..", "@evil.example", "evil@evil.example", "http:", "https:evil.example", "javascript:canary()",
    "\x00", "secret\x00.csv", "\r\nX-Canary: 1", "%0d%0aX-Canary:1", "\u2028".encode().decode("latin-1"), "\ud55c\uae00".encode().decode("latin-1"),
    "\xff\xfe", MARKUP, '"><svg onload=canary()>', "{{7*7}}", "${canary()}", "%s%n", "a" * 3_000, "..;", "~root",
    "current", "secret.txt", "manifest.json", "con", "*", "//", "/", "-1", "NaN", "__proto__",
]  # fmt: skip
STATIC = re.compile(r"<(?:[a-z_]+(?:\([^)]*\))?:)?([a-z]+)>")


@pytest.fixture(scope="module")
def served(sample_folder: Path) -> Flask:
    """The application, with a file beside its snapshots that no address may lead to."""
    (sample_folder.parent / "secret.txt").write_text(SECRET)
    (sample_folder.parent / "secret").mkdir(exist_ok=True)
    (sample_folder.parent / "secret" / "manifest.json").write_text(SECRET)
    return app_for(sample_folder)


def rules(app: Flask) -> list[str]:
    """The routes as they are written, with a place for each segment that a client chooses."""
    return sorted(STATIC.sub("{}", rule.rule) for rule in app.url_map.iter_rules())


def send_request(app: Flask, path: str, query: str = "", method: str = "GET", **environ: str):
    """Ask as a server hands a request over: a client of tests would tidy the path up before."""
    overrides = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_ACCEPT_ENCODING": "identity", **environ}
    return app.test_client().open("/", method=method, environ_overrides=overrides)


def assert_harmless(answer) -> None:
    assert answer.status_code < 500 or answer.status_code == 501, answer.text
    assert answer.status_code // 100 != 3 or answer.status_code in (303, 304)
    # A form without scripts is led to its view's address on this very page, and nowhere else.
    assert (answer.status_code == 303) == ("Location" in answer.headers)
    assert re.fullmatch(r"/(embed)?(\?[^\s\"<>]*)?|", answer.headers.get("Location", ""))
    assert "Set-Cookie" not in answer.headers
    assert "X-Canary" not in answer.headers
    assert not [value for _, value in answer.headers if "\r" in value or "\n" in value]
    assert not [value for _, value in answer.headers if "evil" in value and value.startswith(("/", "http"))]
    if answer.mimetype in ("text/html", "image/svg+xml", "application/atom+xml", "text/xml"):
        assert MARKUP not in answer.text
        assert "<svg onload" not in answer.text
        assert 'href="//' not in answer.text
    assert SECRET.encode() not in answer.data


SEGMENT = st.sampled_from(SEGMENTS) | st.lists(st.sampled_from(SEGMENTS), min_size=2, max_size=4).map(
    "/".join
)


@TRIED
@given(data=st.data())
def test_no_segment_of_an_address_leads_elsewhere(served, data):
    rule = data.draw(st.sampled_from(rules(served)))
    path = rule.format(*(data.draw(SEGMENT) for _ in range(rule.count("{}"))))
    before = data.draw(st.sampled_from(["", "", "/", "//evil.example", "/\\evil.example", "/..", "/%2e%2e"]))
    after = data.draw(
        st.sampled_from(["", "", "/", "//", "/..", "/../../secret.txt", "%2f", "\\", ";x", "?"])
    )
    assert_harmless(send_request(served, before + path + after))


@TRIED
@given(data=st.data())
def test_no_parameter_is_repeated_as_markup_or_header(served, data):
    names = ["q", "level", "sido", "from", "lang", "by", "at", "school", "compare", "url", "format", "page", "zip",
             "file", "title", "theme", "bbox", "crs", "limit", "f", "v", "next", "_external", "_scheme", MARKUP]  # fmt: skip
    paths = ["/", "/embed", "/unplaced", "/map.html", "/dataset/", "/api/docs", "/exports/regions.csv", "/oembed",
             "/exports/regions.csv-metadata.json", "/exports/schools/preview.json", "/api/schools.geojson",
             "/api/unplaced.json", "/ogc/collections/schools/items", "/dataset/feed.atom", "/nope"]  # fmt: skip
    query = st.lists(st.tuples(st.sampled_from(names), st.sampled_from(SEGMENTS)), min_size=1, max_size=3)
    pairs = data.draw(query)
    text = "&".join(f"{name}={_encoded(value)}" for name, value in pairs)
    assert_harmless(send_request(served, data.draw(st.sampled_from(paths)), text))


def _encoded(value: str) -> str:
    """As it is where a query can hold that, else in percents, so that both are tried."""
    return value if re.fullmatch(r"[!-~]*", value) and "&" not in value else "".join(
        f"%{byte:02x}" for byte in value.encode()
    )  # fmt: skip


@TRIED
@given(data=st.data())
def test_no_header_leads_elsewhere_or_changes_what_others_are_given(served, data):
    names = ["HTTP_HOST", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PREFIX", "HTTP_X_ORIGINAL_URL", "HTTP_ORIGIN",
             "HTTP_X_REWRITE_URL", "HTTP_X_HTTP_METHOD_OVERRIDE", "HTTP_FORWARDED", "HTTP_REFERER", "HTTP_COOKIE",
             "HTTP_X_FORWARDED_PROTO", "HTTP_RANGE", "HTTP_IF_RANGE", "HTTP_IF_NONE_MATCH", "HTTP_ACCEPT",
             "HTTP_IF_MODIFIED_SINCE", "HTTP_ACCEPT_LANGUAGE", "CONTENT_LENGTH", "CONTENT_TYPE"]  # fmt: skip
    ranges = [
        "bytes=0-,0-,0-,0-",
        "bytes=-1",
        "bytes=9-1",
        "bytes=" + "0-0," * 500,
        "bytes=1-99999999999999999999",
        "x=0-",
    ]
    values = st.sampled_from([*ranges, *(each for each in SEGMENTS if "\r" not in each)])
    chosen = data.draw(st.dictionaries(st.sampled_from(names), values, min_size=1, max_size=4))
    path = data.draw(st.sampled_from(["/", "/embed", "/api/schools.geojson", "/ogc", "/oembed", "/nope"]))
    method = data.draw(st.sampled_from(["GET", "HEAD", "OPTIONS", "POST"]))
    answer = send_request(served, path, method=method, **chosen)
    assert_harmless(answer)
    assert "evil.example" not in answer.text


@pytest.mark.parametrize(
    "host", ["a\tb", "<script>", "evil.example:99999999", "[::1", "", "a,b", "\xff", "a" * 9_000]
)
@pytest.mark.parametrize("path", ["/", "/ogc", "/api/manifest.json", "/nope"])
def test_a_host_that_is_none_is_a_plain_failure_or_ignored(served, host, path):
    answer = send_request(served, path, HTTP_HOST=host)
    assert_harmless(answer)
    assert answer.status_code in (200, 400, 404)
    if answer.status_code >= 400:
        assert answer.mimetype == ("text/html" if path in ("/", "/nope") else "application/problem+json")


@pytest.mark.parametrize(
    "version", ["../secret", "secret", "..", ".", "current", "", "/etc", "a\x00", "..\\secret"]
)
def test_no_version_leads_out_of_the_folder_of_snapshots(served, sample_folder, version):
    with pytest.raises(ExportError):
        open_version(sample_folder, version)
    answer = served.test_client().get("/exports/regions.json", query_string={"compare": version})
    assert answer.status_code in (200, 400)
    assert (answer.status_code == 200) == (version == "")
    assert_harmless(answer)


def test_many_ranges_are_not_answered_by_more_than_the_file(served):
    whole = len(served.test_client().get("/embed.js").data)
    answer = send_request(served, "/embed.js", HTTP_RANGE="bytes=" + "0-," * 200)
    assert len(answer.data) <= whole + 100 or answer.status_code == 416


def test_every_route_is_tried(served):
    assert len(rules(served)) == len(POLICIES)
    assert not [rule for rule in rules(served) if "<" in rule]


def test_no_address_of_any_route_leads_to_a_host_that_a_client_made_up(served):
    with served.app_context():
        key = served.extensions["webmap"].view().schools(EVERYTHING)["key"].iloc[0]
    paths = {address.partition("?")[0] for _, address in every_address(served, key)}
    changed = {
        spelling
        for path in paths
        for spelling in (
            f"{path}/",
            f"/{path}",
            path.rstrip("/") or "/",
            path.replace("/", "//"),
            f"{path}//",
        )
    } - paths
    client = served.test_client()
    for path in sorted(changed | {"/", "/about", "/embed", "/dataset", "/dataset/", "/ogc", "/ogc/"}):
        is_page = path.strip("/") in ("", "embed")
        for query in ("", "sido=%EA%B2%BD%EA%B8%B0", "filters=1") if is_page else ("",):
            answer = client.open(
                "/",
                environ_overrides={"PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "evil.example"},
            )
            assert answer.status_code not in (301, 302, 307, 308), path
            assert "evil" not in answer.headers.get("Location", ""), path
            assert b"evil.example" not in answer.data, path
