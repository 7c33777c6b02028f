"""nginx with the review desk beside the map, as deploy/README.md sets it up."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.deploy.conftest import NONE_HERE
from tests.deploy.machine import DEPLOY, Machine, find_nginx

pytestmark = pytest.mark.skipif(find_nginx() is None, reason=NONE_HERE)


def test_nginx_understands_the_desk_beside_the_map(tmp_path: Path):
    machine = Machine(tmp_path, Path())
    machine.install()
    desk = machine.configuration / "desk.conf"
    text = desk.read_text("utf-8")
    desk.write_text(text.replace("/etc/letsencrypt/live/desk.example.org", str(tmp_path / "tls")), "utf-8")
    main = tmp_path / "etc/nginx/nginx.conf"
    both = "include webmap/site.conf;\n    include webmap/desk.conf;"
    main.write_text(main.read_text("utf-8").replace("include webmap/site.conf;", both), "utf-8")
    done = subprocess.run([*machine.nginx_command, "-t"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_no_request_of_the_desk_is_logged_and_no_answer_kept():
    text = (DEPLOY / "nginx/desk.conf").read_text("utf-8")
    assert "access_log off;" in text
    assert "proxy_cache off;" in text


def test_the_public_servers_unit_cannot_write_what_the_desk_holds():
    public = (DEPLOY / "systemd/webmap.service").read_text("utf-8")
    desk = (DEPLOY / "systemd/webmap-desk.service").read_text("utf-8")
    assert "ReadWritePaths" not in public
    assert re.findall(r"^ReadWritePaths=(.*)$", desk, flags=re.M) == ["/srv/webmap-desk"]
