"""Build the site: every page of docs/, and those of the repository that they lead to, as HTML.

python -m docs.site FOLDER

The pictures are taken anew: the terminal's by rich, that of the web page in Chromium. A warning, such as of a
link that leads nowhere, ends the build.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import chdir
from io import StringIO
from pathlib import Path, PurePosixPath

from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from rich.text import Text

from syndetect import Report, render, scan

ROOT = Path(__file__).resolve().parents[1]
OUTSIDE = {
    "README.md": "index.md",
    "docs/README.md": "index.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "benchmarks/README.md": "benchmarks.md",
    "docs/search.md": "the-search.md",
}
"""Pages that the site calls otherwise, or that lie outside of docs/.

Its index stands for both READMEs, and search.html is Sphinx's own."""

_LINK = re.compile(r"(?<!!)\[([^\[\]]*)\]\(([^()\s#]+)(#[^()\s]*)?\)")
_LINES = 38
_WINDOW = "1200,900"


def main() -> int:
    """Lay out the pages and run Sphinx; its exit code."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("folder", type=Path)
    target = parser.parse_args().folder.resolve()
    with tempfile.TemporaryDirectory() as name:
        stage = Path(name)
        lay_out(stage)
        words = ["-m", "sphinx", "--fail-on-warning", "--keep-going", "--quiet", "--nitpicky", "-b", "html"]
        places = ["-c", str(ROOT / "docs"), "-d", f"{stage}/.doctrees", str(stage), str(target)]
        command = [sys.executable, *words, *places]
        env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
        return subprocess.run(command, env=env, check=False).returncode  # noqa: S603


def lay_out(stage: Path) -> None:
    """Put every page, with its links as the site has them, and the pictures into a folder."""
    for source in sorted([*(ROOT / "docs").rglob("*.md"), *(ROOT / name for name in OUTSIDE)]):
        name = source.relative_to(ROOT).as_posix()
        if OUTSIDE.get(name) == "index.md":
            continue
        page = stage / place_of(name)
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(relinked(source.read_text(encoding="utf-8"), name), encoding="utf-8")
    for notebook in (ROOT / "docs").glob("*.ipynb"):
        shutil.copy(notebook, stage)
    shutil.copy(ROOT / "benchmarks" / "growth.svg", stage)
    shutil.copytree(ROOT / "corpus", stage / "corpus")
    pictures = stage / "pictures"
    pictures.mkdir()
    with chdir(ROOT):
        report = scan("corpus/")
    terminal(report, pictures / "terminal.svg")
    if not page_picture(report, pictures / "page.png"):
        sys.stderr.write("no Chromium: the site has no picture of the web page\n")
        first = stage / "first-steps.md"
        text = first.read_text(encoding="utf-8")
        first.write_text(re.sub(r"!\[[^\]]*\]\(pictures/page\.png\)\n", "", text), encoding="utf-8")


def place_of(name: str) -> str:
    """Where a page of the repository stands on the site; a page of docs/ where it stands there."""
    return OUTSIDE.get(name) or PurePosixPath(name).relative_to("docs").as_posix()


def relinked(text: str, name: str) -> str:
    """A page with the links that lead out of docs/ leading to pages of the site, or else no links."""
    here = PurePosixPath(name).parent

    def changed(found: re.Match[str]) -> str:
        label, target, anchor = found[1], found[2], found[3] or ""
        if "://" in target or target.startswith("mailto:"):
            return found[0]
        path = os.path.normpath(here / target)
        if not (path in OUTSIDE or (path.startswith("docs/") and path.endswith((".md", ".ipynb")))):
            return label
        start = PurePosixPath(place_of(name)).parent
        place = place_of(path)
        return f"[{label}]({os.path.relpath(place, start)}{'' if place == 'index.md' else anchor})"

    return _LINK.sub(changed, text)


def terminal(report: Report, target: Path) -> None:
    """The opening of the report as a terminal shows it."""
    shown = render(report, width=100, colour=True).splitlines()[:_LINES]
    console = Console(record=True, width=100, file=StringIO(), force_terminal=True)
    console.print(Text.from_ansi("\n".join(["$ syndetect scan corpus/", *shown])))
    svg = console.export_svg(title="syndetect", theme=DEFAULT_TERMINAL_THEME, unique_id="terminal")
    # The site asks for nothing over the network, so fonts are those of the reader.
    target.write_text(re.sub(r"@font-face \{[^}]*\}", "", svg), encoding="utf-8")


def page_picture(report: Report, target: Path) -> bool:
    """The top of the web page, as Chromium shows it; False where there is none."""
    browser = (
        os.environ.get("SYNDETECT_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    )
    if browser is None:
        return False
    with tempfile.TemporaryDirectory() as name:
        page = Path(name) / "report.html"
        page.write_text(render(report, "html"), encoding="utf-8")
        options = ["--headless=new", "--no-sandbox", "--hide-scrollbars", f"--user-data-dir={name}/profile"]
        shot = [
            f"--window-size={_WINDOW}",
            f"--screenshot={target}",
            "--virtual-time-budget=5000",
            page.as_uri(),
        ]
        subprocess.run([browser, *options, *shot], check=True, capture_output=True, timeout=120)  # noqa: S603
    return target.exists()


if __name__ == "__main__":
    sys.exit(main())
