"""The kinds of plug-ins: for each a Protocol and a table of names, which are imported on use.

Other packages add plug-ins through the entry-point groups ``syndetect.readers``, ``syndetect.roots``,
``syndetect.engines`` and ``syndetect.reporters``; the names of this package always win, so that a report
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
"""Called with the name of a stage, the number of items that are done, and the total (0 if unknown)."""

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


class MapFunction(Protocol):
    """As `map`, but possibly in other processes: function, items and results must be picklable."""

    def __call__(self, function: Callable[[_Item], _Result], items: Iterable[_Item], /) -> Iterable[_Result]:
        """The result of the function for each item, in order."""
        ...


class Executor(Protocol):
    """Does the work of a run: in this process, in further processes, or on other machines."""

    def start(self, pairs: int) -> None:
        """Prepare for so many pairs; for few pairs no further processes are started."""
        ...

    def mapped(self, function: Callable[[_Item], _Result], items: Iterable[_Item], /) -> Iterator[_Result]:
        """The result of the function for each item, in order; only a few items are read in advance."""
        ...

    def spent(self) -> float:
        """Processor seconds of other processes so far."""
        ...


@dataclass(slots=True)
class Unpacking:
    """The bytes that one named file was `unpacked` to so far, shared by all files inside it.

    `packed` is the size of the named file in bytes, None where it is not known.
    """

    packed: int | None = None
    unpacked: int = 0


_NOTHING: Mapping[str, str] = MappingProxyType({})


def _all_wanted(_: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Input:
    """What a reader knows of the file that it gets.

    `id` is the id of the file, `path` the path to show; `outlet` is its folder, for articles without any
    other outlet; `size` is in bytes, None where it is not known before reading. For a file inside an archive,
    `depth` counts the archives and compressions around it; a reader of archives calls `excluded` with each
    id, which returns whether the user leaves it out. `named` are the fields that the name of the file
    contains.
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
    """Turns one opened file into documents; parts that cannot be read become `Skipped`, never exceptions."""

    def __call__(
        self, file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings
    ) -> Iterator[Document | Skipped]:
        """Yield the articles of `file`; `fields` has, for each field of a document, its name in the input."""
        ...


class Reporter(Protocol):
    """Turns a report into text."""

    def __call__(self, report: Report, *, width: int, colour: bool, explain: bool) -> Iterator[str]:
        """Pieces of the text, in order; the last one ends in a line break."""
        ...


class Engine(Protocol):
    """Finds candidate pairs."""

    def __call__(self, fingerprints: Any, settings: Settings, budget: Any) -> NDArray[np.int64]:
        """The places of the candidate pairs, int64 (pairs, 2), left < right, sorted and unique.

        Data that does not fit into the memory `budget` goes to temporary files.
        """
        ...


