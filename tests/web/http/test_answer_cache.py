"""A shelf makes each answer once and forgets the least used."""

from threading import Event, Thread

import pytest

from webmap.web.http.answer_cache import OVERHEAD, ResponseCache
from webmap.web.http.answers import encode_body


def at_once(cache, key, make, count):
    """What several threads get that ask while the first of them still makes it."""
    begun, go_on = Event(), Event()
    results = []

    def slow():
        begun.set()
        assert go_on.wait(10)
        return make()

    def ask():
        try:
            results.append(cache.get(key, slow))
        except ValueError as error:
            results.append(error)

    threads = [Thread(target=ask) for _ in range(count)]
    threads[0].start()
    assert begun.wait(10)
    for thread in threads[1:]:
        thread.start()
    while cache.counts["waited"] < count - 1:
        pass
    go_on.set()
    for thread in threads:
        thread.join(10)
    return results


def test_a_request_for_an_answer_being_made_waits_for_it():
    cache, made = ResponseCache("test"), []

    def make():
        made.append(1)
        return encode_body(b"answer", "text/plain")

    results = at_once(cache, "key", make, 8)
    assert len(made) == 1
    assert len(results) == 8
    assert all(each is results[0] for each in results)
    assert cache.get("key", make) is results[0]
    assert dict(cache.counts) == {"made": 1, "waited": 7, "held": 1}


def test_a_failure_is_reported_to_all_who_wait_and_not_kept():
    cache = ResponseCache("test")

    def fail():
        raise ValueError("no")

    assert [str(each) for each in at_once(cache, "key", fail, 4)] == ["no"] * 4
    assert cache.get("key", lambda: encode_body(b"yes", "text/plain")).body == b"yes"


def test_one_answer_may_be_made_of_others_on_the_same_shelf():
    cache = ResponseCache("test")
    outer = cache.get("outer", lambda: cache.get("inner", lambda: encode_body(b"inner", "text/plain")))
    assert outer.body == b"inner"


def test_small_answers_under_long_keys_are_bounded_too():
    cache = ResponseCache("test", max_bytes=10 * OVERHEAD)
    for number in range(1_000):
        cache.get(number, lambda: encode_body(b"", "text/plain"))
        cache.get(0, lambda: pytest.fail("what is asked for often is kept"))
    assert len(cache) == 10
    assert cache.bytes <= 10 * OVERHEAD
