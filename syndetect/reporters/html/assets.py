"""The page's style and script, as one text each, and the policy by which a browser runs only these."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

_STYLES = ("base", "lists", "family", "pair", "patchwork", "network", "narrow", "print")
_SCRIPTS = (
    "text",
    "elements",
    "store",
    "places",
    "filters",
    "pager",
    "histogram",
    "matrix",
    "families",
    "pairs",
    "timeline",
    "links",
    "family",
    "strip",
    "article",
    "sentences",
    "evidence",
    "pair",
    "shares",
    "patchwork",
    "layout",
    "network",
    "review",
    "keys",
    "main",
)


def style() -> str:
    """All style sheets, one after the other."""
    return "\n".join(_read("styles", f"{name}.css") for name in _STYLES)


def script() -> str:
    """All scripts inside one function, so that none of their names can be reached from outside."""
    body = "\n".join(_read("scripts", f"{name}.js") for name in _SCRIPTS)
    return f'"use strict";\n(() => {{\n{body}\n}})();\n'


def policy(style: str, script: str) -> str:
    """The content security policy: this style, this script, no network, no markup made from strings."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_hash(script)}'",
            f"style-src '{_hash(style)}'",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _read(folder: str, name: str) -> str:
    return (files("syndetect.reporters.html") / "web" / folder / name).read_text(encoding="utf-8")
