"""Values of other formats, turned into what JSON can hold."""

from __future__ import annotations

import base64
import math
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any


def plain(value: Any) -> Any:
    """`value` as JSON can hold it: dates in ISO 8601, bytes as text or in base 64, all else as text."""
    if isinstance(value, dict):
        return {key if isinstance(key, str) else str(plain(key)): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [plain(item) for item in (sorted(value, key=str) if isinstance(value, set) else value)]
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, bytes):
        return _text(value) or base64.b64encode(value).decode("ascii")
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    return str(value) if isinstance(value, (Decimal, timedelta)) else value


def _text(value: bytes) -> str:
    """The text that bytes are, as some programs store all of theirs; nothing for bytes that are none."""
    try:
        text = value.decode()
    except UnicodeDecodeError:
        return ""
    return text if all(sign.isprintable() or sign in "\n\r\t" or sign > "\x9f" for sign in text) else ""
