"""The national standard data of school locations (전국초중등학교위치표준데이터) of the public data portal.

GET, answers `{"response": {"header": {"resultCode", "resultMsg"}, "body": {"items", "totalCount"}}}`, where
`items` is a list or `{"item": […]}`. Refusals of the gateway are XML although the request asks for JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from webmap.places.register.file import RegisterKind
from webmap.places.register_update.interface import Interface, Result, UnknownFormError, Verdict
from webmap.vocabulary.messages import say

COLUMNS = {
    "schoolId": "학교ID",
    "schoolNm": "학교명",
    "schoolSe": "학교급구분",
    "fondDate": "설립일자",
    "fondType": "설립형태",
    "bnhhSe": "본교분교구분",
    "operSttus": "운영상태",
    "lnmadr": "소재지지번주소",
    "rdnmadr": "소재지도로명주소",
    "cddcCode": "시도교육청코드",
    "cddcNm": "시도교육청명",
    "edcSport": "교육지원청코드",
    "edcSportNm": "교육지원청명",
    "creatDate": "생성일자",
    "changeDate": "변경일자",
    "latitude": "위도",
    "longitude": "경도",
    "referenceDate": "데이터기준일자",
    "insttCode": "제공기관코드",
    "insttNm": "제공기관명",
}

VERDICTS = {
    "00": Verdict.OK,
    "01": Verdict.TRANSIENT,  # APPLICATION_ERROR
    "02": Verdict.TRANSIENT,  # DB_ERROR
    "03": Verdict.EMPTY,
    "04": Verdict.TRANSIENT,  # HTTP_ERROR
    "05": Verdict.TRANSIENT,  # SERVICETIMEOUT_ERROR
    "20": Verdict.KEY,
    "21": Verdict.KEY,
    "22": Verdict.LIMIT,
    "30": Verdict.KEY,
    "31": Verdict.KEY,
    "32": Verdict.KEY,
    "33": Verdict.KEY,
    "99": Verdict.TRANSIENT,  # UNKNOWN_ERROR
}
"""Result codes of the portal; 10, 11 and 12 (wrong parameter, missing one, no such service) are refusals."""


def _parameters(page: int, size: int) -> Mapping[str, str]:
    return {"pageNo": str(page), "numOfRows": str(size), "type": "json"}


def _result(answer: Any) -> Result | None:
    header = _part(_part(answer, "response"), "header")
    if "resultCode" not in header:
        return None
    return Result(str(header["resultCode"]).strip().zfill(2), str(header.get("resultMsg", "")))


def _page(answer: Any) -> tuple[Any, Any]:
    body = _part(_part(answer, "response"), "body")
    if "items" not in body:
        raise UnknownFormError("items")
    items = body["items"]
    if isinstance(items, dict):
        items = items.get("item", [])
    if isinstance(items, dict):  # one row alone
        items = [items]
    return body.get("totalCount"), items or []


def _number(answer: Any) -> Any:
    return _part(_part(answer, "response"), "body").get("pageNo")


def _part(answer: Any, name: str) -> Mapping[str, Any]:
    part = answer.get(name) if isinstance(answer, dict) else None
    return part if isinstance(part, dict) else {}


STANDARD = Interface(
    kind=RegisterKind.STANDARD,
    title=say("data.go.kr (national standard school locations)"),
    file="schools_standard.csv",
    key_setting="WEBMAP_DATA_GO_KR_KEY",
    address_setting="WEBMAP_DATA_GO_KR_URL",
    portal="https://www.data.go.kr",
    key_parameter="serviceKey",
    columns=COLUMNS,
    verdicts=VERDICTS,
    parameters=_parameters,
    result=_result,
    page=_page,
    number=_number,
)
