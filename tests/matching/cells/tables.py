"""Ways in which people write schools. Written apart from the tables of the parser, which it tests."""

from __future__ import annotations

REGION_IN_FRONT = (
    "{sido} {name}", "{sigungu} {name}", "{sido} {sigungu} {name}", "{full_sido} {sigungu} {name}",
    "[{sido}] {name}", "({sigungu}) {name}", "【{sido} {sigungu}】{name}", "{sigungu} 소재 {name}",
    "{sigungu}의 {name}", "{sigungu}에 있는 {name}", "{sido} {sigungu}에 위치한 {name}",
    "{sigungu} 지역 {name}", "{sido} 소재의 {name}", "{sigungu} 관내 {name}", "{sido}-{name}",
    "{sido}/{sigungu}/{name}", "{sido} > {sigungu} > {name}", "{sigungu}: {name}", "{dong} {name}",
    "{dong}에 있는 {name}", "{sigungu} {dong} {name}", "{sido}, {name}", "{sigungu} 내 {name}",
    "{sido}시내 {name}", "{dong} 소재 {name}", "{sido}지역 {name}", "{sigungu}에 소재한 {name}",
    "{sido} {sigungu} {dong} {name}",
)  # fmt: skip
"""A region in front; `{dong}` is the legal-dong, eup or myeon of the address."""

REGION_BEHIND = (
    "{name}({sido})", "{name} ({sigungu})", "{name}[{sido} {sigungu}]", "{name}, {sigungu}",
    "{name} {sido}", "{name} - {sigungu}", "{name} / {sido}", "{name}({sigungu} 소재)", "{name} ({dong})",
    "{name}（{sido}）", "{name} ({sido}/{sigungu})", "{name}({sido}, {sigungu})",
)  # fmt: skip

ENDINGS = (
    "입니다", "이에요", "이예요", "예요", "에요", "인데요", "래요", "이래요", "이라네요", "도요", "도",
    "임", "임ㅠㅠ", "이요", "요", "입니다.", "이랍니다", "이라고 합니다", "라고 해요", "인 것 같아요",
    "맞아요", "맞습니다", "이었어요", "ㅋㅋ", "ㅋㅋㅋㅋ", "ㅠㅠ", "ㅜㅜ", "ㅠ", "ㄷㄷ", "ㅇㅇ", "ㄷㄷㄷ",
    ";;", "~", "~~", "!!", "!", "?", "??", "…", "...", "ㅎㅎ", "^^", "인듯", "인가요?", "이네요", "네요",
    "이던데요", "요ㅠㅠ", "임다", "입니당", "이에용", " 입니다", " ㅠㅠ", " ㅋㅋ", "이라고 들었어요",
    "ㅡㅡ", "도 있어요", "도 나왔어요",
)  # fmt: skip
"""Endings of speech and chat, glued to the name."""

PARTICLES = (
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "도",
    "에",
    "에서",
    "의",
    "로",
    "에서도",
    "에는",
    "만",
    "까지",
    "측",
    "에서는",
)

REMARKS = (
    " 학생", " 2학년", " 1학년 3반", " 3학년 2반 학생", "(확인)", "(확인됨)", " (확인 필요)", " 제보",
    " 추가", "(추가)", " 재학생", " 졸업생", " 피해", " 피해자", " 다수", " 여학생", " 남학생", " 교사",
    " 선생님", " 전체", "(2명)", " 3명", " - 확인", ", 2학년", " / 확인", " 수정", "(중복)", " 여러명",
    " 재학", " 신고", " 접수", "(미확인)", "(8월 26일)", "(2024.8.26)", " 8/26", " 학생회", " 관계자",
    " 교장", "(교장 김가상)", " 1학년", " 학생들", " 피해 학생", " 여학생들", " 2-3", " 고2", " 재학 중",
    "(사립)", "(공립)", "(남녀공학)", " 확인바람", "(제보)", " 단톡방", " 포함됨", " 있음", " 피해 접수",
    " 학폭 담당", " 교무실",
)  # fmt: skip

IN_FRONT = (
    "✅", "🔥", "★", "▶", "① ", "1) ", "- ", "#", "● ", "※ ", "☆", "■ ", "1. ", "(1) ", "👉 ", "🚨", "✔ ",
    "▷", "❗", "⭐", "💥 ", "• ", "ㅡ ", "추가 ", "신규 ", "NEW ", "[추가] ", "(신규)", "추가", "신규",
    "NEW", "ㅠㅠ ", "ㅋㅋ ", "+ ", "제보: ", "학교: ", "@", "‘", "〈", "◎ ", "2번 ", "★★ ", "❌ ", "⚠️ ",
    "📌", "1️⃣ ", "No.3 ", "[제보] ", "추가)", "추가: ", "> ",
)  # fmt: skip
"""Marks and words in front of the name."""

