"""Write ``constraints.txt``: one tested release of everything that is installed, for Python 3.11 and newer.

``python -m tools.constraints`` takes the newest of everything, ``--check`` fails when the file is not what
pyproject.toml asks for. Releases are resolved by uv, wheels only.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "constraints.txt"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
COMPILE = (
    sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "--extra", "dev", "--quiet",
    "--only-binary", ":all:", "--no-header", "--no-annotate",
)  # fmt: skip
APART = ("py4j", "pyspark")
"""Packages of extras that the tests do without: one is published without a wheel, half a gigabyte large."""
ABOUT_APART = "# For the extra spark, whose library has no wheel; moved by hand.\n"
HEAD = (
    "# The releases that the tests were run with. Written by `make constraints`; the package's\n"
    "# own ranges stand in pyproject.toml.\n"
)


def main() -> int:
    """Write the file, or with ``--check`` compare it; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing, fail when something would change"
    )
    check = parser.parse_args().check
    made = resolved(keep=check)
    for python in PYTHONS:
        fitting(made, python)
    if not check:
        TARGET.write_text(made, encoding="utf-8")
    elif made != TARGET.read_text(encoding="utf-8"):
        print("constraints.txt is not what pyproject.toml asks for; run make constraints", file=sys.stderr)  # noqa: T201
        return 1
    return 0


def resolved(*, keep: bool) -> str:
    """The whole set with its markers; `keep` leaves every release of the file that still fits."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "constraints.txt"
        if keep:
            target.write_text(TARGET.read_text(encoding="utf-8"), encoding="utf-8")
        options = ("--universal", "--python-version", PYTHONS[0], "--output-file", str(target))
        subprocess.run([*COMPILE, *options], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        return HEAD + target.read_text(encoding="utf-8") + apart()


def apart() -> str:
    """What the file says of the packages that are not resolved."""
    lines = TARGET.read_text(encoding="utf-8").splitlines(keepends=True)
    return ABOUT_APART + "".join(line for line in lines if line.split("==")[0] in APART)


def fitting(constraints: str, python: str) -> None:
    """Fail unless everything has a wheel for that Python within the constraints."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "constraints.txt"
        file.write_text(constraints, encoding="utf-8")
        options = ("--python-version", python, "--constraints", str(file))
        subprocess.run([*COMPILE, *options], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)  # noqa: S603


if __name__ == "__main__":
    raise SystemExit(main())
