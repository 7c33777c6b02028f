"""School basics (학교기본정보) of NEIS, the education administration's open portal.

GET, answers `{"schoolInfo": [{"head": [{"list_total_count"}, {"RESULT"}]}, {"row": […]}]}`; where there is
no row, `{"RESULT": {"CODE", "MESSAGE"}}` alone, with HTTP 200 and named a web page (text/html).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from webmap.places.register.file import RegisterKind
from webmap.places.register_update.interface import Interface, Result, UnknownFormError, Verdict
from webmap.vocabulary.messages import say

COLUMNS = {
    "ATPT_OFCDC_SC_CODE": "시도교육청코드",
    "ATPT_OFCDC_SC_NM": "시도교육청명",
    "SD_SCHUL_CODE": "행정표준코드",
    "SCHUL_NM": "학교명",
    "ENG_SCHUL_NM": "영문학교명",
    "SCHUL_KND_SC_NM": "학교종류명",
    "LCTN_SC_NM": "시도명",
    "JU_ORG_NM": "관할조직명",
    "FOND_SC_NM": "설립명",
    "ORG_RDNZC": "도로명우편번호",
    "ORG_RDNMA": "도로명주소",
    "ORG_RDNDA": "도로명상세주소",
    "ORG_TELNO": "전화번호",
    "HMPG_ADRES": "홈페이지주소",
    "COEDU_SC_NM": "남녀공학구분명",
    "ORG_FAXNO": "팩스번호",
    "HS_SC_NM": "고등학교구분명",
    "INDST_SPECL_CCCCL_EXST_YN": "산업체특별학급존재여부",
    "HS_GNRL_BUSNS_SC_NM": "고등학교일반전문구분명",
    "SPCLY_PURPS_HS_ORD_NM": "특수목적고등학교계열명",
    "ENE_BFE_SEHF_SC_NM": "입시전후기구분명",
    "DGHT_SC_NM": "주야구분명",
    "FOND_YMD": "설립일자",
    "FOAS_MEMRD": "개교기념일",
    "LOAD_DTM": "수정일자",
}

VERDICTS = {
    "INFO-000": Verdict.OK,
    "INFO-100": Verdict.OK,  # "for reference only"
    "INFO-200": Verdict.EMPTY,
    "INFO-300": Verdict.KEY,
    "ERROR-290": Verdict.KEY,
    "ERROR-337": Verdict.LIMIT,
    "ERROR-500": Verdict.TRANSIENT,
    "ERROR-600": Verdict.TRANSIENT,
    "ERROR-601": Verdict.TRANSIENT,
}
"""Result codes; 300, 310, 333 and 336 (missing value, no service, wrong place, too many) are refusals."""


def _parameters(page: int, size: int) -> Mapping[str, str]:
    return {"pIndex": str(page), "pSize": str(size), "Type": "json"}


def _result(answer: Any) -> Result | None:
    for part in (answer, *_heads(answer)):
        result = part.get("RESULT") if isinstance(part, dict) else None
        if isinstance(result, dict) and "CODE" in result:
            return Result(str(result["CODE"]).strip(), str(result.get("MESSAGE", "")))
    return None


def _page(answer: Any) -> tuple[Any, Any]:
    totals = [part["list_total_count"] for part in _heads(answer) if "list_total_count" in part]
    rows = [part["row"] for part in _parts(answer) if "row" in part]
    if not totals or not rows:
        raise UnknownFormError("row" if totals else "list_total_count")
    return totals[0], rows[0]


def _heads(answer: Any) -> Iterator[Mapping[str, Any]]:
    for part in _parts(answer):
        head = part.get("head")
        yield from (each for each in head if isinstance(each, dict)) if isinstance(head, list) else ()


def _parts(answer: Any) -> Iterator[Mapping[str, Any]]:
    parts = answer.get("schoolInfo") if isinstance(answer, dict) else None
    yield from (part for part in parts if isinstance(part, dict)) if isinstance(parts, list) else ()


NEIS = Interface(
    kind=RegisterKind.NEIS,
    title=say("NEIS (school basics)"),
    file="neis_schoolinfo.csv",
    key_setting="WEBMAP_NEIS_KEY",
    address_setting="WEBMAP_NEIS_URL",
    portal="https://open.neis.go.kr",
    key_parameter="KEY",
    columns=COLUMNS,
    verdicts=VERDICTS,
    parameters=_parameters,
    result=_result,
    page=_page,
)