BEHIND_MARKS = (
    "✅",
    "🔥",
    "★",
    " ★",
    "❗",
    " 😢",
    "😭😭",
    "'",
    "”",
    "。",
    "//",
    " -",
    ",",
    " /",
    "ㆍ",
    " 🙏🏻",
    "♥",
    ":",
    ";",
    "‼️",
)

KIND_SLIPS = {
    "고등학교": ("고등하교", "고등학교교", "고등확교", "거등학교", "고등학고", "고등학겨", "고등힉교", "고등햑교", "고둥학교", "고드학교", "고등학굔",
               "고등학요", "고동학교", "고등핚교", "고등학교ㅛ", "고등학ㄱ교", "고긍학교", "고등헉교", "고등학꾜"),
    "중학교": ("중학겨", "중학료", "중하교", "중학교교", "중햑교", "중학고", "중확교", "즁학교", "중핚교", "중학굥", "중학ㄱ교", "중힉교"),
    "대학교": ("대학겨", "대하교", "대학교교", "대햑교", "대확교", "대학료"),
}  # fmt: skip
"""Slips of the key in the kind alone."""

SEPARATORS = (
    ", ", ",", "、", "/", " / ", "·", "ㆍ", "•", "‧", "・", " · ", "→", " → ", "⇒", " -> ", " - ", "-",
    "–", " – ", " vs ", " vs. ", "+", " + ", " & ", "&", " | ", "|", " 및 ", " 그리고 ", "\n", "\n\n",
    "  ", "   ", " ", ";", "; ", " 와 ", "와 ", "랑 ", "이랑 ", "하고 ", "와", "랑", " 하고 ", ".", " . ",
    ", 그리고 ", " 이랑 ", "，", "／", "\r\n", "\t", "、 ", " ~ ", "~", " · ", "，그리고 ", "·　", "⇨",
    " ➡ ", " VS ", " and ", " ㅣ ", " // ", "\n- ", "\n• ", ", 추가로 ", " 또 ",
)  # fmt: skip

NEARBY = (
    "{name} 인근", "{name} 일대", "{name} 외 2교", "{name} 등 3개교", "{name} 외 다수", "{name} 옆",
    "{name} 앞 편의점", "{name} 외 1개교", "{name} 주변 학교", "{name} 등", "{name} 포함 4곳",
    "{name} 맞은편", "{name} 인근 중학교", "{name} 외", "{name} 등등", "{name}외 2개 학교",
    "{name} 등 5곳", "{name} 근처", "{name} 부근", "{name} 외 여러 학교", "{name}, 그 외 3곳",
    "{name} 및 인근 학교", "{name} 건너편", "{name} 아닌 옆 학교", "{name} 뒤",
)  # fmt: skip
"""The school named may not be the one meant, or others are meant besides: never placed."""

RETRACTIONS = (
    "{name}(허위)", "{name} 아님", "{name} (오보)", "{name} 사실무근", "{name}(장난)", "{name} - 취소",
    "{name} 철회", "{name} 아닙니다", "{name} (삭제)", "{name}는 아니에요", "{name} 제외", "{name}(거짓)",
    "{name} 오류", "{name} 아니래요",
)  # fmt: skip

UNDECLARED = (
    "{name} 별무리", "{name} 갈림막", "{name} (솔방울)", "{name} 무지개반점", "노을터 {name}",
    "{name} 자하늘고", "{name}, 다온별중", "{name} 도라지꽃", "{name} (아름누리중)", "{name} xyzzy",
    "{name} 하늘땅별땅", "{name} [구름과자]", "{name}/도토리", "{name}-빛가온", "{name} 나르샤 온새미",
    "{name}달무리", "{name} 이웃한 여고", "{name} 별빛수학학원", "{name} 대각선 학교",
)  # fmt: skip
"""Words that no table declares: the school alone is never placed, unless the rest has an entry of its own."""

OUT_OF_SCOPE = (
    "{stem}초", "{stem}초등학교", "{stem}유치원", "{stem}어린이집", "{stem}수학학원", "{stem}지역아동센터",
    "{stem}교회", "{stem}복지관", "{stem}교습소", "{stem}공부방", "{stem} 어학원", "(주){stem}전자",
    "{stem}부대", "{stem}태권도장", "{stem}성당", "{stem}도서관", "{stem}아파트", "{stem}병원",
    "{stem}청소년수련관", "{stem}유치원 입니다", "{stem}초등학교 2학년", "{stem}학원(수학)",
    "{stem}경찰서", "{stem}키즈카페", "{stem}음악학원 원장",
)  # fmt: skip

STEMS = ("가온누리", "별하늬", "다솜빛", "한울샘", "미르채", "노을솔", "라온제나", "푸르샘")
