"""Tables in a zip archive that tell of its other files: Substack's posts, Slack's people."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from syndetect.errors import SyndetectError
from syndetect.model import Document, Skipped
from syndetect.nesting import MAX_DEPTH, json_deeper
from syndetect.readers.cutzip import ZipLike
from syndetect.text.dates import iso

_MOST = 20_000_000
"""Bytes of such a table."""

_POSTS = re.compile(r"(?:[^/]{1,200}/){0,3}posts\.csv")
_PEOPLE = re.compile(r"(?:[^/]{1,200}/){0,3}(?:org_)?users\.json")
_PAGE = re.compile(r"/posts/([^/]{1,300})\.html?\Z")
_OF_A_POST = frozenset(("post_id", "post_date", "title"))
_NAMES = ("real_name", "display_name", "name")


class TablesBeside:
    """The tables of an archive; their `names` are those of members that need not be read for themselves."""

    def __init__(self, archive: ZipLike) -> None:
        self.names: set[str] = set()
        self._posts: dict[str, Mapping[str, str]] = {}
        self._people: dict[str, str] = {}
        for name in archive.namelist():
            if _POSTS.fullmatch(name):
                self._add(name, self._posts, _posts(_member(archive, name)))
            elif _PEOPLE.fullmatch(name):
                self._add(name, self._people, _people(_member(archive, name)))

    def _add(self, name: str, table: dict[str, Any], rows: Mapping[str, Any]) -> None:
        if rows:
            table.update(rows)
            self.names.add(name)

    def completed(self, item: Document | Skipped) -> Document | Skipped:
        """An article with what a table says of it; anything else as it is."""
        if not isinstance(item, Document):
            return item
        page = _PAGE.search(item.path or "") if self._posts else None
        post = self._posts.get(page[1]) if page is not None else None
        if post is not None:
            told = {name: place for name, place in item.meta.get("told_by", {}).items() if name != "title"}
            meta = {name: value for name, value in item.meta.items() if name not in ("told_by", "date")}
            meta |= {"told_by": told} if told else {}
            meta |= {"subtitle": post["subtitle"]} if post.get("subtitle") else {}
            published = iso(post["post_date"]) if post.get("is_published", "true") != "false" else None
            return replace(item, title=post["title"] or item.title, published=published, meta=meta)
        author = self._people.get(item.meta.get("user") or "") if self._people else None
        if author is not None and not item.meta.get("author"):
            return replace(item, meta={**item.meta, "author": author})
        return item


def _member(archive: ZipLike, name: str) -> str:
    """The text of a member, empty where it cannot be read: it is then told when its turn comes."""
    try:
        with archive.open(archive.getinfo(name)) as file:
            data: bytes = file.read(_MOST + 1)
        return data.decode("utf-8-sig") if len(data) <= _MOST else ""
    except (SyndetectError, OSError, ValueError, KeyError, EOFError, NotImplementedError):
        return ""
    except (RuntimeError, zipfile.BadZipFile, zlib.error):
        # What is encrypted or damaged.
        return ""


def _posts(text: str) -> dict[str, Mapping[str, str]]:
    try:
        rows = csv.DictReader(io.StringIO(text))
        if not _OF_A_POST.issubset(rows.fieldnames or ()):
            return {}
        return {
            row["post_id"]: {name: value for name, value in row.items() if isinstance(value, str)}
            for row in rows
            if row["post_id"] and isinstance(row["title"], str) and isinstance(row["post_date"], str)
        }
    except csv.Error:
        return {}


def _people(text: str) -> dict[str, str]:
    if json_deeper(text, MAX_DEPTH):
        return {}
    try:
        listed = json.loads(text)
    except ValueError:
        return {}
    people: dict[str, str] = {}
    for person in listed if isinstance(listed, list) else ():
        profile = person.get("profile") if isinstance(person, dict) else None
        if not isinstance(profile, dict) or not isinstance(person.get("id"), str):
            continue
        said = (held.get(name) for name in _NAMES for held in (person, profile))
        name = next((one.strip() for one in said if isinstance(one, str) and one.strip()), None)
        if name is not None:
            people[person["id"]] = name
    return people
