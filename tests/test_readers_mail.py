"""Mails and mailboxes."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from benchmarks.speed import trade
from syndetect import read as read_paths
from syndetect.model import Document, Skipped
from tests.test_readers_trade import GATE, read

FIRST = "The weir at Holm was closed on Monday after a crack was found in its gate."
SECOND = "Engineers will look at it on Friday, Ada Reed said."
PLAIN = f"{FIRST}\n\n{SECOND}"


def message(
    body: str, subject: str = "Weir closed", head: str = "", kind: str = "text/plain; charset=utf-8"
) -> bytes:
    """A message as a file."""
    return (
        f"From: Holm Press <press@holm.example>\nSubject: {subject}\nDate: Mon, 06 May 2024 "
        f"10:00:00 +0200\n{head}"
        f"Content-Type: {kind}\n\n{body}"
    ).encode()


def one(data: bytes) -> Document:
    """The one document of a message."""
    [found] = read(".eml", data)
    assert isinstance(found, Document)
    return found


@pytest.mark.parametrize(
    "body",
    [
        PLAIN,
        f"{PLAIN}\n\n-- \nThe desk\nQuay 1",
        f"{PLAIN}\n\n_______________________________________________\nWeir mailing list",
        f"PRESS RELEASE\nFor immediate release\n\n{PLAIN}\n\n###\nContact: 0123",
        f"{PLAIN}\n\n-ENDS-\n\nNotes to editors",
        f"View this mail in your browser: https://x.example/\n\n{PLAIN}\n\nUnsubscribe here",
        f"Weir closed\n\n{PLAIN}",
    ],
    ids=["plain", "signature", "list", "release", "ends", "newsletter", "headline again"],
)
def test_what_surrounds_a_release_is_no_text(body: str) -> None:
    """Signatures, feet of lists, end marks and buttons are left out."""
    found = one(message(body))
    assert (found.text, found.title, found.outlet) == (PLAIN, "Weir closed", "Holm Press")
    assert found.published == "2024-05-06T10:00:00+02:00"


@pytest.mark.parametrize(
    ("mark", "head"),
    [
        (
            "---------- Forwarded message ---------",
            "From: Echo Desk <d@e.example>\nDate: Sun, May 5, 2024 at 9:00 AM\nSubject: Weir news\nTo: x",
        ),
        (
            "-----Ursprüngliche Nachricht-----",
            "Von: Echo Desk <d@e.example>\nGesendet: Sonntag, 5. Mai 2024 09:00\nAn: x\nBetreff: Weir news",
        ),
        (
            "-------- Message transféré --------",
            "De : Echo Desk <d@e.example>\nDate : 5 mai 2024 09:00\nObjet : Weir news",
        ),
        (
            "",
            "От: Echo Desk <d@e.example>\nОтправлено: 5 мая 2024 г. 9:00\nКому: x\nТема: Weir news",
        ),
        (
            "---------- 转发的邮件 ---------",
            "发件人：Echo Desk <d@e.example>\n日期：2024年5月5日 09:00\n主题：Weir news",
        ),
        (
            "",
            "Von: Echo Desk <d@e.example>\nGesendet: Sonntag, 5. Mai 2024 09:00\nAn: x\nBetreff: Weir news",
        ),
    ],
)
def test_a_message_forwarded_in_the_text_is_the_article(mark: str, head: str) -> None:
    """Sender, date and subject are those of whom it came from, and the covering note is no text."""
    found = one(message(f"For page four?\n\n{mark}\n{head}\n\n{PLAIN}", "Fwd: Weir news"))
    assert (found.text, found.title, found.outlet, found.published) == (
        PLAIN,
        "Weir news",
        "Echo Desk",
        "2024-05-05T09:00:00",
    )


def test_a_message_forwarded_as_an_attachment_is_the_article() -> None:
    """However deep it lies, the innermost message with a text counts; who passed it on is told."""
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "Noé <n@x.example>", "Fwd"
    outer.set_content("For page four?")
    outer.add_attachment(trade.mail(GATE))
    found = one(outer.as_bytes())
    assert (found.text, found.title, found.outlet) == (GATE.text, GATE.title, GATE.outlet)
    assert found.meta["forwarded_by"] == "Noé"


@pytest.mark.parametrize(
    "intro",
    [
        "On Sun, 5 May 2024, Echo wrote:",
        "Am 05.05.2024 schrieb Echo:",
        "Le 5 mai 2024, Echo a écrit :",
        "вс, 5 мая 2024 г. в 10:00, Echo <e@x.example>:",
        "Echo <e@x.example> 于2024年5月5日周日 10:00写道：",
    ],
)
def test_a_reply_is_no_copy_of_what_it_quotes(intro: str) -> None:
    """Quoted lines are no text, and a short answer is no article."""
    [found] = read(".eml", message(f"Thanks, running it.\n\n{intro}\n> {FIRST}\n> {SECOND}", "Re: Weir"))
    assert found == Skipped("news/f", "is a reply of 3 words to a message that it quotes")


@pytest.mark.parametrize("mark", ["", "-----Original Message-----\n"])
def test_a_reply_over_the_head_of_what_it_answers_is_its_own_text(mark: str) -> None:
    """Programs that mark no quoted lines put a head over them: what stands above it is the reply."""
    head = "From: Echo <e@x.example>\nSent: Sunday, May 5, 2024 9:00 AM\nTo: x\nSubject: Weir news\n\n"
    quoted = f"{mark}{head}It rained for a week and nobody came to look at the weir."
    long = f"{FIRST}\n\n{SECOND}\n\n{' '.join(60 * ['more'])}"
    assert one(message(f"{long}\n\n{quoted}", "RE: Weir news")).text == long
    [found] = read(".eml", message(f"Thanks, running it.\n\n{quoted}", "RE: Weir news", "In-Reply-To: <1>\n"))
    assert found == Skipped("news/f", "is a reply of 3 words to a message that it quotes")


def test_a_text_that_says_it_is_ascii_is_decoded_by_what_it_holds() -> None:
    """Old programs declare ASCII, or nothing, whatever letters they send."""
    text = (
        "Мост через реку закрыли во вторник, сообщила областная администрация. Причиной названы ошибки "
        "в расчётах, и две опоры придётся укрепить заново. Паром зимой не ходит, а объезд долог."
    )
    for kind in ("text/plain; charset=us-ascii", "text/plain"):
        head, _, _ = message("", kind=kind).partition(b"\n\n")
        assert one(head + b"\n\n" + text.encode("koi8-r")).text == text


def test_what_is_attached_is_named() -> None:
    """Attachments that may hold a text are not read, and a note says so; one note for a whole mailbox."""
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Holm Press <p@x.example>", "Weir closed"
    mail.set_content(PLAIN)
    for name in ("release.pdf", "photo.jpg"):
        mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename=name)
    article, note = read(".eml", mail.as_bytes())
    assert isinstance(article, Document)
    assert isinstance(note, Skipped)
    assert (article.text, article.meta["attachments"]) == (PLAIN, ["release.pdf"])
    assert note.note
    assert note.reason.startswith("has an attachment that was not read, such as 'release.pdf'")
    box = b"".join(b"From x Mon May  6 10:00:00 2024\n" + mail.as_bytes() + b"\n\n" for _ in range(3))
    *articles, note = read(".mbox", box)
    assert len(articles) == 3
    assert note.reason.startswith("has 3 attachments that were not read")


def test_one_message_beyond_limits_costs_itself() -> None:
    """The messages of a mailbox before and behind one that cannot be read are read."""
    box = b""
    for body in (f"<p>{FIRST}</p>", "<div>" * 400 + "deep" + "</div>" * 400, f"<p>{FIRST} Again.</p>"):
        mail = EmailMessage()
        mail["From"], mail["Subject"] = "Holm Press <p@x.example>", "Weir closed"
        mail.set_content(body, subtype="html")
        box += b"From x Mon May  6 10:00:00 2024\n" + mail.as_bytes() + b"\n\n"
    first, middle, last = read(".mbox", box)
    assert isinstance(first, Document)
    assert isinstance(middle, Skipped)
    assert isinstance(last, Document)
    assert middle.source.endswith(":2")
    assert last.text == f"{FIRST} Again."


def test_flowed_lines_are_joined() -> None:
    """Lines that end in a space go on in the next one."""
    text = FIRST.replace(" on Monday", " \non Monday").replace(" was found", " \nwas found")
    assert one(message(f"{text}\n\n{SECOND}", kind="text/plain; charset=utf-8; format=flowed")).text == PLAIN


def test_pages_in_mails_are_read_without_what_is_hidden() -> None:
    """Where there is no plain part the page is the text, without preheaders and buttons."""
    body = (
        f"<div style='display:none'>Preview</div><p><a href='x'>View in browser</a></p><p>"
        f"{FIRST}</p><p>{SECOND}</p><p>Unsubscribe</p>"
    )
    assert one(message(body, kind="text/html; charset=utf-8")).text == PLAIN


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_mailboxes_are_read_message_by_message(ends: str) -> None:
    """Escaped lines are what they were, and one damaged message costs itself."""
    good = message(f"{FIRST}\n\n>From here on it is dry.")
    data = b"".join(
        b"From x Mon May  6 10:00:00 2024\n" + part + b"\n\n" for part in (good, b"Subject: x\n\n", good)
    )
    made = read(".mbox", data.replace(b"\n", ends.encode()))
    assert [item.text for item in made if isinstance(item, Document)] == [
        f"{FIRST}\n\nFrom here on it is dry."
    ] * 2
    assert [item.source for item in made if isinstance(item, Skipped)] == ["news/f:2"]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("=?utf-8?q?F=C3=A4hre?= fährt", "Fähre fährt"),
        ("=?unknown?b?!!!?=", "=?unknown?b?!!!?="),
        ("AW: WG: Fähre", "Fähre"),
    ],
)
def test_subjects_are_decoded(head: str, title: str) -> None:
    """Encoded words, raw letters and broken ones; marks of answers are no headline."""
    assert one(message(PLAIN, head)).title == title


def test_marks_of_content_credentials_leave_the_text(tmp_path: Path) -> None:
    """The invisible letters of a mark leave the text, and the fact is kept; emoji stay whole."""
    mark = "\ufeff" + "".join(chr(0xE0100 + byte - 16) for byte in b"C2PATXT") + "\ufe00" * 40
    (tmp_path / "a.txt").write_text(f"{FIRST} ❤\ufe0f{mark}")
    [found] = read_paths(tmp_path / "a.txt")
    assert isinstance(found, Document)
    assert found.text == f"{FIRST} ❤\ufe0f"
    assert found.meta["content_credentials"] == "carried in the text"


def test_a_mail_of_apple_s_program_is_the_mail() -> None:
    """The size ahead of it and the list behind it are none of its text."""
    data = message(PLAIN.encode())
    [plain] = read(".eml", data)
    [found] = read(".emlx", b"%d      \n" % len(data) + data + b"<?xml version='1.0'?><plist><dict/></plist>")
    assert found == plain


@pytest.mark.parametrize("name", ["cur/1709802000.M1P2.host:2,S", "12"])
def test_mails_of_mailboxes_that_are_folders_are_read(tmp_path: Path, name: str) -> None:
    """Maildir and MH number their mails; what only looks a little like one is none."""
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(message(PLAIN.encode()))
    (tmp_path / "headers").write_bytes(b"Date: x\nContent-Type: text/html\nX-Served-By: y\n\nNothing at all.")
    found = list(read_paths(tmp_path))
    assert [item.text for item in found if isinstance(item, Document)] == [one(message(PLAIN.encode())).text]
    assert [item.passed_over for item in found if isinstance(item, Skipped)] == [{"without a suffix": 1}]
