"""Firefox by WebDriver BiDi (https://www.w3.org/TR/webdriver-bidi/), which it speaks by itself."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from base64 import b64decode
from pathlib import Path
from typing import Any

from tests.browser.serving import SETTLES_MS
from tests.browser.walks.websocket import WebSocket
from tests.deploy.machine import wait_for

NAMES = ("firefox-esr", "firefox")
NONE_HERE = "no Firefox on this machine (Debian: apt-get install firefox-esr)"
LISTENS = re.compile(r"WebDriver BiDi listening on ws://[^:]+:(\d+)")
PREFERENCES = """
user_pref("app.normandy.enabled", false);
user_pref("app.update.enabled", false);
user_pref("services.settings.server", "data:,#remote-settings-dummy/v1");
user_pref("toolkit.telemetry.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("intl.accept_languages", "ko-KR, ko");
user_pref("remote.active-protocols", 1);
user_pref("ui.prefersReducedMotion", 1);
"""


class BiDiError(RuntimeError):
    """A command that the browser refused."""


class Firefox:
    """A Firefox without a window on the screen, with a profile of its own."""

    def __init__(self, folder: Path) -> None:
        (folder / "user.js").write_text(PREFERENCES, "utf-8")
        arguments = ["--headless", "--no-remote", "--profile", str(folder), "--remote-debugging-port", "0"]
        size = ["--width", "1440", "--height", "900"]
        self._log = folder / "messages.txt"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen([find(), *arguments, *size], stdout=log, stderr=log)
        self._number = 0
        try:
            self._socket = WebSocket(self._port(), "/session", timeout=60)
            self._send("session.new", capabilities={})
            self._window = self._context = self._tree()[0]["context"]
        except BaseException:
            self._end()
            raise

    def open(self, address: str) -> None:
        self._context = self._window
        self._send("browsingContext.navigate", context=self._window, url=address, wait="complete")

    def call(self, function: str, *given: Any) -> Any:
        answer = self._send(
            "script.evaluate",
            expression=f"Promise.resolve(({function})(...{json.dumps(given)})).then((value) => JSON.stringify(value ?? null))",
            target={"context": self._context},
            awaitPromise=True,
        )
        if answer["type"] != "success":
            raise BiDiError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def click(self, selector: str) -> None:
        found = self._send(
            "browsingContext.locateNodes",
            context=self._context,
            locator={"type": "css", "value": selector},
            maxNodeCount=1,
        )["nodes"]
        if not found:
            raise BiDiError(f"no element {selector}")
        self.call(
            "(selector) => document.querySelector(selector).scrollIntoView({ block: 'nearest' })", selector
        )
        middle = {"type": "element", "element": {"sharedId": found[0]["sharedId"]}}
        press = [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        move = {"type": "pointerMove", "x": 0, "y": 0, "origin": middle}
        self._act({"type": "pointer", "id": "mouse", "actions": [move, *press]})

    def type(self, selector: str, text: str) -> None:
        self.click(selector)
        keys = [{"type": kind, "value": letter} for letter in text for kind in ("keyDown", "keyUp")]
        self._act({"type": "key", "id": "keyboard", "actions": keys})

    def enter_frame(self) -> None:
        self._context = self._tree()[0]["children"][0]["context"]

    def print(self) -> bytes | None:
        return b64decode(self._send("browsingContext.print", context=self._window, background=True)["data"])

    def close(self) -> None:
        try:
            self._send("browser.close")
            self._socket.close()
        finally:
            self._end()

    def _act(self, actions: dict[str, Any]) -> None:
        self._send("input.performActions", context=self._context, actions=[actions])

    def _tree(self) -> list[dict[str, Any]]:
        contexts: list[dict[str, Any]] = self._send("browsingContext.getTree")["contexts"]
        return contexts

    def _send(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        self._socket.send({"id": self._number, "method": method, "params": parameters})
        while True:
            answer = self._socket.receive()
            if answer.get("id") == self._number:
                break
        if answer["type"] == "error":
            raise BiDiError(f"{method}: {answer['message']}")
        result: dict[str, Any] = answer["result"]
        return result

    def _port(self) -> int:
        def listens() -> re.Match[str] | None:
            return LISTENS.search(self._log.read_text("utf-8", "replace"))

        wait_for(lambda: bool(listens()) or self._process.poll() is not None, "Firefox")
        if found := listens():
            return int(found[1])
        raise BiDiError("Firefox has ended before it listened")

    def _end(self) -> None:
        self._process.terminate()
        self._process.wait(SETTLES_MS / 1000)


def find() -> str:
    """Path of the browser; empty where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), "")
