"""What the name of a file tells, by a pattern such as ``{outlet}_{date}_{title}.txt``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from syndetect.settings import PART
from syndetect.text.dates import is_iso8601, iso

_NOTHING: Mapping[str, str] = MappingProxyType({})
_COMPACT = re.compile(r"(?P<y>(?:19|20)\d\d)[-_. ]?(?P<m>0[1-9]|1[0-2])[-_. ]?(?P<d>0[1-9]|[12]\d|3[01])")
_STAMP = re.compile(
    r"(?P<date>\d{8})[-_T ]?(?P<hour>[01]\d|2[0-3])[-_.]?(?P<minute>[0-5]\d)(?:[-_.]?[0-5]\d)?Z?"
)
_DATED = (
    r"\d{4}[-_.]?\d\d[-_.]?\d\d(?:[-_T ]?\d\d[-_.:]?\d\d(?:[-_.:]?\d\d)?Z?)?|\d{1,2}[-_.]\d{1,2}[-_.]\d{4}|"
)
"""How names write dates in figures, before anything else that a date may be."""


def named(path: str, pattern: str) -> Mapping[str, str]:
    """The fields that a file's name tells; none where there is no pattern, or the name is of another kind.

    A pattern with a ``/`` is compared with as many of the last parts of the path as it has itself. A date
    that is none is left out, so that the file's own can stand in.
    """
    if not pattern:
        return _NOTHING
    depth = pattern.count("/") + 1
    found = _compiled(pattern).fullmatch("/".join(path.split("/")[-depth:]))
    if found is None:
        return _NOTHING
    fields = {name: _spaced(value) for name, value in found.groupdict().items() if value}
    if "date" in fields and (day := _date(found["date"])) is not None:
        fields["published"] = day
    fields.pop("date", None)
    return {name: value for name, value in fields.items() if value}


@lru_cache(maxsize=8)
def _compiled(pattern: str) -> re.Pattern[str]:
    """The pattern with a group for each part; a suffix that it leaves out may be any."""
    pieces = PART.split(pattern)
    bare = "." not in pieces[-1]
    made = ""
    for at, piece in enumerate(pieces):
        if at % 2 == 0:
            made += re.escape(piece)
            continue
        # What stands behind a part tells where it ends; the last part takes all that is left.
        group = "" if piece == "any" else f"?P<{piece}>"
        last = at + 2 >= len(pieces)
        inner = "[^/]+" if last and not bare else "[^/]+?"
        made += f"({group}{_DATED + inner if piece == 'date' else inner})"
    return re.compile(made + (r"(?:\.[A-Za-z]\w{0,9}){0,2}" if bare else r"(?:\.(?:gz|bz2|xz|zst))?"))


def _spaced(value: str) -> str:
    """A value as people write it: signs that stand for spaces become spaces."""
    if " " in value:
        return value.strip()
    return re.sub(r"[-_+]+", " ", value).strip() if re.search(r"\w[-_+]\w", value) else value.strip()


def _date(value: str) -> str | None:
    value = value.strip(" -_.")
    stamp = _STAMP.fullmatch(value)
    if stamp is not None:
        day = stamp["date"]
        made = f"{day[:4]}-{day[4:6]}-{day[6:]}T{stamp['hour']}:{stamp['minute']}"
        return made if is_iso8601(made) else None
    compact = _COMPACT.fullmatch(value)
    if compact is not None:
        made = f"{compact['y']}-{compact['m']}-{compact['d']}"
        return made if is_iso8601(made) else None
    return iso(value) or iso(value.replace("_", "-")) or iso(value.replace("-", "."))
