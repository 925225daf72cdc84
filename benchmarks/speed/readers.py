"""Every format with its reading speed and peak memory: one corpus in each, read in a process of its own.

    python -m benchmarks.speed.readers [--articles 2000] [--only jsonl warc ...] [--gigabytes 2] [--check]
    python -m benchmarks.speed.readers --words [--check]

Megabytes a second are those of the file or files as they lie on the disk and, beside them, of the text that
comes out, each by processor seconds; what a reader takes to be loaded is measured with a single article and
taken off. With --gigabytes the streaming formats are written that large, one after the other, and with
--check the run ends with 1 when one of them takes more than 1 GB of memory. With --words one figure is
printed: JSON lines from the bytes on the disk to the words of every article, by one process that keeps freed
memory, as the command does.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

from benchmarks.speed import corpus, formats, trade
from benchmarks.speed.pages import layout_of, page
from benchmarks.speed.usage import Usage, run
from syndetect.model import Document

Files = Mapping[str, bytes]
MEMORY_LIMIT = 1_000_000_000
STREAMING = ("jsonl", "csv", "rss", "warc")
QUICK = ("jsonl", "jsonl.gz", "jsonl.bz2", "jsonl.xz", "jsonl.zst", "csv", "parquet", "arrow")
QUICK_TIMES = 10
"""These are read so fast that they are given ten times as many articles."""

WORDS_RUNS = 3
WORDS_LEAST = 80
"""Megabytes of JSON lines a second that must get as far as words."""

READ = "import sys; from syndetect import read; print(sum(1 for _ in read(sys.argv[1])))"

COUNT_WORDS = """\
import sys
from syndetect import Document, read
from syndetect.kernels.allocation import keep_freed_memory
from syndetect.kernels.words import words
from syndetect.normalise import batches

keep_freed_memory()
found = (item for item in read(sys.argv[1]) if isinstance(item, Document))
print(sum(len(words([one.text for one in batch]).begins) for batch in batches(found)))
"""


def documents(articles: int, seed: int = 1) -> list[Document]:
    """Invented articles as documents."""
    return [
        Document(
            f"{number:06}",
            article.text,
            article.outlet,
            article.title,
            article.published.isoformat(),
            f"https://courier.example/{number}",
        )
        for number, article in enumerate(corpus.articles(articles, seed))
    ]


def _each(suffix: str, write: Callable[[Document], bytes]) -> Callable[[Sequence[Document]], Files]:
    return lambda many: {f"{one.id}{suffix}": write(one) for one in many}


def _one(suffix: str, write: Callable[[Sequence[Document]], bytes]) -> Callable[[Sequence[Document]], Files]:
    return lambda many: {f"corpus{suffix}": write(many)}


def _packed(suffix: str) -> Callable[[Sequence[Document]], Files]:
    return lambda many: {f"corpus.jsonl{suffix}": formats.packed(formats.jsonl(many), suffix)}


def _texts(many: Sequence[Document]) -> Files:
    return {f"{one.id}.txt": formats.text(one) for one in many}


def _pages(many: Sequence[Document]) -> Files:
    return {f"{one.id}.html": page(one, layout_of(number)) for number, one in enumerate(many)}


WRITERS: Mapping[str, Callable[[Sequence[Document]], Files]] = {
    "jsonl": _one(".jsonl", formats.jsonl),
    "jsonl.gz": _packed(".gz"),
    "jsonl.bz2": _packed(".bz2"),
    "jsonl.xz": _packed(".xz"),
    "jsonl.zst": _packed(".zst"),
    "csv": _one(".csv", formats.table),
    "parquet": _one(".parquet", formats.parquet),
    "arrow": _one(".arrow", formats.arrow),
    "sqlite": _one(".sqlite", formats.sqlite),
    "rss": _one(".rss", formats.rss),
    "atom": _one(".atom", formats.atom),
    "warc": _one(".warc", formats.warc),
    "txt": _texts,
    "zip of txt": lambda many: {"corpus.zip": formats.zipped(_texts(many))},
    "tar of txt": lambda many: {"corpus.tar": formats.tarred(_texts(many))},
    "html": _pages,
    "mhtml": _each(".mhtml", formats.mhtml),
    "docx": _each(".docx", formats.docx),
    "pdf": _each(".pdf", formats.pdf),
    "json": _one(".json", trade.json_list),
    "ninjs": _each(".json", trade.ninjs1),
    "nitf": _each(".nitf", trade.nitf),
    "newsml-g2": _one(".newsml", trade.newsml_g2),
    "tei": _one(".tei", trade.tei),
    "rtf": _each(".rtf", trade.rtf),
    "odt": _each(".odt", trade.odt),
    "fodt": _each(".fodt", trade.fodt),
    "epub": _one(".epub", trade.epub),
    "eml": _each(".eml", trade.eml),
    "mbox": _one(".mbox", trade.mbox),
    "xlsx": _one(".xlsx", trade.xlsx),
    "ods": _one(".ods", trade.ods),
    "yaml": _one(".yaml", trade.yaml_list),
    "toml": _one(".toml", trade.toml_list),
    "rows of xml": _one(".xml", trade.rows_xml),
    "wordpress": _one(".xml", trade.wordpress),
    "blogger": _one(".xml", trade.blogger),
    "ghost": _one(".json", trade.ghost),
    "enex": _one(".enex", trade.enex),
    "wiki": _one(".xml", trade.wiki),
    "jats": _one(".nxml", trade.jats),
    "docbook": _one(".docbook", trade.docbook),
    "fb2": _one(".fb2", trade.fictionbook),
    "nexis docx": _one(".docx", trade.nexis_docx),
    "lexis txt": _one(".txt", trade.lexis_text),
    "factiva rtf": _one(".rtf", trade.factiva_rtf),
    "europresse html": _one(".html", trade.europresse_html),
    "proquest txt": _one(".txt", trade.proquest_text),
    "wire txt": _one(".txt", trade.wire),
}
"""What is measured, by name: from documents to file names and contents."""


def write(files: Files, folder: Path) -> Path:
    """The files on the disk: the folder they are in, or the only one."""
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder / next(iter(files)) if len(files) == 1 else folder


def reading(path: Path, code: str = READ) -> Usage:
    """What a process used that read everything at `path`."""
    return run([sys.executable, "-c", code, str(path)])


def up_to_words(many: Sequence[Document], place: Path) -> float:
    """Print what it takes from JSON lines to words, and give the megabytes of the file a second."""
    many = [replace(one, id=f"{turn}-{one.id}") for turn in range(QUICK_TIMES) for one in many]
    path = write(WRITERS["jsonl"](many), place / "whole")
    least = reading(write(WRITERS["jsonl"](many[:1]), place / "single"), COUNT_WORDS).cpu
    seconds = min(reading(path, COUNT_WORDS).cpu for _ in range(WORDS_RUNS)) - least
    size = path.stat().st_size / 1e6
    print(f"JSON lines up to words: {size:.0f} MB in {seconds:.2f} cpu s, {size / seconds:.0f} MB/s")
    return size / seconds


def peak(used: Usage) -> int:
    """Bytes of memory at the peak; the system's own figure would count what this process holds as well."""
    return used.together or used.largest


