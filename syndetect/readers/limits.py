"""The sentences that say a limit was met."""

from __future__ import annotations

from syndetect.settings import Settings


def over_limit(size: int, settings: Settings) -> str:
    """Why an article is left out; a `size` within the limit was not the whole and is not told."""
    limit = f"over the limit of {settings.max_bytes:,} an article; raise max_bytes to read it"
    return f"{size:,} bytes, {limit}" if size > settings.max_bytes else limit
