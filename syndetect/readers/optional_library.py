"""Libraries that are not part of the plain install: imported when an input needs them, or asked for."""

from __future__ import annotations

import importlib
from importlib.util import find_spec
from types import ModuleType

from syndetect.errors import MissingExtraError
from syndetect.readers.printable import shown


def require(module: str, extra: str, kind: str) -> ModuleType:
    """The imported `module`. Raises MissingExtraError, which says what to do, when it cannot be had."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        reason = why_broken(module, error)
        if reason is None:
            raise MissingExtraError(
                f"is {kind}, which needs an extra to be read; "
                f"install it with: pip install 'syndetect[{extra}]'"
            ) from None
        raise MissingExtraError(
            f"is {kind}, and what reads it is installed but broken ({reason}); "
            f"install it anew with: pip install --force-reinstall 'syndetect[{extra}]'"
        ) from None


def why_broken(module: str, error: ImportError) -> str | None:
    """What keeps an installed `module` from being imported, None where it is not installed."""
    top = module.partition(".")[0]
    if isinstance(error, ModuleNotFoundError) and error.name in (module, top):
        return None
    try:
        missing = find_spec(top) is None
    except (ImportError, ValueError):
        missing = True
    lines = str(error).splitlines()
    return None if missing else shown(lines[0], 120) if lines else type(error).__name__
