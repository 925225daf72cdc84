"""What can be plugged in: one Protocol and one literal table a kind, resolved by name and imported on use.

Other packages add their own through the entry-point groups ``syndetect.readers``, ``syndetect.roots``,
``syndetect.engines`` and ``syndetect.reporters``; a name of ours always wins, so that a report
means the same on every machine.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Any, Literal, Protocol, TypeVar

from syndetect.errors import UnknownNameError, meant

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from syndetect.model import Document, Report, Skipped
    from syndetect.settings import Settings

Kind = Literal["readers", "roots", "engines", "reporters"]

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, what is done and the total (0 when it is not known)."""

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


class MapFunction(Protocol):
    """Does what `map` does, perhaps in other processes: function, items and results must be fit to travel."""

    def __call__(self, function: Callable[[_Item], _Result], items: Iterable[_Item], /) -> Iterable[_Result]:
        """What the function makes of each item, in order."""
        ...


class Executor(Protocol):
    """Whatever does the work of a run: this process, others beside it, other machines."""

    def start(self, pairs: int) -> None:
        """Get ready for so many pairs; for few it may not be worth it."""
        ...

    def mapped(self, function: Callable[[_Item], _Result], items: Iterable[_Item], /) -> Iterator[_Result]:
        """What the function makes of each item, in order, with only a few items taken ahead."""
        ...

    def spent(self) -> float:
        """Processor seconds of other processes so far."""
        ...


@dataclass(slots=True)
class Unpacking:
    """What one named file has been unpacked to so far, shared by everything that is found inside it.

    `packed` is that file's size in bytes, None where it is not known.
    """

    packed: int | None = None
    unpacked: int = 0


_NOTHING: Mapping[str, str] = MappingProxyType({})


