"""WebKitGTK by WebDriver (https://www.w3.org/TR/webdriver2/): the engine of Safari, as Debian builds it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from base64 import b64decode
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from tests.browser.serving import SETTLES_MS
from tests.deploy.machine import listening, wait_for
from tests.free_ports import free_port

NONE_HERE = "no WebKitGTK on this machine (Debian: apt-get install webkit2gtk-driver xvfb)"
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The name under which WebDriver refers to an element."""


class WebDriverError(RuntimeError):
    """A command that the driver refused."""


class WebKit:
    """WebKitGTK's own small browser, on a screen that nobody sees."""

    def __init__(self, _folder: Path) -> None:
        self._screen, display = _start_screen()
        self._port = free_port()
        self._driver = subprocess.Popen(
            [str(shutil.which("WebKitWebDriver")), f"--port={self._port}"],
            env={**os.environ, "DISPLAY": display, "GDK_BACKEND": "x11", "LC_ALL": "C.UTF-8"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._session = ""
        try:
            options = {"binary": find(), "args": ["--automation"]}
            capabilities = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
            wait_for(lambda: listening(self._port), "WebKitWebDriver")
            session = self._send("POST", "/session", capabilities=capabilities)
            self._session = f"/session/{session['sessionId']}"
            self._send("POST", "/timeouts", script=SETTLES_MS + 5_000)
            self._send("POST", "/window/rect", width=1440, height=900)
        except BaseException:
            self.close()
            raise

    def open(self, address: str) -> None:
        self._send("POST", "/frame", id=None)
        self._send("POST", "/url", url=address)

    def call(self, function: str, *given: Any) -> Any:
        script = (
            f"const done = arguments[0]; Promise.resolve(({function})(...{json.dumps(given)})).then("
            "(value) => done(JSON.stringify([value ?? null])), (failure) => done(String(failure)));"
        )
        answer = self._send("POST", "/execute/async", script=script, args=[])
        if not answer.startswith("["):
            raise WebDriverError(answer)
        return json.loads(answer)[0]

    def click(self, selector: str) -> None:
        self._send("POST", f"/element/{self._find(selector)}/click")

    def type(self, selector: str, text: str) -> None:
        self._send("POST", f"/element/{self._find(selector)}/value", text=text)

    def enter_frame(self) -> None:
        self._send("POST", "/frame", id=0)

    def print(self) -> bytes | None:
        try:
            return b64decode(self._send("POST", "/print"))
        except WebDriverError:
            return None

    def close(self) -> None:
        try:
            if self._session:
                self._send("DELETE", "")
        finally:
            for process in (self._driver, self._screen):
                process.terminate()
                process.wait(SETTLES_MS / 1000)

    def _find(self, selector: str) -> str:
        return str(self._send("POST", "/element", using="css selector", value=selector)[ELEMENT])

    def _send(self, method: str, path: str, **parameters: Any) -> Any:
        return self._request(method, f"{self._session}{path}", parameters if method == "POST" else None)

    def _request(self, method: str, path: str, parameters: Any) -> Any:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=60)
        try:
            body = None if parameters is None else json.dumps(parameters)
            connection.request(method, path, body, {"Content-Type": "application/json"})
            value = json.loads(connection.getresponse().read())["value"]
        finally:
            connection.close()
        if isinstance(value, dict) and "error" in value:
            raise WebDriverError(f"{path}: {value['error']}: {value.get('message', '')}")
        return value


def find() -> str:
    """Path of the browser; empty where it, its driver, or a screen is missing."""
    if not (shutil.which("WebKitWebDriver") and shutil.which("Xvfb")):
        return ""
    places = sorted(Path("/usr/lib").glob("*/webkit2gtk-*/MiniBrowser"))
    return str(places[-1]) if places else ""


def _start_screen() -> tuple[subprocess.Popen[bytes], str]:
    """A screen in memory, and its name."""
    reader, writer = os.pipe()
    size = ["-screen", "0", "1440x900x24", "-nolisten", "tcp"]
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), *size],
        pass_fds=[writer],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    with os.fdopen(reader) as stream:
        number = stream.readline().strip()
    return screen, f":{number}"
