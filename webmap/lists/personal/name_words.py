"""Syllables of Korean names, and words of notices that begin as a name does.

A name has no dictionary, but its syllables are few; a word with the same syllables is told by this table.
"""

from __future__ import annotations

SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방"
    "공현함변염여추도"
    "소석선설마길왕맹탁옥"
)
DOUBLE_SURNAMES = frozenset(("남궁", "황보", "제갈", "사공", "선우", "서문", "독고"))

GIVEN_FIRST = frozenset(
    "가강건경고관광교구국권규균근금기길나남내노누늘다단달담대덕도동두라란람랑래려련령로루리린림마만명"
    "모무문미민바배백범"
    "별병보복봄봉부빛사산상새샘서석선설성세소솔송수숙순슬승시신아안애양언여연열영예오옥온완요용우욱운"
    "웅원월유윤"
    "율으은을음의이익인일자재전정제조종주준중지진찬창채천철청초춘충치차카타태택파하학한해향헌혁현형혜"
    "호홍화환효후훈휘흥희힘"
)
GIVEN_LAST = frozenset(
    "강건겸결경관광구국권규균근금기길나난남내늘다단담덕도돈돌라락란람랑래련령루리린림마만명묵문미민바"
    "배백범별병보봉빈빛사산상샘"
    "서석선섭성세소솔솜송수숙순슬승식신아안애언연열영예오옥온완용우욱운웅원월윤율은을음의익인일자재정"
    "제조종주준지진찬창"
    "채천철춘충카타태택파하학한해향헌혁현형혜호홍화환효훈후휘흔희힘쁨"
)

