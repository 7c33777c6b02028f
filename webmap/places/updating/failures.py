"""What can stop one request, apart from failures that end the command at once."""

from __future__ import annotations

from webmap.vocabulary.messages import Message


class PassingFailureError(Exception):
    """A failure that may pass by itself: the request is worth repeating.

    `wait` is the number of seconds that the server asks for, None where it does not say; `limited` tells
    that it asks for fewer requests.
    """

    def __init__(self, message: Message, wait: float | None = None, limited: bool = False) -> None:
        super().__init__(message.text)
        self.message = message
        self.wait = wait
        self.limited = limited


class LimitReachedError(Exception):
    """The interface gives no more today; `answer` is what it said."""

    def __init__(self, answer: str) -> None:
        super().__init__(answer)
        self.answer = answer
