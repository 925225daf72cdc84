"""Small mutated inputs for every reader: none may raise, hang, or give what no report could hold.

    python -m benchmarks.fuzz [--inputs 1000000] [--only .csv .html ...] [--seed 1] [--jobs 2]

An input is one of a few seeds of its format, cut, doubled, spliced with another or with scraps that mean
something to some parser, and given changed bytes; of the formats that are archives three in four have
that done to a part of theirs instead. Inputs are made from the seed and their number alone, so a
failure that is printed can be made again. A reader that takes more than ten cpu seconds over one has failed.
"""

from __future__ import annotations

import argparse
import io
import json
import multiprocessing
import random
import signal
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache, partial
from types import FrameType

from benchmarks.speed import formats, press_texts, talk, trade
from benchmarks.speed.pages import LAYOUTS, page
from syndetect import plugins
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.record import resolve_fields
from syndetect.settings import Settings

SECONDS = 10
TEXT_LEVEL = (
    ".txt", ".md", ".html", ".mhtml", ".jsonl", ".json", ".yaml", ".toml", ".csv", ".tsv", ".xml", ".rss",
    ".nitf", ".newsml", ".tei",
    ".nxml", ".docbook", ".fb2", ".enex", ".rtf", ".fodt", ".eml", ".mbox", ".warc", ".arc", ".srt", ".ttml",
    ".sgml",
)  # fmt: skip
PACKED = (".docx", ".odt", ".ods", ".epub", ".xlsx", ".wacz", ".zip")
OTHERS = (
    ".parquet",
    ".arrow",
    ".orc",
    ".sqlite",
    ".pdf",
    ".docx",
    ".doc",
    ".odt",
    ".ods",
    ".epub",
    ".xlsx",
    ".xls",
    ".zip",
    ".tar",
    ".wacz",
    ".webarchive",
    ".mobi",
)
"""Formats of bytes, whose libraries have fuzzers of their own."""

SCRAPS = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n", b"\n\n", b'"', b"'", b",", b"\t", b"{", b"}", b"[",
    b"]]>", b"---\n", b"&amp;", b"&#x110000;", b"&#0;", b"<", b">", b"<p>",
    b"</p>", b"<!--", b"<![CDATA[",
    b"<script>", b"<style>p{display:none}", b"<div hidden>",
    b"<template>", b"<meta charset=utf-7>", b"\x1b[2J", b"\xc3",
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"\\ud800", b"\\u0000", b"NaN", b"1e999", b"-0", b"null", b"true",
    "\u202e".encode(), b"\xed\xa0\x80", b"charset=iso-2022-kr", b"Content-Transfer-Encoding: base64\n",
    b"Content-Length: 99999999999999999999\r\n", b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n",
    b"WARC/1.0\r\n", b"9" * 40, b"x" * 300,
)  # fmt: skip

_STORY = Document(
    "n/1",
    "PORT ELM (Gull Wire) – The tide gate “held”, said A. Reed.\n\nIt was the fifth storm since May: 31 cm.",
    "The Gull",
    "Tide gate holds",
    "2024-05-01T06:30:00+02:00",
    "https://gull.example/2024/05/01/gate",
)
_TALK = (
    talk.Said("Ada", datetime(2024, 3, 7, 10, 15, 22, tzinfo=UTC), "Look at this."),
    talk.Said("Léa", datetime(2024, 3, 8, 22, 1, 5, tzinfo=UTC), _STORY.text),
    talk.Said("+47 412 34 567", datetime(2024, 3, 18, 8, 0, 0, tzinfo=UTC), f"<x> & {_STORY.text}"),
)
_ORIGIN = Input("f", "f")
_FIELDS = resolve_fields({})
_LIMITS = Settings(max_bytes=20_000)