_STEMS = frozenset(
    (
        "강간 강남 강당 강동 강력 강릉 강북 강사 강서 강요 강원 강의 강제 강좌 강행 강화 고객 고교 "
        "고등 고발 고성 고소 고양 고위 고의 고정 고지 고통 고학 고흥 공개 공교 공금 공기 공동 공립 "
        "공모 공무 공문 공범 공부 공식 공유 공익 공인 공지 공학 구글 구두 구례 구로 구리 구미 구분 "
        "구성 구속 구역 구인 구제 구청 구체 구호 기관 길거 김포 김해 나머 나오 나온 나이 나주 나중 "
        "남고 남녀 남부 남성 남원 남자 남중 남학 남해 노동 노래 노력 노원 노인 노출 도교 도내 도덕 "
        "도망 도봉 도서 도시 도용 도움 도주 도착 도청 도촬 류형 마감 마산 마약 마을 마음 마포 명단 "
        "명령 명백 명부 명예 명의 명확 문구 문서 문의 문자 문장 문제 문항 문화 민간 민감 민사 민원 "
        "민주 방과 방문 방법 방송 방안 방어 방조 방지 방침 방학 방해 배경 배부 배상 배정 배치 배포 "
        "백업 변경 변동 변조 변호 변화 부모 서로 서류 서면 서명 서버 서비 서산 서술 서열 서울 서초 "
        "석방 석차 선거 선고 선도 선배 선생 선수 선정 선처 선택 선행 설립 설명 설문 설정 설치 성격 "
        "성남 성동 성명 성별 성북 성비 성실 성인 성적 성주 성추 성폭 성함 성희 소개 소관 소년 소동 "
        "소문 소속 소송 소식 소유 소장 소재 소지 소집 소환 손실 손해 송금 송도 송부 송치 송파 수사 "
        "신고 신규 신뢰 신문 신변 신분 신빙 신상 신생 신설 신속 신원 신입 신청 신체 신호 심각 심리 "
        "심사 심의 심적 심층 안건 안내 안동 안산 안성 안심 안양 안전 안정 양구 양산 양성 양식 양육 "
        "양주 양천 양측 양평 양해 양호 엄마 엄벌 엄정 엄중 여고 여교 여군 여러 여부 여사 여성 여수 "
        "여아 여자 여주 여중 여학 여행 연구 연락 염려 영광 예방 예비 예정 오기 오늘 오류 오보 오산 "
        "오인 오전 오프 오픈 오해 오후 온라 왕따 우려 우리 우선 우수 우울 우편 우호 원고 원래 원만 "
        "원문 원본 원생 원서 원인 원장 원주 원칙 위조 유관 유급 유명 유사 유선 유예 유의 유인 유지 "
        "유출 유치 유포 유학 유해 유형 유효 윤리 이관 이내 이동 이들 이름 이모 이미 이번 이사 이상 "
        "이성 이송 이야 이용 이웃 이유 이의 이전 이제 이중 이천 이첩 이하 이학 이해 이혼 이후 임시 "
        "임신 임용 임원 임의 임직 장관 장기 장난 장래 장면 장성 장소 장수 장안 장애 장학 장흥 재학 "
        "전교 전국 전남 전달 전담 전동 전라 전력 전면 전문 전부 전북 전산 전송 전수 전원 전임 전자 "
        "전주 전직 전체 전파 전학 전화 전환 전후 정교 정규 정기 정도 정리 정말 정문 정보 정부 정상 "
        "정서 정선 정시 정식 정신 정원 정읍 정정 정지 정책 정치 정학 정해 정확 정황 제보 조건 조교 "
        "조기 조력 조례 조롱 조문 조부 조사 조속 조언 조용 조원 조작 조장 조정 조종 조직 조치 조퇴 "
        "조합 조회 주거 주관 주도 주말 주모 주무 주민 주범 주변 주부 주선 주소 주요 주위 주의 주임 "
        "주장 주제 주차 주체 지구 지금 지난 지도 지명 지목 지방 지부 지사 지속 지시 지역 지연 지원 "
        "지위 지인 지자 지장 지정 지지 지침 진단 진도 진로 진상 진술 진실 진심 진안 진위 진정 진주 "
        "진짜 진천 진학 진해 진행 차기 차단 차량 차례 차마 차명 차별 차이 차장 차후 채널 채무 채용 "
        "채증 채택 채팅 천안 천주 청소 최고 최근 최대 최상 최선 최소 최종 최초 추가 추궁 추모 추방 "
        "추적 추정 추천 추측 추후 표기 표본 표시 표창 표현 하교 하급 하나 하남 하동 하루 하위 하지 "
        "하차 한국 한동 한명 한문 한번 한부 한사 한시 한자 한정 한편 함께 함부 함안 함양 함평 허가 "
        "허락 허용 허위 현금 현상 현수 현실 현역 현장 현재 현지 현직 현행 현황 홍보 홍성 홍천 황급 "
        "황당"
    ).split()
)
"""First two syllables of words that go on with an ending: 신고은 is “reports are”, 신고운 may be a name."""
_ENDINGS = frozenset("은을다단도한된할인원자용성화후서별만지기남여리아라온")