LOCAL = "local"
"""The engine of this package, whose search can be explained step by step."""

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
        ".muse": "syndetect.readers.text:read_text",
        ".html": "syndetect.readers.page:read_html",
        ".htm": "syndetect.readers.page:read_html",
        ".webarchive": "syndetect.readers.webarchive:read_webarchive",
        ".srt": "syndetect.readers.subtitles:read_subtitles",
        ".vtt": "syndetect.readers.subtitles:read_subtitles",
        ".mhtml": "syndetect.readers.mhtml:read_mhtml",
        ".mht": "syndetect.readers.mhtml:read_mhtml",
        ".sbv": "syndetect.readers.subtitles:read_subtitles",
        ".jsonl": "syndetect.readers.jsonl:read_jsonl",
        ".jl": "syndetect.readers.jsonl:read_jsonl",
        ".jsonlines": "syndetect.readers.jsonl:read_jsonl",
        ".ndjson": "syndetect.readers.jsonl:read_jsonl",
        ".csv": "syndetect.readers.table:read_csv",
        ".tsv": "syndetect.readers.table:read_tsv",
        ".parquet": "syndetect.readers.parquet:read_parquet",
        ".arrow": "syndetect.readers.arrow_file:read_arrow",
        ".feather": "syndetect.readers.arrow_file:read_arrow",
        ".arrows": "syndetect.readers.arrow_file:read_arrow",
        ".orc": "syndetect.readers.arrow_file:read_orc",
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
        ".icml": "syndetect.readers.xml_roots:read_xml",
        ".ttml": "syndetect.readers.xml_roots:read_xml",
        ".dfxp": "syndetect.readers.xml_roots:read_xml",
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
        ".mobi": "syndetect.readers.mobi:read_mobi",
        ".azw": "syndetect.readers.mobi:read_mobi",
        ".azw3": "syndetect.readers.mobi:read_mobi",
        ".prc": "syndetect.readers.mobi:read_mobi",
        ".eml": "syndetect.readers.mail:read_eml",
        ".emlx": "syndetect.readers.mail:read_eml",
        ".mbox": "syndetect.readers.mail:read_mbox",
        ".sgml": "syndetect.readers.sgml:read_sgml",
        ".sgm": "syndetect.readers.sgml:read_sgml",
        ".zip": "syndetect.readers.packed_files:read_zip",
        ".maff": "syndetect.readers.packed_files:read_zip",
        ".htz": "syndetect.readers.packed_files:read_zip",
        ".htmlz": "syndetect.readers.packed_files:read_zip",
        ".txtz": "syndetect.readers.packed_files:read_zip",
        ".textpack": "syndetect.readers.packed_files:read_zip",
        ".tar": "syndetect.readers.packed_files:read_tar",
        ".jex": "syndetect.readers.packed_files:read_tar",
    },
    # For XML: the name of the root element, in any namespace.
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
        "document-content": "syndetect.readers.odf:read_fodt",
        "Document": "syndetect.readers.incopy:read_icml",
        "PcGts": "syndetect.readers.page_xml:read_page_xml",
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
        "tt": "syndetect.readers.subtitles:read_timed_text",
        "DOC": "syndetect.readers.sgml:read_sgml",
        "REUTERS": "syndetect.readers.sgml:read_sgml",
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
"""The functions that the pipeline calls to read, by name, because stages do not import readers."""


FOLDERS: Mapping[str, str] = {"parquet": "syndetect.records.parquet_tables"}
"""Formats that are a folder of files, each with the module whose `write` makes it."""


def load_folder(format: str) -> Any:
    """The module of a format that is a folder, with `write`, and `require_place`, which checks the folder."""
    return importlib.import_module(FOLDERS[format])


def formats() -> Iterator[str]:
    """Every format of reports, one by one: those of one text, folders, then those of other packages."""
    yield from TABLES["reporters"]
    yield from FOLDERS
    yield from _foreign("reporters")


def load_input(name: str) -> Any:
    """The function of that name in `INPUTS`."""
    module, _, attribute = INPUTS[name].partition(":")
    return getattr(importlib.import_module(module), attribute)


def names(kind: Kind) -> tuple[str, ...]:
    """Every name of a kind, those of this package first, then those of other packages."""
    return tuple(listed(kind))


def listed(kind: Kind) -> Iterator[str]:
    """The same one by one: other packages are searched for only after the names of this package."""
    yield from TABLES[kind]
    yield from _foreign(kind)


def _foreign(kind: Kind) -> Iterator[str]:
    return (name for name in _others(kind) if name not in TABLES[kind])


class KnownNames:
    """The names of a kind, for ``in``: other packages are searched once, for names that this one lacks."""

    def __init__(self, kind: Kind) -> None:
        self._kind = kind
        self._all: tuple[str, ...] | None = None

    def __contains__(self, name: object) -> bool:
        return name in TABLES[self._kind] or name in self.all()

    def all(self) -> tuple[str, ...]:
        """Every name, as `names` has them."""
        if self._all is None:
            self._all = names(self._kind)
        return self._all


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
