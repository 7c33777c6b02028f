"""A snapshot speaks Korean as long as it lives, also where the program no longer has its sentences."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from babel.support import NullTranslations
from flask.testing import FlaskClient

from tests.conftest import app_for
from webmap.snapshot.row_writer import write_rows
from webmap.snapshot.snapshot import Snapshot, open_snapshot, write_snapshot
from webmap.snapshot.texts import TEXTS
from webmap.vocabulary import messages
from webmap.vocabulary.messages import Message, say, texts_of

RETIRED = {
    "The old rule": "예전 규칙",
    "What the old rule meant.": "예전 규칙의 뜻.",
    "An old reason about %(name)s (%(why)s).": "%(name)s에 관한 예전 까닭(%(why)s).",
    "an old detail": "예전 내용",
    "An old ground to leave a row out": "행을 뺀 예전 까닭",
}


class OlderCatalogue(NullTranslations):
    """The catalogue of the version that wrote the snapshot."""

    def gettext(self, message: str) -> str:
        return RETIRED.get(message, message)


def older(snapshot: Snapshot) -> Snapshot:
    """The snapshot as a version with other sentences made it."""
    rules = snapshot.manifest["matching"]
    steps = [{"name": "The old rule", "meaning": "What the old rule meant."}, *rules["steps"][1:]]
    sources = [
        {**source, "left_out": {"An old ground to leave a row out": 2}}
        if source["role"] == "register"
        else source
        for source in snapshot.manifest["sources"]
    ]
    own = {"matching": {**rules, "steps": steps}, "sources": sources}
    # A version of its own: answers are cached by it.
    manifest = {**snapshot.manifest, **own, "version": f"{snapshot.version[:-8]}00000000"}
    reason = say("An old reason about %(name)s (%(why)s).", name="가상별빛고", why=say("an old detail"))
    rows = [
        {**row, "reason": reason.as_json()} if row["outcome"] == "unmatched" else row for row in snapshot.rows
    ]
    return replace(snapshot, manifest=manifest, rows=write_rows(rows))


@pytest.fixture(scope="module")
def folder(sample_snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the older snapshot was published."""
    out = tmp_path_factory.mktemp("older")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            messages,
            "translations",
            lambda language: OlderCatalogue() if language == "ko" else NullTranslations(),
        )
        write_snapshot(older(sample_snapshot), out)
    return out


@pytest.fixture(scope="module")
def client(folder: Path) -> FlaskClient:
    return app_for(folder).test_client()


def test_the_rules_of_an_older_snapshot_still_speak_korean(client: FlaskClient):
    korean, english = client.get("/matching?lang=ko").text, client.get("/matching?lang=en").text
    assert "예전 규칙" in korean
    assert "예전 규칙의 뜻." in korean
    assert "old rule" not in korean
    assert "What the old rule meant." in english


@pytest.mark.parametrize(
    "address",
    [
        "/unplaced?outcome=unmatched",
        "/api/unplaced.json?outcome=unmatched",
        "/exports/schools.json?unplaced=1",
    ],
)
def test_the_reasons_of_an_older_snapshot_still_speak_korean(client: FlaskClient, address: str):
    korean, english = (client.get(f"{address}&lang={language}").text for language in ("ko", "en"))
    assert "가상별빛고에 관한 예전 까닭(예전 내용)." in korean
    assert "An old reason about 가상별빛고 (an old detail)." in english


def test_the_sources_of_an_older_snapshot_still_speak_korean(client: FlaskClient):
    assert "행을 뺀 예전 까닭" in client.get("/about?lang=ko").text


def test_a_translation_of_today_is_taken_before_the_stored_one():
    message = say("Matching")
    restored = Message.from_json(message.as_json(), {"Matching": {"ko": "옛 번역"}})
    assert restored.render("ko") == message.render("ko") != "옛 번역"


def test_each_sentence_is_stored_once_and_only_sentences_are(sample_folder: Path):
    manifest = open_snapshot(sample_folder).manifest
    stored: Mapping[str, Any] = manifest[TEXTS]
    rules = manifest["matching"]
    for word in [*rules["steps"], *rules["fits"], *rules["others"]]:
        assert stored[word["name"]] == {"ko": Message(word["name"]).render("ko")}
        assert word["meaning"] in stored
    assert len(json.dumps(stored, ensure_ascii=False)) < 40_000


def test_every_reason_and_remark_of_a_snapshot_is_stored_in_korean(published_snapshot: Snapshot):
    said = {
        message["text"] for row in published_snapshot.rows for message in [row["reason"], *row["remarks"]]
    }
    assert texts_of(said).items() <= dict(published_snapshot.texts).items()
    assert len(said) > 10


def test_a_manifest_without_stored_texts_is_read(sample_snapshot: Snapshot, snapshots: Path):
    path = snapshots / sample_snapshot.version / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    del manifest[TEXTS]
    path.write_text(json.dumps(manifest), "utf-8")
    (snapshots / "current").write_text(sample_snapshot.version, "utf-8")
    assert open_snapshot(snapshots).texts == {}
