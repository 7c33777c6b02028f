"""The small map of the candidates: numbered pins within the frame, names that cover no pin, nothing without a place."""

from tests.web.desk.questions import A, B, candidate
from webmap.settings.publishing import default_cache
from webmap.web.desk.open_rows.picture import HEIGHT, PIN, WIDTH, draw


def test_pins_have_the_numbers_of_the_list_and_lie_within_the_frame():
    without = {**candidate(A, 0), "lat": None, "lon": None}
    picture = draw([candidate(A, 0), without, candidate(B, 0)], default_cache())
    assert [pin.number for pin in picture.pins] == [1, 3]
    assert all(PIN < pin.x < WIDTH - PIN and PIN < pin.y < HEIGHT - PIN for pin in picture.pins)
    assert draw([without], default_cache()) is None


def test_schools_of_one_place_have_pins_beside_one_another():
    first, second = draw([candidate(A, 0), candidate(A, 0)], default_cache()).pins
    assert second.x - first.x >= 2 * PIN


def test_near_candidates_are_shown_with_legal_dongs_and_far_ones_with_provinces():
    near, far = (
        draw(each, default_cache()) for each in ([candidate(A, 0)], [candidate(A, 0), candidate(B, 0)])
    )
    assert {"sigungu", "dong"} == {label.kind for label in near.labels}
    assert {label.kind for label in far.labels} == {"sido"}
    assert near.areas
    assert not any(
        abs(label.x - pin.x) < PIN and abs(label.y - pin.y) < PIN
        for label in near.labels
        for pin in near.pins
    )


def test_without_layers_in_the_cache_the_pins_stand_alone(tmp_path):
    picture = draw([candidate(A, 0)], tmp_path)
    assert (len(picture.pins), picture.areas, picture.labels) == (1, [], [])
