"""Keep one comment of a pull request up to date: the one that begins with the mark of our Markdown report.

python action/comment.py REPORT.md

Reads GITHUB_API_URL, GITHUB_REPOSITORY, PULL_REQUEST and GITHUB_TOKEN, and needs no other package.
"""

from __future__ import annotations

import json
import os
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MARK = "<!-- syndetect -->"
_A_PAGE, _PAGES, _SECONDS = 100, 30, 30


def main(arguments: list[str]) -> int:
    """Write the comment; exit code 0, or 1 with a line on stderr when that is refused."""
    body = Path(arguments[0]).read_text(encoding="utf-8")
    base = f"/repos/{os.environ['GITHUB_REPOSITORY']}/issues"
    try:
        known = next((one for one in _comments(base) if str(one.get("body", "")).startswith(MARK)), None)
        if known is None:
            _asked("POST", f"{base}/{os.environ['PULL_REQUEST']}/comments", {"body": body})
        else:
            _asked("PATCH", f"{base}/comments/{known['id']}", {"body": body})
    except (urllib.error.URLError, ValueError) as error:
        told = f"the comment could not be written: {error}; it needs pull-requests: write"
        sys.stderr.write(f"syndetect: {told}\n")
        return 1
    return 0


def _comments(base: str) -> Iterator[dict[str, Any]]:
    for page in range(1, _PAGES + 1):
        path = f"{base}/{os.environ['PULL_REQUEST']}/comments?per_page={_A_PAGE}&page={page}"
        found = _asked("GET", path)
        yield from found
        if len(found) < _A_PAGE:
            return


def _asked(method: str, path: str, content: dict[str, str] | None = None) -> Any:
    request = urllib.request.Request(  # noqa: S310 (the address is GitHub's own variable)
        os.environ.get("GITHUB_API_URL", "https://api.github.com") + path,
        method=method,
        data=None if content is None else json.dumps(content).encode(),
        headers={
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {os.environ['GITHUB_TOKEN']}",
            "Content-Type": "application/json",
        },
    )
    with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310
        return json.load(answer)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
