"""Optional libraries: imported when they are needed, or else an error names the extra to install."""

from __future__ import annotations

import importlib
from typing import Any

from syndetect.errors import MissingExtraError


def library(module: str, extra: str, what: str) -> Any:
    """The imported `module`. Raises MissingExtraError; its message names `extra`, and `what` needs it."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        top = module.partition(".")[0]
        missing = isinstance(error, ModuleNotFoundError) and error.name in (module, top)
        why = "is not installed" if missing else f"is installed but broken ({error})"
        raise MissingExtraError(
            f"{what} needs {top}, which {why}; run: pip install 'syndetect[{extra}]'"
        ) from None
