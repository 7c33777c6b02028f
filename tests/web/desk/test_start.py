"""The overview of the desk: what waits, and the first steps of a new one."""


def test_a_new_desk_teaches_its_first_steps_and_says_that_the_sample_is_fictional(enter):
    page = enter("administrator", "reviewer").get("/").text
    assert 'id="first-steps"' in page
    assert 'class="notice"' in page
    assert "task-none" in page
    assert "task-urgent" not in page