def _all_wanted(_: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Input:
    """What a reader is told about the file it was handed.

    `id` is the file's own id, `path` what to show; `outlet` is the folder that stands in where nothing
    better is known; `size` is in bytes, None where it cannot be known before reading. For what lies inside
    an archive, `depth` counts the archives and compressions around it; a reader of archives asks `excluded`
    for each id whether the user wants it left out. `named` are fields that the name of the file tells.
    """

    id: str
    path: str
    outlet: str | None = None
    size: int | None = None
    depth: int = 0
    unpacking: Unpacking = field(default_factory=Unpacking)
    excluded: Callable[[str], bool] = _all_wanted
    named: Mapping[str, str] = field(default_factory=lambda: _NOTHING)


class Reader(Protocol):
    """Turns one opened file into documents; bad parts become `Skipped` values, never exceptions."""

    def __call__(
        self, file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings
    ) -> Iterator[Document | Skipped]:
        """Yield what `file` holds; `fields` names the input's field for each of ours, all of them."""
        ...


class Reporter(Protocol):
    """Turns a report into text."""

    def __call__(self, report: Report, *, width: int, colour: bool, explain: bool) -> Iterator[str]:
        """Pieces of the text, in order; the last one ends in a line break."""
        ...


class Engine(Protocol):
    """Finds pairs of fingerprints worth a look."""

    def __call__(self, fingerprints: Any, settings: Settings, budget: Any) -> NDArray[np.int64]:
        """Places of the candidate pairs, shape (n, 2), left < right, sorted and unique.

        What does not fit into the memory `budget` goes to temporary files.
        """
        ...


LOCAL = "local"
"""The engine of this package, whose search can be looked into step by step."""

TABLES: Mapping[Kind, Mapping[str, str]] = {
    "readers": {
        ".txt": "syndetect.readers.text:read_text",
        ".md": "syndetect.readers.text:read_text",
        ".markdown": "syndetect.readers.text:read_text",
        ".text": "syndetect.readers.text:read_text",
        ".rst": "syndetect.readers.text:read_text",
        ".org": "syndetect.readers.text:read_text",
        ".adoc": "syndetect.readers.text:read_text",
        ".asciidoc": "syndetect.readers.text:read_text",
        ".mdown": "syndetect.readers.text:read_text",
        ".mkd": "syndetect.readers.text:read_text",
        ".mdx": "syndetect.readers.text:read_text",
        ".qmd": "syndetect.readers.text:read_text",
        ".html": "syndetect.readers.page:read_html",
        ".htm": "syndetect.readers.page:read_html",
        ".webarchive": "syndetect.readers.webarchive:read_webarchive",
        ".srt": "syndetect.readers.subtitles:read_subtitles",
        ".vtt": "syndetect.readers.subtitles:read_subtitles",
        ".mhtml": "syndetect.readers.mhtml:read_mhtml",
        ".mht": "syndetect.readers.mhtml:read_mhtml",
        ".jsonl": "syndetect.readers.jsonl:read_jsonl",
        ".ndjson": "syndetect.readers.jsonl:read_jsonl",
        ".csv": "syndetect.readers.table:read_csv",
        ".tsv": "syndetect.readers.table:read_tsv",
        ".parquet": "syndetect.readers.parquet:read_parquet",
        ".arrow": "syndetect.readers.arrow_file:read_arrow",
        ".feather": "syndetect.readers.arrow_file:read_arrow",
        ".arrows": "syndetect.readers.arrow_file:read_arrow",
        ".sqlite": "syndetect.readers.sqlite:read_sqlite",
        ".sqlite3": "syndetect.readers.sqlite:read_sqlite",
        ".json": "syndetect.readers.json:read_json",
        ".yaml": "syndetect.readers.plain_data:read_yaml",
        ".yml": "syndetect.readers.plain_data:read_yaml",
        ".toml": "syndetect.readers.plain_data:read_toml",
        ".xml": "syndetect.readers.xml_roots:read_xml",
        ".nitf": "syndetect.readers.xml_roots:read_xml",
        ".newsml": "syndetect.readers.xml_roots:read_xml",
        ".tei": "syndetect.readers.xml_roots:read_xml",
        ".nxml": "syndetect.readers.xml_roots:read_xml",
        ".jats": "syndetect.readers.xml_roots:read_xml",
        ".dbk": "syndetect.readers.xml_roots:read_xml",
        ".docbook": "syndetect.readers.xml_roots:read_xml",
        ".enex": "syndetect.readers.xml_roots:read_xml",
        ".fb2": "syndetect.readers.xml_roots:read_xml",
        ".rss": "syndetect.readers.feed:read_feed",
        ".atom": "syndetect.readers.feed:read_feed",
        ".warc": "syndetect.readers.warc:read_warc",
        ".wet": "syndetect.readers.warc:read_warc",
        ".arc": "syndetect.readers.warc:read_warc",
        ".wacz": "syndetect.readers.packed_files:read_wacz",
        ".pdf": "syndetect.readers.pdf:read_pdf",
        ".docx": "syndetect.readers.docx:read_docx",
        ".rtf": "syndetect.readers.rtf:read_rtf",
        ".docm": "syndetect.readers.docx:read_docx",
        ".dotx": "syndetect.readers.docx:read_docx",
        ".dotm": "syndetect.readers.docx:read_docx",
        ".doc": "syndetect.readers.word:read_doc",
        ".dot": "syndetect.readers.word:read_doc",
        ".xlsx": "syndetect.readers.sheet:read_xlsx",
        ".xlsm": "syndetect.readers.sheet:read_xlsx",
        ".xls": "syndetect.readers.xls:read_xls",
        ".xlt": "syndetect.readers.xls:read_xls",
        ".odt": "syndetect.readers.odf:read_odt",
        ".ott": "syndetect.readers.odf:read_odt",
        ".fodt": "syndetect.readers.odf:read_fodt",
        ".ods": "syndetect.readers.odsheet:read_ods",
        ".ots": "syndetect.readers.odsheet:read_ods",
        ".fods": "syndetect.readers.odf:read_fodt",
        ".epub": "syndetect.readers.epub:read_epub",
        ".eml": "syndetect.readers.mail:read_eml",
        ".emlx": "syndetect.readers.mail:read_eml",
        ".mbox": "syndetect.readers.mail:read_mbox",
        ".zip": "syndetect.readers.packed_files:read_zip",
        ".tar": "syndetect.readers.packed_files:read_tar",
    },
    # For XML: what the root element is called, whatever its namespace.
    "roots": {
        "rss": "syndetect.readers.feed:read_feed",
        "feed": "syndetect.readers.feed:read_feed",
        "RDF": "syndetect.readers.feed:read_feed",
        "channel": "syndetect.readers.feed:read_feed",
        "urlset": "syndetect.readers.feed:read_feed",
        "sitemapindex": "syndetect.readers.feed:read_feed",
        "html": "syndetect.readers.page:read_html",
        "newsItem": "syndetect.readers.agency.newsml:read_newsml",
        "newsMessage": "syndetect.readers.agency.newsml:read_newsml",
        "packageItem": "syndetect.readers.agency.newsml:read_newsml",
        "NewsML": "syndetect.readers.agency.newsml1:read_newsml1",
        "TEI": "syndetect.readers.tei:read_tei",
        "TEI.2": "syndetect.readers.tei:read_tei",
        "teiCorpus": "syndetect.readers.tei:read_tei",
        "alto": "syndetect.readers.alto:read_alto",
        "mets": "syndetect.readers.mets:read_mets",
        "Record": "syndetect.readers.exports.xml_exports:read_records",
        "Records": "syndetect.readers.exports.xml_exports:read_records",
        "RECORD": "syndetect.readers.exports.xml_exports:read_records",
        "RECORDS": "syndetect.readers.exports.xml_exports:read_records",
        "PPSResponse": "syndetect.readers.exports.xml_exports:read_records",
        "ppsArticleResponse": "syndetect.readers.exports.xml_exports:read_records",
        "document": "syndetect.readers.odf:read_fodt",
        "Workbook": "syndetect.readers.xls:read_workbook_xml",
        "wordDocument": "syndetect.readers.flat_word:read_flat_word",
        "package": "syndetect.readers.flat_word:read_flat_word",
        "nitf": "syndetect.readers.agency.nitf:read_nitf",
        "article": "syndetect.readers.jats:read_article",
        "pmc-articleset": "syndetect.readers.jats:read_article",
        "book": "syndetect.readers.docbook:read_docbook",
        "chapter": "syndetect.readers.docbook:read_docbook",
        "en-export": "syndetect.readers.enex:read_enex",
        "mediawiki": "syndetect.readers.wiki:read_wiki",
        "FictionBook": "syndetect.readers.fictionbook:read_fictionbook",
    },
    "engines": {
        "local": "syndetect.engines.local:candidates",
        "datasketch": "syndetect.engines.reference:candidates",
    },
    "reporters": {
        "terminal": "syndetect.reporters.terminal:render",
        "json": "syndetect.reporters.json:render",
        "ndjson": "syndetect.reporters.ndjson:render",
        "html": "syndetect.reporters.html:render",
        "csv": "syndetect.reporters.csv:render",
        "markdown": "syndetect.reporters.markdown:render",
        "sarif": "syndetect.reporters.sarif:render",
        "junit": "syndetect.reporters.junit:render",
        "github": "syndetect.reporters.github:render",
        "graphml": "syndetect.reporters.graphml:render",
        "gexf": "syndetect.reporters.gexf:render",
    },
}


INPUTS: Mapping[str, str] = {
    "articles": "syndetect.readers.walk:read",
    "pairs": "syndetect.readers.pair_lists:read_pairs",
    "glossary": "syndetect.readers.glossary:read_glossary",
    "paths": "syndetect.readers.patterns:read_paths",
    "excluded": "syndetect.readers.patterns:excluded",
    "given": "syndetect.readers.given:read_record",
    "record": "syndetect.readers.given:record_of",
    "table": "syndetect.readers.given:is_table",
    "rows": "syndetect.readers.given:rows_of",
}
"""What the pipeline calls to read; named here because stages and readers do not know each other."""


FOLDERS: Mapping[str, str] = {"parquet": "syndetect.records.parquet_tables"}
"""Formats that are a folder of files, each with the module whose `write` makes it."""


def load_folder(format: str) -> Any:
    """The module of a format that is a folder: `write`, and `require_place`, which tries it beforehand."""
    return importlib.import_module(FOLDERS[format])


def formats() -> Iterator[str]:
    """Every format that a report can be written in, one by one, ours first and of ours those of one text."""
    yield from TABLES["reporters"]
    yield from FOLDERS
    yield from _foreign("reporters")


def load_input(name: str) -> Any:
    """The function of that name among `INPUTS`: it reads articles, rows or lists, or tells what one is."""
    module, _, attribute = INPUTS[name].partition(":")
    return getattr(importlib.import_module(module), attribute)


def names(kind: Kind) -> tuple[str, ...]:
    """Every known name of a kind, ours first, then those of other packages."""
    return tuple(listed(kind))


def listed(kind: Kind) -> Iterator[str]:
    """The same one by one: whoever stops at one of ours has not looked for other packages."""
    yield from TABLES[kind]
    yield from _foreign(kind)


def _foreign(kind: Kind) -> Iterator[str]:
    return (name for name in _others(kind) if name not in TABLES[kind])


class KnownNames:
    """The names of a kind, to ask whether one is known: other packages are looked at for none of ours."""

    def __init__(self, kind: Kind) -> None:
        self._kind = kind

    def __contains__(self, name: object) -> bool:
        return name in TABLES[self._kind] or name in _others(self._kind)


_NOUNS = {"readers": "input type", "roots": "root element", "engines": "engine", "reporters": "format"}


def load(kind: Kind, name: str) -> Any:
    """The plug-in of that name.

    Raises UnknownNameError, with the valid names, when there is none.
    """
    target = TABLES[kind].get(name)
    if target is None:
        other = _others(kind).get(name)
        if other is not None:
            return other.load()
        noun = _NOUNS[kind]
        valid = names(kind)
        if kind == "reporters" and name in FOLDERS:
            raise UnknownNameError(f"{name} is a folder of files and no text; use report.to_{name}(folder)")
        raise UnknownNameError(f"unknown {noun} {name!r}{meant(name, valid)}; valid are: {', '.join(valid)}")
    module, _, attribute = target.partition(":")
    return getattr(importlib.import_module(module), attribute)


def _others(kind: Kind) -> dict[str, Any]:
    from importlib.metadata import entry_points

    return {point.name: point for point in sorted(entry_points(group=f"syndetect.{kind}"))}
