"""Libraries that are not part of the plain install: imported when an input needs them, or asked for."""

from __future__ import annotations

import importlib
from types import ModuleType

from syndetect.errors import MissingExtraError


def require(module: str, extra: str, kind: str) -> ModuleType:
    """The imported `module`. Raises MissingExtraError, which says how to install it, when it is not there."""
    try:
        return importlib.import_module(module)
    except ImportError:
        raise MissingExtraError(
            f"is {kind}, which needs an extra to be read; install it with: pip install 'syndetect[{extra}]'"
        ) from None