@lru_cache(maxsize=64)
def seeds(suffix: str) -> tuple[bytes, ...]:
    """What the inputs of a format are made from."""
    many = [_STORY, Document("n/2", "Bouées à la dérive. Le phare s’éteint à minuit, dit-on.", title="Phare")]
    made: Mapping[str, Callable[[], Sequence[bytes]]] = {
        ".txt": lambda: [
            _STORY.text.encode(),
            formats.text(_STORY),
            _STORY.text.encode("cp1252"),
            trade.lexis_text(many),
            trade.movable_type(many),
            trade.proquest_text(many),
            "\n".join(trade.factiva_lines(many)).encode(),
            formats.table(many, "\t"),
            trade.wire(many),
            talk.whatsapp(_TALK, "de-ios"),
            talk.whatsapp(_TALK, "us"),
            talk.kakao(_TALK),
            talk.kakao_mobile(_TALK),
            talk.zoom(_TALK),
            talk.irc(_TALK),
            *(write(many) for write in press_texts.LAYOUTS.values()),
        ],
        ".html": lambda: [
            *(page(_STORY, layout) for layout in LAYOUTS),
            trade.factiva_html(many),
            trade.europresse_html(many),
            talk.telegram_page(_TALK),
        ],
        ".mhtml": lambda: [formats.mhtml(_STORY)],
        ".jsonl": lambda: [
            formats.jsonl(many),
            b'{"text": {"a": [1, "b"]}, "id": 1.5}\n',
            talk.mattermost(_TALK),
        ],
        ".json": lambda: [
            json.dumps({"n": 2, "articles": [formats.record(one) for one in many]}, indent=1).encode(),
            b'[{"text": ["It rained.", {"text": "<p>It snowed.</p>"}]}]',
            trade.news_please(many),
            trade.ghost(many),
            trade.ninjs1(_STORY),
            trade.ninjs3(_STORY),
            *(write(_TALK) for suffix, write in talk.OF_VALUES.values() if suffix == ".json"),
        ],
        ".yaml": lambda: [trade.yaml_list(many)],
        ".toml": lambda: [trade.toml_list(many)],
        ".nitf": lambda: [trade.nitf(_STORY)],
        ".newsml": lambda: [trade.newsml_g2(many), trade.newsml1(_STORY)],
        ".tei": lambda: [trade.tei(many), trade.alto(_STORY), trade.mets()],
        ".nxml": lambda: [trade.jats(many)],
        ".docbook": lambda: [trade.docbook(many)],
        ".fb2": lambda: [trade.fictionbook(many)],
        ".enex": lambda: [trade.enex(many), trade.wiki(many)],
        ".rtf": lambda: [
            trade.rtf(_STORY),
            trade.factiva_rtf(many),
            trade.rtf_lines(trade.nexis_lines(many)),
        ],
        ".doc": lambda: [trade.rtf(_STORY), formats.docx(_STORY), page(_STORY, next(iter(LAYOUTS)))],
        ".odt": lambda: [trade.odt(_STORY)],
        ".fodt": lambda: [trade.fodt(_STORY), trade.fods(many)],
        ".epub": lambda: [trade.epub(many)],
        ".mobi": lambda: [trade.mobi(many), trade.mobi(many, packed=False, new=True)],
        ".eml": lambda: [trade.eml(_STORY)],
        ".mbox": lambda: [trade.mbox(many)],
        ".srt": lambda: [trade.srt(_STORY), trade.srt(_STORY, web=True)],
        ".ttml": lambda: [trade.ttml(_STORY)],
        ".sgml": lambda: [trade.trec(many), trade.reuters(_STORY)],
        ".webarchive": lambda: [trade.webarchive(page(_STORY, next(iter(LAYOUTS))))],
        ".xlsx": lambda: [trade.xlsx(many)],
        ".xls": lambda: [
            trade.xls(many),
            trade.xls_page(many),
            trade.xls_xml(many),
            formats.table(many, "\t"),
        ],
        ".ods": lambda: [trade.ods(many)],
        ".csv": lambda: [formats.table(many), formats.table(many, ";")],
        ".tsv": lambda: [formats.table(many, "\t")],
        ".rss": lambda: [formats.rss(many), formats.atom(many)],
        ".xml": lambda: [
            formats.rss(many),
            formats.atom(many),
            trade.wordpress(many),
            trade.blogger(many),
            trade.rows_xml(many),
            trade.flat_word(_STORY),
            trade.icml(_STORY),
            trade.page_xml(_STORY),
        ],
        ".warc": lambda: [
            formats.warc_record("https://a.example/", b"<p>The tide gate held.</p>") * 2,
            formats.warc_record("https://a.example/", *formats.coded(b"<p>The tide gate held.</p>")),
        ],
        ".arc": lambda: [formats.arc("https://a.example/", b"<p>The tide gate held.</p>")],
        ".wacz": lambda: [
            formats.zipped({"archive/a.warc": formats.warc_record("https://a.example/", b"<p>It held.</p>")})
        ],
        ".parquet": lambda: [formats.parquet(many)],
        ".arrow": lambda: [formats.arrow(many)],
        ".orc": lambda: [formats.orc(many)],
        ".sqlite": lambda: [formats.sqlite(many)],
        ".pdf": lambda: [formats.pdf(_STORY)],
        ".docx": lambda: [formats.docx(_STORY), trade.nexis_docx(many)],
        ".zip": lambda: [formats.zipped({"a.txt": b"The tide gate held.", "b/c.txt": b"It rained."})],
        ".tar": lambda: [formats.tarred({"a.txt": b"The tide gate held.", "b/c.txt": b"It rained."})],
    }
    return tuple(made[".txt" if suffix == ".md" else suffix]())


