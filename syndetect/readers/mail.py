"""Mails: one article a message, from what press offices, agencies and newsletters send."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.policy import Compat32
from email.utils import parseaddr, parsedate_to_datetime
from typing import IO, Any, NamedTuple

from syndetect.errors import InputError, SyndetectError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers import tnef
from syndetect.readers.agency.bodies import folded
from syndetect.readers.as_skipped import ENDS_EARLY, errors_as_skipped
from syndetect.readers.bounded_lines import CHUNK, some
from syndetect.readers.decode import decode
from syndetect.readers.flow import flow
from syndetect.readers.limit_messages import over_limit
from syndetect.readers.mhtml import ends_early
from syndetect.readers.page import plain
from syndetect.readers.page.charset import decode_page
from syndetect.readers.page.element_tree import parsed
from syndetect.readers.page.hidden import remove_hidden
from syndetect.readers.page.notes import without_notes
from syndetect.readers.parts import article, tidy
from syndetect.readers.printable import shown
from syndetect.readers.prose import Line
from syndetect.settings import Settings
from syndetect.text.dates import iso

_PREFIX = re.compile(
    r"^\s*+(?:(?:re|fwd?|aw|wg|tr|rv|enc|ré|vs|sv|antw|doorst|odp|pd|i|r)\s*+(?:\[\d{1,3}\]\s*+)?+:\s*+)++",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"^(?:on|am|le|el|il|op|den|em|w dniu)\b.{4,200}(?:wrote|schrieb.{0,60}|a écrit|"
    r"escribió|ha scritto|schreef|skrev|escreveu"
    r"|napisał\(?a?\)?)\s*:\s*$"
    r"|^.{2,120}(?:wrote|schrieb|a écrit|escribió|schreef|skrev|написала?|написал\(а\)|写道|寫道)\s*[:：]\s*$"
    # A date, an address and a colon say the same in any language.
    r"|^(?=.{0,150}\d{4}).{0,150}[<\u202a][^<>\s]{1,60}@[^<>\s]{2,60}>.{0,30}[:：]\s*$",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"^\s*-{2,}\s*(?:original message|forwarded message|ursprüngliche nachricht|"
    r"weitergeleitete nachricht|message transféré"
    r"|message d'origine|mensaje reenviado|mensaje original|messaggio inoltrato|"
    r"doorgestuurd bericht)\s*-{2,}\s*$"
    r"|^begin forwarded message:\s*$",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"^(?:-- |--|_{5,}|#{3,}|-{2,}\s*(?:ends?|ende|fin|fine|slut|einde)\s*-{2,}|-ends?-|\*{3,})\s*$",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"(?:view|read|open|see|ansehen|anzeigen|bekijk|lees|voir|lire|afficher|ver|leer|"
    r"visualizza|visa|se)\b.{0,60}"
    r"(?:browser|navigateur|navegador|online|en ligne|webbläsare|webversion)",
    re.IGNORECASE,
)
_LEAVES = re.compile(
    r"unsubscribe|abmelden|abbestellen|afmelden|uitschrijven|désabonner|désinscri|darse "
    r"de baja|cancelar (?:la )?suscripción"
    r"|cancella (?:la tua )?iscrizione|avprenumerera|afmeld|privacy policy|mailing list",
    re.IGNORECASE,
)
_EMBARGO = re.compile(
    r"^(?:for immediate release|pour diffusion immédiate|communiqué de presse|"
    r"pressemitteilung|medienmitteilung|press release"
    r"|nota de prensa|comunicado de prensa|comunicato stampa|persbericht|pressmeddelande|"
    r"zur sofortigen veröffentlichung"
    r"|news release|media release)[\s:.!]*$",
    re.IGNORECASE,
)
_ANSWERS = re.compile(r"\s*+(?:re|aw|sv|vs|antw|odp|ré|rif)\s*+(?:\[\d{1,3}\]\s*+)?+:", re.IGNORECASE)
"""How the subject of a reply begins."""

_DOCUMENTS = (".pdf", ".doc", ".docx", ".docm", ".rtf", ".odt", ".pages")
"""How attachments are called that may hold a text."""

_INNER = re.compile(r"([^\W\d][\w ]{0,16}?)\s?(?::\*?\s|：\s?)(.{0,300})$")
_INNER_NAMES = {
    **dict.fromkeys(
        [
            "from",
            "von",
            "de",
            "da",
            "från",
            "van",
            "fra",
            "od",
            "от",
            "від",
            "от кого",
            "发件人",
            "寄件者",
            "差出人",
            "보낸 사람",
            "من",
            "kimden",
            "feladó",
            "lähettäjä",
        ],
        "from",
    ),
    **dict.fromkeys(
        [
            "date",
            "sent",
            "gesendet",
            "datum",
            "envoyé",
            "fecha",
            "enviado",
            "data",
            "inviato",
            "skickat",
            "dato",
            "enviado el",
            "verzonden",
            "wysłano",
            "sendt",
            "odesláno",
            "отправлено",
            "дата",
            "надіслано",
            "发送时间",
            "日期",
            "送信日時",
            "보낸 날짜",
            "التاريخ",
            "tarih",
        ],
        "date",
    ),
    **dict.fromkeys(
        [
            "subject",
            "betreff",
            "objet",
            "asunto",
            "oggetto",
            "onderwerp",
            "ämne",
            "emne",
            "temat",
            "assunto",
            "předmět",
            "тема",
            "主题",
            "主旨",
            "件名",
            "제목",
            "الموضوع",
            "konu",
            "tárgy",
            "aihe",
        ],
        "subject",
    ),
}
"""What the lines are called that mail programs put ahead of a message they forward."""

_UNSAID = (None, "us-ascii", "ascii", "unknown-8bit", "unknown", "x-unknown")
"""What a text declares that does not say its encoding."""

_MOST_ATTACHED = 20
_MOST_HEADERS = 14
_ENCODED = re.compile(r"=\?[\w.*-]{1,40}\?[bBqQ]\?[^?\s]{0,2000}\?=")
_BETWEEN = re.compile(r"\?=\s+=\?")
_SHORT_LINE = 200
_REPLY_WORDS = 60
"""A reply of fewer words of its own is an answer, not an article."""

Items = Iterator[Document | Skipped]


class _Raw(Compat32):
    """Hands out the fields of a head as they stand: what the library makes of raw letters in them is lost."""

    def header_fetch_parse(self, name: str, value: Any) -> Any:  # noqa: ARG002 (the library's signature)
        """The field as it was read."""
        return value


class _Read(NamedTuple):
    """A message's own text and fields, and whether it quotes what it answers."""

    record: dict[str, Any]
    text: str
    quoted: int


