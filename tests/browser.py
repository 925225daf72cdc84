"""A headless Chromium for the tests of the web page, and pages that remember what went wrong in them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from syndetect.model import Report
from syndetect.plugins import load

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser; the test is skipped, with what to install, where there is none."""
    sync_api = pytest.importorskip(
        "playwright.sync_api", reason="the page's tests need playwright: pip install '.[test]'"
    )
    found = os.environ.get("SYNDETECT_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("the page's tests need Chromium: install it, or name it in SYNDETECT_CHROMIUM")
    with sync_api.sync_playwright() as playwright:
        # Containers run tests as root, where Chromium's sandbox does not start.
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Opened:
    """A page with every error, console message and request that it made."""

    page: Any
    address: str
    problems: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def go(self, place: str) -> None:
        """Follow the address behind the # and wait for its view."""
        self.page.evaluate(
            "place => place === location.hash || new Promise(done => {"
            " addEventListener('hashchange', done, { once: true }); location.hash = place; })",
            place,
        )
        self.settle()

    def settle(self) -> None:
        """Wait until the page has done what it was told last."""
        self.page.evaluate("() => new Promise(done => setTimeout(() => setTimeout(done)))")
        self.page.wait_for_selector("main[aria-busy=false]")

    def text(self, selector: str) -> str:
        """The text that the element holds, shown or not."""
        return str(self.page.text_content(selector))

    def texts(self, selector: str) -> list[str]:
        """The texts of all such elements."""
        return [str(text) for text in self.page.locator(selector).all_text_contents()]

    def hrefs(self, selector: str) -> list[str]:
        """Where such links lead, as it is written."""
        return list(self.page.eval_on_selector_all(selector, "all => all.map(a => a.getAttribute('href'))"))


@contextmanager
def opened(browser: Any, report: Report, folder: Path, place: str = "", **options: Any) -> Iterator[Opened]:
    """The report's page, opened from disk; on the way out nothing may have gone wrong in it."""
    file = folder / "report.html"
    pieces = load("reporters", "html")(report, width=80, colour=False, explain=False)
    file.write_text("".join(pieces), encoding="utf-8")
    context = browser.new_context(reduced_motion="reduce", **options)
    # A busy machine may be slow: the suite's own limit is the only one.
    context.set_default_timeout(0)
    made = Opened(context.new_page(), file.as_uri())
    made.page.on("pageerror", lambda error: made.problems.append(str(error)))
    made.page.on("console", lambda message: made.problems.append(message.text))
    made.page.on("dialog", lambda dialog: made.problems.append(dialog.message))
    made.page.on("request", lambda request: made.requests.append(request.url))
    made.page.goto(made.address + place)
    made.page.wait_for_selector("#waiting", state="detached")
    yield made
    context.close()
    assert not made.problems, "; ".join(made.problems)
    assert [url for url in made.requests if url.partition("#")[0] != made.address] == []
