"""Libraries that only some results need: imported when one is asked for, or else the extra is named."""

from __future__ import annotations

import importlib
from typing import Any

from syndetect.errors import MissingExtraError


def library(module: str, extra: str, what: str) -> Any:
    """The imported `module`. Raises MissingExtraError, which says what to install for `what`."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        top = module.partition(".")[0]
        missing = isinstance(error, ModuleNotFoundError) and error.name in (module, top)
        why = "is not installed" if missing else f"is installed but broken ({error})"
        raise MissingExtraError(
            f"{what} needs {top}, which {why}; run: pip install 'syndetect[{extra}]'"
        ) from None