@errors_as_skipped
def read_eml(
    file: IO[bytes],
    origin: Input,
    fields: Mapping[str, str],  # noqa: ARG001 (every reader's signature)
    settings: Settings,
) -> Items:
    """The article of a message, or of the one that it forwards."""
    from syndetect.readers.parts import whole_file

    data = whole_file(file, origin, settings)
    if not data.strip():
        raise InputError("is empty")
    yield from _noted(_message(_unwrapped(data), origin, settings, None), origin)


def _unwrapped(data: bytes) -> bytes:
    """A message without the size ahead of it and the property list behind it that Apple's program keeps."""
    size, line, rest = data.partition(b"\n")
    size = size.strip()
    return (
        rest[: int(size)] if line and size.isdigit() and len(size) < 12 and len(rest) >= int(size) else data
    )


@errors_as_skipped
def read_mbox(
    file: IO[bytes],
    origin: Input,
    fields: Mapping[str, str],  # noqa: ARG001 (every reader's signature)
    settings: Settings,
) -> Items:
    """One article a message, in bounded memory."""
    yield from _noted(_mailbox(file, origin, settings), origin)


def _noted(items: Items, origin: Input) -> Items:
    """The items, then what was attached to their messages and not read."""
    count, first = 0, ""
    for item in items:
        if isinstance(item, Document) and (names := item.meta.get("attachments")):
            count, first = count + len(names), first or names[0]
        yield item
    if count:
        some = "an attachment that was" if count == 1 else f"{count:,} attachments that were"
        reason = f"has {some} not read, such as '{shown(first, 60)}'; save what is to be read as files"
        yield Skipped(origin.path, reason, note=True)


def _mailbox(file: IO[bytes], origin: Input, settings: Settings) -> Items:
    seen = 0
    for seen, data in enumerate(_messages(file, settings), 1):
        if isinstance(data, int):
            yield Skipped(f"{origin.path}:{seen}", over_limit(0, settings))
        else:
            yield from _message(data, origin, settings, seen)
    if not seen:
        raise InputError("is empty")


