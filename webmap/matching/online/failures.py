"""Why a provider gave no answer, in three kinds that are treated differently."""

from __future__ import annotations

from webmap.vocabulary.messages import Message


class OnlineError(Exception):
    """No answer; holds neither key nor address of the request."""


class UnansweredError(OnlineError):
    """This question got no answer; the next may."""


class StoppedError(OnlineError):
    """The provider will answer no question of this build; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message