def row(name: str, many: Sequence[Document], place: Path) -> str:
    """The row of a format."""
    if name in QUICK:
        many = [replace(one, id=f"{turn}-{one.id}") for turn in range(QUICK_TIMES) for one in many]
    files = WRITERS[name](many)
    whole = reading(write(files, place / "whole"))
    single = reading(write(WRITERS[name](many[:1]), place / "single"))
    seconds = max(whole.cpu - single.cpu, 0.001)
    size = sum(map(len, files.values()))
    text = sum(len(one.text.encode()) for one in many)
    return (
        f"| {name} | {size / 1e6:.1f} | {seconds:.2f} | {size / 1e6 / seconds:.1f} "
        f"| {text / 1e6 / seconds:.1f} | {len(many) / seconds:.0f} | {peak(whole) / 1e6:.0f} |"
    )


def large(name: str, many: Sequence[Document], size: int) -> Iterator[bytes]:
    """About `size` bytes of a streaming format, of articles with ids and hosts of their own."""
    part = WRITERS[name](many)[f"corpus.{name}"]
    if name == "jsonl":
        yield from _repeated([part], size)
    elif name == "csv":
        head, _, rest = part.partition(b"\r\n")
        yield head + b"\r\n"
        yield from _repeated([rest], size)
    elif name == "rss":
        head, _, rest = part.partition(b"<item>")
        body, _, tail = rest.rpartition(b"</channel>")
        yield head
        yield from _repeated([b"<item>" + body], size)
        yield b"</channel>" + tail
    else:
        titled = (replace(one, title=f"{number} {one.title}") for number in count() for one in many)
        bodies = (page(one, "plain") for one in titled)
        written = 0
        for number, body in enumerate(bodies):
            record = formats.warc_record(f"https://a{number}.example/", body)
            yield record
            written += len(record)
            if written >= size:
                return


def _repeated(parts: Iterable[bytes], size: int) -> Iterator[bytes]:
    parts = tuple(parts)
    written = 0
    while written < size:
        for part in parts:
            yield part
            written += len(part)


def stream(name: str, many: Sequence[Document], gigabytes: float, place: Path) -> int:
    """Read one large file, print what it took, and give its peak of memory in bytes."""
    path = place / f"large.{name}"
    with path.open("wb") as file:
        file.writelines(large(name, many, round(gigabytes * 1e9)))
    used = reading(path)
    size = path.stat().st_size / 1e6
    path.unlink()
    print(f"| {name} | {size:.0f} | {used.cpu:.1f} | {size / used.cpu:.1f} | {peak(used) / 1e6:.0f} |")
    return peak(used)


def main() -> int:
    """Print the tables; 1 when --check is given and a large file took too much memory."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=2000, metavar="N")
    parser.add_argument("--only", nargs="+", choices=WRITERS, metavar="FORMAT")
    parser.add_argument("--gigabytes", type=float, metavar="GB", help="write and read streams of that size")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--words", action="store_true", help="JSON lines up to words, as one figure")
    options = parser.parse_args()
    many = documents(options.articles)
    chosen = options.only or tuple(WRITERS)
    with tempfile.TemporaryDirectory() as name:
        if options.words:
            return int(up_to_words(many, Path(name)) < WORDS_LEAST and options.check)
        if options.gigabytes:
            print("| format | MB | cpu s | MB/s | peak MB |", "|---|---:|---:|---:|---:|", sep="\n")
            sizes = [stream(one, many, options.gigabytes, Path(name)) for one in STREAMING if one in chosen]
            return int(options.check and max(sizes, default=0) > MEMORY_LIMIT)
        print("| format | MB | cpu s | file MB/s | text MB/s | articles/s | peak MB |")
        print("|---|---:|---:|---:|---:|---:|---:|")
        for number, one in enumerate(chosen):
            folder = Path(name) / str(number)
            folder.mkdir()
            print(row(one, many, folder), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