def _messages(file: IO[bytes], settings: Settings) -> Iterator[bytes | int]:
    """The messages of a mailbox, each without its `From ` line; the size of one that is too large."""
    pieces: list[bytes] = []
    size = 0
    for line in _lines(file):
        if line.startswith(b"From ") and (not pieces or pieces[-1].strip() == b""):
            if size:
                yield b"".join(pieces) if size <= 4 * settings.max_bytes else size
            pieces, size = [], 0
            continue
        size += len(line)
        if size <= 4 * settings.max_bytes:
            pieces.append(
                line[1:] if line.lstrip(b">").startswith(b"From ") and line.startswith(b">") else line
            )
        elif pieces and pieces[-1].strip():
            # The lines are gone; whether one is empty still tells where the next message may begin.
            pieces = [line]
        else:
            pieces = [line] if line.strip() else [b"\n"]
    if size and b"".join(pieces).strip():
        yield b"".join(pieces) if size <= 4 * settings.max_bytes else size


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """Lines with their ends; what is longer than a chunk comes in several pieces."""
    rest = b""
    while chunk := some(file):
        *whole, rest = (rest + chunk).split(b"\n")
        for line in whole:
            yield line + b"\n"
        if len(rest) > CHUNK:
            yield rest
            rest = b""
    if rest:
        yield rest


def _message(data: bytes, origin: Input, settings: Settings, number: int | None) -> Items:
    place = origin.path if number is None else f"{origin.path}:{number}"
    try:
        outer = BytesParser(policy=_Raw()).parsebytes(data)
        inner = _innermost(outer)
        source, lines = _body(inner, settings)
    except SyndetectError as error:
        yield Skipped(place, str(error))
        return
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError, IndexError):
        # The parser of headers fails over many that nobody meant to be read.
        yield Skipped(place, "is a damaged message")
        return
    if lines is None:
        yield Skipped(place, _without_text(outer, settings))
        return
    from syndetect.readers.exports.splitting import split

    if source is not None and (parts := split(source, origin, settings)) is not None:
        yield from parts
        return
    read = _read(inner, lines)
    if inner is not outer:
        read.record["forwarded_by"] = _sender(outer)
    answers = read.quoted > 1 or _header(inner, "in-reply-to") is not None
    # A sign of Chinese or Japanese is about half a word.
    size = len(read.text.split()) + sum(sign > "\u2e7f" for sign in read.text) // 2
    answered = read.quoted and answers and size < _REPLY_WORDS
    if answered or not read.text.strip():
        words = len(read.text.split())
        yield Skipped(
            place,
            f"is a reply of {words} words to a message that it quotes"
            if read.quoted
            else "is a message without text",
        )
        return
    if attached := _attached(inner, settings):
        read.record["attachments"] = attached
    yield article(read.record, read.text, origin, settings, number)
    if ends_early(outer):
        yield Skipped(place, ENDS_EARLY, note=True)


def _without_text(message: Message, settings: Settings) -> str:
    attached = _attached(message, settings)
    if any(_packed(part, settings) is not None for part in message.walk()) and not attached:
        return "holds a winmail.dat of Outlook without a text that can be read; have it sent as plain text"
    if attached:
        return f"is a message without text; save what is attached to it, such as '{shown(attached[0], 60)}'"
    return "is a message without text" if _headed(message) else "is no message: it has no header"


def _attached(message: Message, settings: Settings) -> list[str]:
    """The names of what is attached to a message and may hold a text."""
    names: list[str] = []
    for part in message.walk():
        packed = _packed(part, settings)
        if packed is not None:
            names += packed.attached
        elif not part.is_multipart():
            names.append(part.get_filename() or "")
    return [tidy(name) for name in names if name.lower().endswith(_DOCUMENTS)][:_MOST_ATTACHED]


def _packed(message: Message, settings: Settings) -> tnef.Outlook | None:
    """What Outlook packed into a part, None for all that is no winmail.dat."""
    is_tnef = message.get_content_type().endswith("ms-tnef") or (
        message.get_filename() or ""
    ).lower().endswith(".dat")
    data = _payload(message) if is_tnef and not message.is_multipart() else b""
    return tnef.outlook(data, settings) if data.startswith(tnef.MARK) else None


def _headed(message: Message) -> bool:
    return any(_header(message, name) for name in ("from", "subject", "date", "message-id", "content-type"))


def _innermost(message: Message) -> Message:
    """The message that is forwarded as an attachment, at any depth, else the message itself."""
    for part in message.walk():
        if part.get_content_type() == "message/rfc822" and part is not message:
            inner = part.get_payload()
            if isinstance(inner, list) and inner and isinstance(inner[0], Message) and _texts(inner[0]):
                return _innermost(inner[0])
    return message


