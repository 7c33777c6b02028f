"""The threat model says of every threat what stops it and what does not; tests/docs holds what it names."""

from tests.docs.reading import paths_in, read


def test_every_threat_says_what_is_not_defended():
    threats = [part for part in read("docs/security.md").split("\n## ")[2:] if not part.startswith("운영자")]
    assert len(threats) >= 8
    assert [part.splitlines()[0] for part in threats if "**Not defended:**" not in part] == []


def test_the_threat_model_names_the_tests_that_stand_behind_it():
    assert len([test for _, test in paths_in(read("docs/security.md")) if test]) > 40


def test_the_threat_model_tells_operators_which_settings_to_state():
    text = read("docs/security.md") + read("SECURITY.md")
    assert [n for n in ("TRUSTED_HOSTS", "TRUSTED_PROXIES", "BASE_URL") if f"WEBMAP_{n}" not in text] == []
