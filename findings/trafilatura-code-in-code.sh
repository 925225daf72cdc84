#!/bin/sh
# trafilatura moves the words of code inside code behind the end of their paragraph.
#
# DocBook's pages, and so many manuals, write a command with a placeholder as code with code in it. Seen with
# trafilatura 2.3.1: of "you run get crane at dawn." the inner word, and what follows it inside the outer
# element, come out after the full stop, as if they were a signature; nothing is logged. Bold inside bold, italics
# inside italics and code inside bold stay where they are.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q trafilatura==2.3.1 lxml_html_clean
"$folder/env/bin/python" - <<'PYTHON'
from importlib.metadata import version

from trafilatura import bare_extraction

OTHERS = "".join(f"<p>Tide gate {number} held through the storm of that week, the office said.</p>" for number in range(9))


def first_line(inside):
    page = f"<html><body><article><p>On quiet days you run {inside} at dawn.</p>{OTHERS}</article></body></html>"
    return bare_extraction(page, include_comments=False, with_metadata=False).text.splitlines()[0]


seen = {
    inside: first_line(inside)
    for inside in (
        "<code>get <em><code>crane</code></em> now</code>",
        "<b>get <em><code>crane</code></em> now</b>",
        "<b>get <em><b>crane</b></em> now</b>",
        "<i>get <i>crane</i> now</i>",
    )
}
for inside, line in seen.items():
    print(f"{inside} -> {line}")
assert version("trafilatura") == "2.3.1"
moved, *kept = seen.values()
assert moved.split() == "On quiet days you run get at dawn.crane now".split()
assert all(line == "On quiet days you run get crane now at dawn." for line in kept)
print("as described")
PYTHON