def _texts(message: Message) -> list[Message]:
    """The parts of a message that hold its text, none of what is attached or forwarded."""
    found = []
    waiting: list[Any] = [message]
    while waiting:
        part = waiting.pop(0)
        kind = part.get_content_type()
        if kind == "message/rfc822" and part is not message:
            continue
        if part.is_multipart():
            waiting[:0] = [one for one in part.get_payload() if isinstance(one, Message)]
        elif kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment":
            found.append(part)
    return found


def _body(message: Message, settings: Settings) -> tuple[list[Line] | None, list[str] | None]:
    """The lines of a message's page for those who look for an export in it, and those of its text."""
    parts = _texts(message)
    pages = [part for part in parts if part.get_content_type() == "text/html"]
    texts = [part for part in parts if part.get_content_type() == "text/plain"]
    source = _export_lines(pages[0], settings) if pages else None
    if texts and (text := "\n".join(filter(None, map(_text, texts)))).strip():
        return source, text.split("\n")
    for page in pages:
        lines = _page_lines(_payload(page), page.get_content_charset())
        if lines is not None:
            return source, lines
    return source, _packed_lines(message, settings)


def _page_lines(data: bytes, charset: str | None) -> list[str] | None:
    """The lines of a page in a message, None for what is none."""
    text = decode_page(data, charset)
    root = parsed(text) if text and text.strip() else None
    if root is None:
        return None
    without_notes(root)
    remove_hidden(root)
    blocks = flow(
        root,
        lambda one: one.tag in plain.BLOCKS,
        lambda one: one.tag in ("script", "style", "head", "title"),
    )
    return [line for block in blocks for line in (block, "")]


def _packed_lines(message: Message, settings: Settings) -> list[str] | None:
    """The lines of the text that Outlook packed into winmail.dat, None where there is none."""
    for part in message.walk():
        packed = _packed(part, settings)
        if packed is None:
            continue
        if packed.text and packed.text.strip():
            return packed.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        if packed.page and (lines := _page_lines(packed.page, packed.charset)):
            return lines
        if packed.rtf:
            from syndetect.readers.rtf import prose_of

            return [part for line in prose_of(packed.rtf, settings).lines for part in (line.text, "")]
    return None


def _export_lines(message: Message, settings: Settings) -> list[Line] | None:
    """The lines of a page in a message that may be the export of a database."""
    from syndetect.readers.exports import page_may_be_export
    from syndetect.readers.exports.layouts import inline_names
    from syndetect.readers.exports.pages import page_lines

    data = _payload(message)
    text = decode_page(data, message.get_content_charset()) if page_may_be_export(data, settings) else None
    if text is None:
        return None
    root = parsed(text)
    return page_lines(root, inline_names(settings.layouts)) if root is not None else None


def _payload(message: Message) -> bytes:
    data = message.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _text(message: Message) -> str:
    data, charset = _payload(message), message.get_content_charset()
    if charset in _UNSAID and not data.isascii():
        # Programs that know nothing of letters say so of every text.
        text = decode(data) or ""
    else:
        text = decode_page(data, charset) or ""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if message.get_param("format") == "flowed":
        return _unflowed(text, delete=str(message.get_param("delsp") or "").lower() == "yes")
    return text


def _unflowed(text: str, *, delete: bool) -> str:
    """Lines that end in a space go on in the next one (RFC 3676)."""
    joined: list[str] = []
    soft = False
    for line in text.split("\n"):
        bare = line.removeprefix(" ") if not line.startswith(">") else line
        if soft and not bare.startswith(">"):
            joined[-1] += bare
        else:
            joined.append(bare)
        soft = bare.endswith(" ") and bare != "-- "
        if soft and delete:
            joined[-1] = joined[-1][:-1]
    return "\n".join(joined)


def _read(message: Message, lines: list[str]) -> _Read:
    record: dict[str, Any] = {
        "title": _subject(message),
        "outlet": _sender(message),
        "published": _date(message),
        "message_id": _header(message, "message-id"),
    }
    below = 0
    if _ANSWERS.match(_header(message, "subject") or ""):
        lines, below = _answer(lines)
    inner, lines = _forwarded(lines)
    record.update(inner)
    kept, quoted = _own(lines)
    quoted += below
    text = tidy("\n".join(kept))
    opening = text.partition("\n\n")
    if opening[2] and folded(opening[0]) == folded(record["title"]):
        text = opening[2]
    return _Read({name: value for name, value in record.items() if value}, text, quoted)


