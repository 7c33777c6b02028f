"""A machine in a folder: Debian's nginx with the configuration of deploy/, in front of `webmap run`.

Of the configuration only paths, ports and the name of the certificate's files are changed.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.free_ports import free_port

DEPLOY = Path(__file__).parents[2] / "deploy"
NAME = "map.example.org"
MODULES = Path("/usr/lib/nginx/modules")
PATIENCE_S = 30.0
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
"""What nginx keeps temporary files for."""


def find_nginx() -> str | None:
    """Debian puts it where only root looks."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def wait_for(condition: Callable[[], bool], what: str) -> None:
    """Look again, often, until something is so."""
    until = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < until, f"waited in vain for {what}"
        time.sleep(0.02)


def listening(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


@dataclass
class Machine:
    """nginx and the application, each started and stopped as a test needs it."""

    folder: Path
    snapshots: Path
    nginx: str = field(default_factory=lambda: find_nginx() or "nginx")
    http: int = field(default_factory=free_port)
    https: int = field(default_factory=free_port)
    app_port: int = field(default_factory=free_port)
    _nginx: subprocess.Popen[bytes] | None = None
    _app: subprocess.Popen[bytes] | None = None

    @property
    def configuration(self) -> Path:
        return self.folder / "etc/nginx/webmap"

    @property
    def has_brotli(self) -> bool:
        return (MODULES / "ngx_http_brotli_static_module.so").exists()

    @property
    def logs(self) -> Path:
        return self.folder / "log"

    @property
    def copy(self) -> Path:
        """Where the static copy lies."""
        return self.folder / "copy"

    def install(self) -> None:
        """Put the configuration where this machine keeps it."""
        for name in ("log", "run", "acme", "copy", "cache", "temporary"):
            (self.folder / name).mkdir()
        # Debian's modules are named relative to the prefix.
        (self.folder / "modules").symlink_to(MODULES)
        shutil.copytree(DEPLOY / "nginx", self.configuration)
        if not self.has_brotli:
            path = self.configuration / "copy-answer.conf"
            path.write_text(path.read_text("utf-8").replace("brotli_static on;", ""), "utf-8")
        for path in self.configuration.glob("*.conf"):
            path.write_text(self._here(path.read_text("utf-8")), "utf-8")
        (self.configuration / "serving.conf").symlink_to("serve-app.conf")
        (self.configuration / "nginx.conf").rename(self.configuration.parent / "nginx.conf")
        self._make_certificate()

    def shorten_timeouts(self) -> None:
        """Cut slow clients off after a second, so that a test need not wait as long as a machine does."""
        path = self.configuration / "http.conf"
        path.write_text(re.sub(r"(client_(?:header|body)_timeout) \d+s", r"\1 1s", path.read_text("utf-8")))

    def _here(self, text: str) -> str:
        text = re.sub(r"^\s*listen \[::\].*\n", "", text, flags=re.M)
        text = re.sub(r"listen 80\b", f"listen 127.0.0.1:{self.http}", text)
        text = re.sub(r"listen 443\b", f"listen 127.0.0.1:{self.https}", text)
        text = text.replace("127.0.0.1:8000", f"127.0.0.1:{self.app_port}")
        # The folder is closed to all but who runs the test.
        text = text.replace("user www-data;", "user root;" if os.geteuid() == 0 else "")
        for there, here in {
            "/var/log/nginx": "log",
            "/var/cache/nginx/webmap": "cache/webmap",
            "/run/nginx.pid": "run/nginx.pid",
            "/etc/nginx/webmap": "etc/nginx/webmap",
            f"/etc/letsencrypt/live/{NAME}": "tls",
            "/var/www/acme": "acme",
            "/srv/webmap/www/map": "copy",
        }.items():
            text = text.replace(there, str(self.folder / here))
        temporary = (f"{kind}_temp_path {self.folder}/temporary/{kind};" for kind in TEMPORARY)
        return text.replace("http {", "http {\n" + "\n".join(temporary))

    def _make_certificate(self) -> None:
        tls = self.folder / "tls"
        tls.mkdir()
        subprocess.run(
            [
                *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"),
                *("-nodes", "-days", "2", "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"),
                *("-keyout", str(tls / "privkey.pem"), "-out", str(tls / "fullchain.pem")),
            ],
            check=True,
            capture_output=True,
        )

    def serve_from(self, source: str) -> subprocess.CompletedProcess[str]:
        """The command by which an operator chooses between application and copy."""
        environment = {
            "WEBMAP_NGINX": str(self.configuration),
            "WEBMAP_NGINX_COMMAND": " ".join(self.nginx_command),
        }
        command = [str(DEPLOY / "serve-from"), source]
        before = self.workers()
        done = subprocess.run(
            command, env={**os.environ, **environment}, capture_output=True, text=True, check=False
        )
        if done.returncode == 0:
            wait_for(lambda: not before & self.workers(), "the last answers of nginx's old workers")
        return done

    def workers(self) -> set[str]:
        """Process ids of nginx's workers: for a moment after a reload old ones answer beside the new ones."""
        if self._nginx is None:
            return set()
        master = self._nginx.pid
        return set(Path(f"/proc/{master}/task/{master}/children").read_text().split())

    @property
    def nginx_command(self) -> list[str]:
        main = self.folder / "etc/nginx/nginx.conf"
        return [self.nginx, "-p", str(self.folder), "-c", str(main), "-e", str(self.logs / "error.log")]

    def start_nginx(self) -> None:
        self._nginx = subprocess.Popen([*self.nginx_command, "-g", "daemon off;"])
        wait_for(lambda: listening(self.https), "nginx")

    def reload(self) -> None:
        before = self.workers()
        subprocess.run([*self.nginx_command, "-s", "reload"], check=True, capture_output=True)
        wait_for(lambda: not before & self.workers(), "the last answers of nginx's old workers")

    def start_app(self, **settings: str) -> None:
        if self._app is not None:
            return
        environment = {
            **os.environ,
            "WEBMAP_SNAPSHOTS": str(self.snapshots),
            "WEBMAP_BASE_URL": f"https://{NAME}",
            **settings,
        }
        command = [sys.executable, "-m", "webmap", "run", "--port", str(self.app_port)]
        self._app = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        wait_for(lambda: listening(self.app_port), "the application")

    def stop_app(self) -> None:
        if self._app is not None:
            self._app.terminate()
            self._app.wait(PATIENCE_S)
            self._app = None

    def stop(self) -> None:
        self.stop_app()
        if self._nginx is not None:
            self._nginx.terminate()
            self._nginx.wait(PATIENCE_S)
            self._nginx = None

    def written(self) -> Mapping[str, bytes]:
        """Everything that nginx has written to its logs and its cache."""
        folders = (self.logs, self.folder / "cache")
        return {
            str(path): path.read_bytes() for each in folders for path in each.rglob("*") if path.is_file()
        }
