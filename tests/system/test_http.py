import logging

import pytest

from webmap.system.http import LOGGERS


@pytest.mark.parametrize("name", LOGGERS)
def test_the_query_of_an_address_is_in_no_log_of_the_libraries_that_ask(caplog, name):
    caplog.set_level(logging.DEBUG)
    logging.getLogger(name).warning('%s "GET %s HTTP/1.1" 200', "http://host", "/path?serviceKey=SECRET&q=가")
    logging.getLogger("webmap").warning("our own? %s", "words")
    assert caplog.messages == ['http://host "GET /path?… HTTP/1.1" 200', "our own? words"]