def _headers(lines: list[str]) -> list[int]:
    """Where the heads begin that mail programs put ahead of the messages they quote in a text."""
    found = []
    for at, line in enumerate(lines):
        if not (":" in line[:20] or "：" in line[:20]) or _inner_name(line) != "from":
            continue
        names = []
        for below in lines[at : at + _MOST_HEADERS // 2]:
            if _INNER.match(below.strip(" *\u00a0")) is None:
                break
            names.append(_inner_name(below))
        if {"from", "subject"} <= set(names) and "date" in names:
            found.append(at)
    return found


def _inner_name(line: str) -> str | None:
    field = _INNER.match(line.strip(" *\u00a0"))
    return _INNER_NAMES.get(field[1].casefold()) if field is not None else None


def _answer(lines: list[str]) -> tuple[list[str], int]:
    """What a reply says above the message that it answers, and how many lines it quotes."""
    heads = [*_headers(lines), *(at for at, line in enumerate(lines) if _FORWARDED.match(line))]
    at = min(heads, default=len(lines))
    return lines[:at], len(lines) - at


def _forwarded(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """What the last message that is forwarded inside a text says of itself, and its lines; else all lines."""
    at = max((place for place, line in enumerate(lines) if _FORWARDED.match(line)), default=-1)
    # Some programs put a head alone there.
    bare = max(_headers(lines), default=-1)
    at = bare - 1 if bare > at + _MOST_HEADERS or (at < 0 <= bare) else at
    if at < 0 and bare < 0:
        return {}, lines
    record: dict[str, str] = {}
    place = at + 1
    while place < len(lines) and place < at + _MOST_HEADERS:
        line = lines[place].strip(" *>\u00a0")
        field = _INNER.match(line)
        if field is None and line:
            break
        if field is not None and (name := _INNER_NAMES.get(field[1].casefold())):
            record[name] = field[2].strip(" *")
        place += 1
    headers = {
        "title": _PREFIX.sub("", record.get("subject", "")).strip(),
        "outlet": parseaddr(record.get("from", ""))[0] or record.get("from", "").partition("<")[0].strip(),
        # "mar." is a Tuesday of mails in French, and a month elsewhere.
        "published": iso(record.get("date")) or iso(record.get("date", "").partition(" ")[2]) or "",
    }
    return {name: value for name, value in headers.items() if value}, lines[place:]


def _own(lines: list[str]) -> tuple[list[str], int]:
    """A message's own lines, without quotes, signature and foot; and how many lines it quotes."""
    kept: list[str] = []
    quoted = 0
    for line in lines:
        bare = line.strip()
        if line.startswith(">"):
            quoted += 1
        elif kept and any(one.strip() for one in kept) and _ENDS.match(line):
            break
        elif len(bare) < _SHORT_LINE and _WROTE.match(bare):
            quoted += 1
        elif (
            len(bare) < _SHORT_LINE
            and (_OPENS.search(bare) or _EMBARGO.match(bare) or _FORWARDED.match(bare))
        ) or (len(bare) < _SHORT_LINE and _LEAVES.search(bare)):
            continue
        else:
            kept.append(line)
    return kept, quoted


def _header(message: Message, name: str) -> str | None:
    """A field of a message's head, decoded; None where it is missing."""
    value = message.get(name)
    if value is None:
        return None
    raw = str(value).encode("utf-8", "surrogateescape")
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    if "=?" in text:
        text = _ENCODED.sub(_decoded, _BETWEEN.sub("?==?", text))
    return " ".join(tidy(text).split()) or None


def _decoded(match: re.Match[str]) -> str:
    """An encoded word of a head; one that is encoded in a way that nobody knows stays as it stands."""
    try:
        return str(make_header(decode_header(match[0])))
    except (ValueError, LookupError):
        return match[0]


def _subject(message: Message) -> str | None:
    subject = _header(message, "subject")
    return _PREFIX.sub("", subject).strip() or None if subject else None


def _sender(message: Message) -> str | None:
    named, address = parseaddr(_header(message, "from") or "")
    return named.strip() or address.rpartition("@")[2] or None


def _date(message: Message) -> str | None:
    value = _header(message, "date")
    try:
        return parsedate_to_datetime(value).isoformat() if value else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