_WORDS = frozenset(
    (
        "가상의 강남구 강동구 강북구 강서구 강원도 강화도 경기도 고등부 고모부 고발인 고발장 "
        "고소인 고소장 고운말 고의로 공무원 공익인 구급대 구로구 구성원 권선구 금정구 나오는 "
        "나중에 남교사 남대문 남동구 남동생 남양주 남은수 남자아 남자애 남제주 노동자 노원구 "
        "도봉구 도서관 도와서 도와준 도우미 동래구 마스크 마스터 마지막 마케팅 마포구 무고한 "
        "문제아 민원인 방관자 배우자 변호인 북제주 상록구 서귀포 서대문 서문동 서문로 서원구 "
        "서초구 서포터 선도부 선도위 선생님 성동구 성북구 성산구 성실한 성희롱 소년원 소리샘 "
        "소문난 소방관 송파구 수정구 수지구 신고서 신고인 신문사 신부님 신입생 신학기 심각한 "
        "심리사 심의위 안내문 안내서 안내함 안전부 안전한 양육자 양천구 여교사 여동생 여사님 "
        "여의도 여자아 여자애 연락망 연락처 연수구 연제구 오늘은 오래된 오시기 오히려 우리반 "
        "원어민 원하는 원하지 유가족 유관순 유리한 유명인 유성구 유의미 유일한 유치원 유포자 "
        "윤리위 이동수 이라고 이라는 이라며 이러한 이모님 이모부 이미지 이번달 이번주 이사장 "
        "이상한 이상해 이야기 이용자 이웃집 이의서 이전에 이후로 인권위 임원진 장본인 장안구 "
        "장애인 장학관 장학사 전교생 전담팀 전도사 전라도 전문가 전문의 전송자 전학생 정교사 "
        "정리한 정보과 정보원 정상인 정신과 정치인 정해서 정해진 정해짐 제주도 조교수 조기상 "
        "조력인 조리사 조부모 조사관 조사원 조합원 주도자 주동자 주무관 주민센 주범자 주시기 "
        "지난달 지난주 지도원 지도자 지역민 지우개 지원금 지원서 지원자 지인들 진술서 진정서 "
        "진정한 진해구 차상위 차지한 채팅방 천주교 최상위 추정인 하급생 하나로 하려고 하려는 "
        "하시는 한국사 한국어 한국인 한마디 한마음 한사람 한자리 홍보부 황인종"
    ).split()
)

_MALE_AND_OTHER = frozenset(("요한", "지한", "주한", "태한", "승한", "재한", "동한", "수한"))
_NO_NAMES = frozenset("미상 비밀 미정 무명 가명 익명 비공 공란 상동 동일 기재 미기".split())
_ENDING_IN_RI = frozenset(
    "유리 혜리 나리 미리 소리 주리 아리 애리 세리 규리 예리 하리 누리 보리 태리 우리 서리 이리 채리 "
    "루리".split()
)
"""Given names that end as the names of villages do."""

_SUFFIXES = tuple(
    (
        "이라고함 라고함 이라고 이라는 입니다 이에요 라고 라는 에게 한테 께서 이가 이는 이를 이의 이랑 하고 "
        "이와 이도 학생 선생 은 는 이 가 을 를 의 와 과 도 에 로 양 군 씨 님 임 랑 측 외 및 등"
    ).split()
)


def is_given_name(word: str) -> bool:
    """Tell whether two syllables can be a given name; only where something says that it is one."""
    return word[0] in GIVEN_FIRST and word[1] in GIVEN_LAST and word not in _STEMS and word not in _NO_NAMES


def is_name(token: str, *, short: bool = False) -> bool:
    """Tell whether a word of Hangul is likely a person's name, with or without a particle behind it.

    `short`: names with a given name of one syllable count, too; only where something says that it is a name.
    """
    return any(
        _is_bare_name(token[: len(token) - len(end)], short)
        for end in ("", *_SUFFIXES)
        if token.endswith(end)
    )


def _is_bare_name(word: str, short: bool) -> bool:
    if word[:2] in DOUBLE_SURNAMES and 3 <= len(word) <= 4 and word not in _WORDS:
        return all(each in GIVEN_FIRST or each in GIVEN_LAST for each in word[2:])
    if len(word) == 2:
        return short and word[0] in SURNAMES and word[1] in GIVEN_LAST and word not in _STEMS
    if len(word) != 3 or word[0] not in SURNAMES or word in _WORDS:
        return False
    if word[1:] == "길동" or word[1:] in _MALE_AND_OTHER:
        return True
    if word[1] not in GIVEN_FIRST or word[2] not in GIVEN_LAST or word[2] == "한":
        return False
    if word[2] == "리" and word[1:] not in _ENDING_IN_RI:
        return False
    return not (word[:2] in _STEMS and word[2] in _ENDINGS)
