"""Mails that staff drop: read as text within limits, whatever they are made of."""

from email.message import EmailMessage

import pytest

from webmap.errors import DeskError
from webmap.review.objections import mail
from webmap.review.objections.mail import MAX_MAIL_BYTES, read_mail
from webmap.review.objections.mail_child import fields_of


def a_mail(text="본교는 피해 학교가 아닙니다.\n", **headers):
    sent = EmailMessage()
    sent["From"] = headers.get("sender", "가상 담당 <office@example.org>")
    sent["Subject"] = headers.get("subject", "이의 제기")
    sent["Date"] = "Mon, 30 Nov 2026 23:30:00 +0000"
    sent.set_content(text)
    return sent


def test_a_mail_gives_sender_day_in_korea_subject_and_text():
    read = read_mail(bytes(a_mail()))
    assert read.contact == "가상 담당 <office@example.org>"
    assert read.day.isoformat() == "2026-12-01"
    assert read.text == "이의 제기\n\n본교는 피해 학교가 아닙니다."
    assert (read.attachments, read.is_html, read.is_cut) == (0, False, False)


def test_attachments_are_counted_and_never_opened():
    sent = a_mail()
    sent.add_attachment(b"PK\x03\x04" * 100, maintype="application", subtype="zip", filename="../../명단.zip")
    sent.add_attachment("첨부한 글", filename="글.txt")
    sent.add_attachment(a_mail("안에 든 전자우편"))
    read = read_mail(bytes(sent))
    assert read.attachments == 3
    assert "첨부한" not in read.text
    assert "안에 든" not in read.text


def test_of_text_and_page_the_text_is_taken():
    sent = a_mail("글로 적은 내용")
    sent.add_alternative("<p>쪽으로 적은 내용</p>", subtype="html")
    read = read_mail(bytes(sent))
    assert ("글로 적은" in read.text, "쪽으로" in read.text, read.is_html) == (True, False, False)


def test_of_a_page_alone_the_visible_text_is_taken():
    sent = EmailMessage()
    sent["Subject"] = "이의"
    page = "<html><head><title>t</title><style>p{}</style></head><body><script>steal()</script>" + (
        "<p>본교는<br>아닙니다</p><p onclick='x()'>&lt;b&gt; 확인</p></body></html>"
    )
    sent.set_content(page, subtype="html")
    read = read_mail(bytes(sent))
    assert read.text == "이의\n\n본교는\n아닙니다\n<b> 확인"
    assert read.is_html


@pytest.mark.parametrize(
    ("stated", "encoding"),
    [("euc-kr", "cp949"), ("ks_c_5601-1987", "cp949"), ("us-ascii", "utf-8"), ("x-none", "cp949"),
     ("utf-8", "cp949"), ("utf-16\x00", "utf-8")],
)  # fmt: skip
def test_wrong_encodings_are_read_in_one_that_fits(stated, encoding):
    head = f'Subject: hi\r\nContent-Type: text/plain; charset="{stated}"\r\n\r\n'.encode()
    assert "똠방각하 학교" in read_mail(head + "똠방각하 학교".encode(encoding)).text


def test_headers_cannot_inject_lines_nor_turn_text_around():
    raw = (
        b"From: =?utf-8?B?" + b"6rCA7IOBDQpCY2M6IHg=" + b"?= <a@example.org>\r\n"
        b"Subject: \xe2\x80\xae=?utf-8?q?=E2=80=AEgnp=2Eexe?=\r\n\r\nok\xe2\x80\xae\x00\x1b[31m\r\n"
    )
    read = read_mail(raw)
    for text in (read.contact, read.text):
        assert not {"\u202e", "\x00", "\x1b", "\r"} & set(text)
    assert "\n" not in read.contact


def nested(depth):
    lines = ["Subject: nested", "MIME-Version: 1.0"]
    for number in range(depth):
        lines += [f'Content-Type: multipart/mixed; boundary="b{number}"', "", f"--b{number}"]
    return "\r\n".join([*lines, "Content-Type: text/plain", "", "deep"]).encode()


def test_parts_within_parts_are_opened_to_a_depth():
    assert read_mail(nested(5)).text.endswith("deep")
    read = read_mail(nested(40))
    assert ("deep" in read.text, read.attachments) == (False, 1)


def test_a_thousand_parts_are_read_as_far_as_the_limit():
    part = b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n"
    fields = fields_of(b'Subject: s\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n' + part * 1000)
    assert fields["text"].count("x") == 200


@pytest.mark.parametrize(
    "content",
    [
        nested(20_000),
        b'Subject: s\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n' + b"--b\r\n\r\n" * 1_000_000,
        b"Subject: s\r\nContent-Type: text/html\r\n\r\n" + b"<!--" * 2_000_000,
        b"Subject: s\r\nContent-Type: text/html\r\n\r\n" + b"<a " * 300_000,
    ],
    ids=["deep", "many", "comments", "tags"],
)
def test_a_mail_made_to_exhaust_its_reader_is_read_or_refused_with_a_sentence(content, monkeypatch):
    monkeypatch.setattr(mail, "WAIT_S", 1)
    try:
        read_mail(content)
    except DeskError as error:
        assert "limits of time and memory" in error.message.render("en")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"\xd0\xcf\x11\xe0" + bytes(500), "This is a file of Outlook (.msg)."),
        (b"%PDF-1.7 binary", "This file is no mail (.eml)."),
        (b"Subject: x\r\n\r\n" + b"x" * MAX_MAIL_BYTES, "The mail is larger than 10 MB."),
    ],
)
def test_what_is_no_mail_or_too_large_is_refused_with_a_sentence(content, sentence):
    with pytest.raises(DeskError) as caught:
        read_mail(content)
    assert caught.value.message.render("en").startswith(sentence)