@lru_cache(maxsize=64)
def _parts(suffix: str) -> tuple[Mapping[str, bytes], ...]:
    """The parts of each seed of a format that is an archive; empty mappings for the others."""
    if suffix not in PACKED:
        return ({},)
    with_parts = []
    for data in seeds(suffix):
        if data[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                with_parts.append({name: packed.read(name) for name in packed.namelist()})
    return tuple(with_parts)


def mutated(suffix: str, seed: int, number: int) -> bytes:
    """The input of that number."""
    source = random.Random(f"{suffix} {seed} {number}")  # noqa: S311 - not for secrets
    parts = source.choice(_parts(suffix))
    if not parts or source.randrange(4) == 0:
        return _changed(source.choice(seeds(suffix)), source)
    # Changes to the bytes of an archive are nearly all met by its checksums; what reads the parts sees none.
    name = source.choice([name for name, data in parts.items() if data])
    return formats.zipped({**parts, name: _changed(parts[name], source)})


def _changed(seed: bytes, source: random.Random) -> bytes:
    data = bytearray(seed)
    # Half of the inputs keep to the seed's encoding: to guess one takes longer than most readers need.
    most = source.choice((128, 256))
    scraps = [scrap for scrap in SCRAPS if most > max(scrap)]
    for _ in range(source.randint(1, 6)):
        at = source.randrange(len(data) + 1)
        way = source.randrange(6)
        if way == 0:
            data[at : at + source.randint(1, 30)] = b""
        elif way == 1:
            data[at:at] = source.choice(scraps)
        elif way == 2 and data:
            data[source.randrange(len(data))] = source.randrange(most)
        elif way == 3:
            begin = source.randrange(len(data) + 1)
            data[at:at] = data[begin : begin + source.randint(1, 60)]
        elif way == 4 and at > 10:
            del data[at:]
        else:
            data[at:at] = bytes(source.randrange(most) for _ in range(source.randint(1, 5)))
    return bytes(data)


def problem(suffix: str, data: bytes) -> str | None:
    """What is wrong with what a reader makes of an input, None when all is well."""
    try:
        found = list(read(suffix, data))
        if not found:
            return "gave nothing at all"
        for item in found:
            if isinstance(item, Skipped):
                if not (item.source.startswith("f") and item.reason.isprintable()):
                    return f"gave {item!r}"
                continue
            if not item.text.strip():
                return "gave an empty text"
            values = [item.id, item.text, item.title, item.outlet, item.published, item.url, dict(item.meta)]
            json.dumps(values, allow_nan=False, ensure_ascii=False).encode()
    except Exception as error:  # noqa: BLE001 - finding these is what this is for
        return f"raised {type(error).__name__}: {error}"
    return None


def read(suffix: str, data: bytes) -> Iterator[Document | Skipped]:
    """What a reader makes of these bytes, with small limits."""
    reader: plugins.Reader = plugins.load("readers", suffix)
    file = io.BufferedReader(io.BytesIO(data))  # type: ignore[arg-type]
    return reader(file, _ORIGIN, _FIELDS, _LIMITS)


class TooSlowError(Exception):
    """A reader took longer over a small input than it may."""


def _alarm(_: int, __: FrameType | None) -> None:
    raise TooSlowError


def failures(suffix: str, seed: int, numbers: range) -> list[tuple[int, str]]:
    """The numbers of the inputs that a reader fails on, with what it does."""
    signal.signal(signal.SIGPROF, _alarm)
    found = []
    for number in numbers:
        data = mutated(suffix, seed, number)
        # Of the processor's time: on a busy machine the clock would blame a reader that only waits its turn.
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        said = problem(suffix, data)
        signal.setitimer(signal.ITIMER_PROF, 0)
        if said is not None:
            found.append((number, said))
    return found


def main() -> int:
    """Print a line a format and every failure; 1 when there was one."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--inputs", type=int, default=1_000_000, help="for each format")
    parser.add_argument("--only", nargs="+", choices=(*TEXT_LEVEL, *OTHERS), metavar="SUFFIX")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    failed = 0
    for suffix in options.only or TEXT_LEVEL:
        begun = time.perf_counter()
        size = max(1, min(5000, options.inputs // options.jobs))
        parts = [range(at, min(at + size, options.inputs)) for at in range(0, options.inputs, size)]
        with multiprocessing.Pool(options.jobs) as pool:
            results = pool.imap(partial(failures, suffix, options.seed), parts)
            found = [failure for part in results for failure in part]
        failed += len(found)
        print(
            f"{suffix}: {options.inputs:,} inputs, {len(found)} failures, {time.perf_counter() - begun:.0f} s"
        )
        for number, said in found[:20]:
            print(f"  {suffix} --seed {options.seed}, input {number}: {said}")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
