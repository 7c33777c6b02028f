"""Hostile input at every reader, quickly: the kept corpus again, and what hypothesis makes of its words."""

from __future__ import annotations

import hashlib
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz import places, replay
from fuzz.places import TARGETS, kept, target
from fuzz.sentences import check_sentence
from fuzz.targets import filters, lists, names
from fuzz.targets.frame import text_of
from fuzz.workbooks import PARTS, mutate_part, packed
from webmap.lists.personal.detect import is_personal
from webmap.vocabulary.messages import Message, say

pytestmark = pytest.mark.slow

FEW = settings(max_examples=150, deadline=10_000, suppress_health_check=[HealthCheck.too_slow])


def texts_of(words: list[str]) -> st.SearchStrategy[bytes]:
    pieces = st.sampled_from(words) | st.sampled_from("\n, \t\"'&?/%") | st.text(max_size=6)
    joined = st.lists(pieces, max_size=30).map("".join)
    return joined.map(lambda text: text.encode("utf-8", errors="surrogatepass"))


@st.composite
def changed(draw: st.DrawFn, seeds: tuple[bytes, ...]) -> bytes:
    """A seed with a piece of it replaced by anything."""
    seed = draw(st.sampled_from(seeds))
    begin = draw(st.integers(0, len(seed)))
    return seed[:begin] + draw(st.binary(max_size=12)) + seed[begin + draw(st.integers(0, 20)) :]


@pytest.mark.parametrize("name", TARGETS)
def test_every_kept_input_is_read_or_refused_with_a_sentence(name: str) -> None:
    files = kept(name)
    assert files
    for path in files:
        target(name).one_input(path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_any_input_is_read_or_refused_with_a_sentence(name: str) -> None:
    module = target(name)

    @FEW
    @given(texts_of(module.words()) | changed(module.SEEDS) | st.binary(max_size=200))
    def try_it(data: bytes) -> None:
        module.one_input(data)

    try_it()


@FEW
@given(st.integers(0, 1_000), st.binary(max_size=8), st.integers(0, 2_000))
def test_a_workbook_with_any_part_changed_is_read_or_refused_with_a_sentence(
    seed: int, piece: bytes, place: int
) -> None:
    def change(data: bytes, _most: int) -> bytes:
        where = place % (len(data) + 1)
        return data[:where] + piece + data[where + len(piece) :]

    lists.one_input(mutate_part(packed(PARTS), 100_000, seed, change))


@pytest.mark.parametrize(
    "message",
    [
        say("%(file)s does not exist. Check the name and the folder."),
        say("%(file)s does not exist. Check the name and the folder.", file=None),
        say("%(file)s does not exist. Check the name and the folder.", file=" "),
        say("%(file)s does not exist. Check the name and the folder.", file="a\nb"),
        say("%(file)s does not exist. Check the name and the folder.", file="a\u202eb"),
        say("%(file)s does not exist. Check the name and the folder.", file="a" * 5_000),
        Message("A sentence without Korean."),
    ],
)
def test_a_sentence_with_a_hole_is_a_finding(message: Message) -> None:
    with pytest.raises(AssertionError):
        check_sentence(message)


def test_anything_but_a_sentence_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError("가상")

    monkeypatch.setattr(lists, "read_list", fail)
    monkeypatch.setattr(filters, "read_items_query", fail)
    monkeypatch.setattr(names, "check_sentence", fail)
    for module in (lists, filters, names):
        with pytest.raises(KeyError):
            module.one_input(module.SEEDS[0])


def test_a_finding_can_be_played_again(tmp_path, monkeypatch, capsys) -> None:
    path = tmp_path / "input"
    path.write_bytes(b"q=a")
    monkeypatch.setattr("sys.argv", ["replay", "filters", str(path)])
    assert replay.main() == 0
    assert str(path) in capsys.readouterr().out


@pytest.mark.parametrize("name", TARGETS)
def test_the_corpus_is_small_and_holds_nothing_personal(name: str) -> None:
    files = kept(name)
    assert len(files) < 200
    assert sum(path.stat().st_size for path in files) < 250_000
    for path in files:
        data = path.read_bytes()
        assert path.name == hashlib.sha256(data).hexdigest()[:16]
        # In the packed bytes of a workbook anything may seem to stand.
        assert data in target(name).SEEDS or data.startswith(b"PK") or not is_personal(text_of(data))


@pytest.mark.register
def test_the_corpus_names_no_school_that_exists(shared_data) -> None:
    register = (shared_data / "schools_standard_20250325.csv").read_bytes()
    text = register.decode("utf-8-sig" if register.startswith(b"\xef\xbb\xbf") else "cp949")
    existing = {line.split(",")[1] for line in text.splitlines()[1:] if line.count(",") > 3}
    written = "\n".join(text_of(path.read_bytes()) for name in places.TARGETS for path in kept(name))
    assert len(existing) > 5_000
    unreal = re.sub("가상[가-힣]*", "", written)
    assert [name for name in existing if len(name) > 4 and name in unreal] == []
