"""A local server that answers as the two portals are documented to, and with faults where a test asks for them."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.parse import parse_qs, urlsplit

from webmap.places.register_update.data_go_kr import STANDARD
from webmap.places.register_update.neis import NEIS

KEY = "secret+key/with=signs=="


@dataclass
class Answer:
    body: bytes | str
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


HANG = Answer("")
"""Stands for a server that never answers."""


def standard_answer(rows, total, items=list):
    body = {"items": {"item": rows} if items is dict else rows, "totalCount": str(total), "numOfRows": "1000"}
    return json.dumps({"response": {"header": {"resultCode": "00", "resultMsg": "NORMAL"}, "body": body}})


def standard_result(code, text="TEXT"):
    return json.dumps({"response": {"header": {"resultCode": code, "resultMsg": text}}})


def neis_answer(rows, total):
    result = {"RESULT": {"CODE": "INFO-000", "MESSAGE": "정상 처리되었습니다."}}
    return json.dumps({"schoolInfo": [{"head": [{"list_total_count": total}, result]}, {"row": rows}]})


def neis_result(code, text="TEXT"):
    return json.dumps({"RESULT": {"CODE": code, "MESSAGE": text}})


def xml_error(code, text="SERVICE_KEY_IS_NOT_REGISTERED_ERROR"):
    return (
        "<OpenAPI_ServiceResponse>\n<cmmMsgHeader><errMsg>SERVICE ERROR</errMsg>"
        f"<returnAuthMsg>{text}</returnAuthMsg><returnReasonCode>{code}</returnReasonCode></cmmMsgHeader>"
        "</OpenAPI_ServiceResponse>"
    )


class Portal:
    """Serves `rows` by interface; `faults[path, page]` are answered first, one after the other."""

    def __init__(self) -> None:
        self.rows = {"standard": [], "neis": []}
        self.faults: dict[tuple[str, int], list[Answer]] = defaultdict(list)
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.items = list
        self.released = Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    @property
    def port(self) -> int:
        return self._server.server_address[1]

    def address(self, interface) -> str:
        return f"http://127.0.0.1:{self.port}/{interface.kind.value}"

    def close(self) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()

    def requested_pages(self) -> list[int]:
        return [int(parameters.get("pageNo") or parameters["pIndex"]) for _, parameters in self.requests]

    def answer(self, path: str, parameters: dict[str, str]) -> Answer:
        self.requests.append((path, parameters))
        names = ("pageNo", "numOfRows") if path == "standard" else ("pIndex", "pSize")
        page, size = (int(parameters[name]) for name in names)
        if self.faults[path, page]:
            return self.faults[path, page].pop(0)
        rows, total = self.rows[path][(page - 1) * size : page * size], len(self.rows[path])
        if path == "standard":
            return Answer(
                standard_answer(rows, total, self.items), headers={"Content-Type": "application/json"}
            )
        body = neis_answer(rows, total) if rows else neis_result("INFO-200", "해당하는 데이터가 없습니다.")
        return Answer(body, headers={"Content-Type": "text/html"})


def _handler(portal: Portal):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            parameters = {name: values[0] for name, values in parse_qs(parts.query).items()}
            answer = portal.answer(parts.path.strip("/"), parameters)
            if answer is HANG:
                portal.released.wait()
                return
            body = answer.body.encode() if isinstance(answer.body, str) else answer.body
            self.send_response(answer.status)
            for name, value in {"Content-Length": str(len(body)), **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler


OFFICES = [f"{7010000 + 10000 * number}" for number in range(17)]


def standard_row(number: int, **more: str) -> dict[str, str | None]:
    """A row of the standard data, its school fictional; `number` makes it distinct."""
    row: dict[str, str | None] = {key: f"{key} {number % 7}" for key in STANDARD.columns}
    row |= {
        "schoolId": f"V{number:09}",
        "schoolNm": f"가상{number}고등학교",
        "schoolSe": "고등학교",
        "rdnmadr": f"서울특별시 강남구 가상로 {number} (역삼동)",
        "lnmadr": None,
        "cddcCode": OFFICES[number % 17],
        "latitude": f"{37.49 + number / 100_000:.6f}",
        "longitude": "127.0401",
        "referenceDate": "2026-11-01",
    }
    return row | more


def neis_row(number: int, **more: str) -> dict[str, str | None]:
    row: dict[str, str | None] = {key: f"{key} {number % 7}" for key in NEIS.columns}
    row |= {
        "SD_SCHUL_CODE": f"{9_000_000 + number}",
        "SCHUL_NM": f"가상{number}고등학교",
        "SCHUL_KND_SC_NM": "고등학교",
        "LCTN_SC_NM": "서울특별시",
        "ATPT_OFCDC_SC_CODE": OFFICES[number % 17],
        "ORG_RDNZC": "06236 ",
        "ORG_RDNMA": f"서울특별시 강남구 가상로 {number}",
        "FOND_YMD": "19990301",
        "LOAD_DTM": "20261101",
    }
    return row | more
