"""YAML and TOML that hold articles, as programs and sites without a database keep them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import IO, Any

from syndetect.errors import InputError, LimitError
from syndetect.model import Document, Skipped
from syndetect.nesting import MAX_DEPTH, toml_deeper, yaml_deeper
from syndetect.plugins import Input
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.decode import decode
from syndetect.readers.encodings import given
from syndetect.readers.json import articles_of, holds_articles
from syndetect.readers.limit_messages import whole
from syndetect.readers.values import plain
from syndetect.readers.yaml_traps import TOO_DEEP, trap
from syndetect.settings import Settings

_DOCUMENTS = 10_000
"""Values of one YAML file that are looked at."""

Items = Iterator[Document | Skipped]


@errors_as_skipped
def read_yaml(file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings) -> Items:
    """The articles of a YAML file: one, a list, or one a document. Settings of programs are passed over."""
    yield from _articles(_yaml(_source(file, origin, settings)), "YAML", origin, fields, settings)


@errors_as_skipped
def read_toml(file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings) -> Items:
    """The articles of a TOML file: one, or a list of tables. A file of settings is passed over."""
    yield from _articles([_toml(_source(file, origin, settings))], "TOML", origin, fields, settings)


def _source(file: IO[bytes], origin: Input, settings: Settings) -> str:
    text = decode(whole(file, origin.size, settings), given(origin.id, settings))
    if text is None:
        raise InputError("looks binary, not text")
    if not text.strip():
        raise InputError("is empty")
    return text


def _articles(
    found: list[Any], kind: str, origin: Input, fields: Mapping[str, str], settings: Settings
) -> Items:
    if any(holds_articles(value, fields) for value in found):
        yield from articles_of(found, origin, fields, settings)
        return
    # Most such files are settings of programs: in a folder they are no more than the pictures in it.
    yield Skipped(
        origin.path,
        f"is {kind} without an article in it",
        passed_over={f"files of {kind} without an article": 1},
    )


def _toml(source: str) -> Any:
    import tomllib

    if toml_deeper(source, MAX_DEPTH):
        raise LimitError(TOO_DEEP)
    try:
        return plain(tomllib.loads(source.replace("\r\n", "\n")))
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        raise InputError(f"is not valid TOML ({str(error)[:80]})") from None


def _yaml(source: str) -> list[Any]:
    import yaml

    if yaml_deeper(source, MAX_DEPTH):
        raise LimitError(TOO_DEEP)
    loader = _loader()
    found: list[Any] = []
    try:
        _refuse(trap(source, loader))
        for value in yaml.load_all(source, loader):
            found.append(plain(value))
            if len(found) >= _DOCUMENTS:
                break
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f" (line {mark.line + 1})" if mark else ""
        raise InputError(f"is not valid YAML{where}") from None
    except (yaml.YAMLError, ValueError, TypeError, OverflowError, RecursionError):
        raise InputError("is not valid YAML") from None
    return found


def _refuse(found: str | None) -> None:
    if found is not None:
        raise LimitError(found) if found == TOO_DEEP else InputError(found)


@lru_cache(maxsize=1)
def _loader() -> Any:
    """A loader that leaves values as they are written: an id of 007 is none of 7, and `no` is a language."""
    import yaml

    base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    kept = {
        sign: [(tag, pattern) for tag, pattern in known if tag.endswith(":null")]
        for sign, known in base.yaml_implicit_resolvers.items()
    }
    return type("AsWritten", (base,), {"yaml_implicit_resolvers": kept})
