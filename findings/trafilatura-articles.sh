#!/bin/sh
# trafilatura, told to be fast, reads the first of several articles on a page, and all of them otherwise.
#
# Reviews of the press, archives by month and pages of live reports mark each of their texts as an article. Seen
# with trafilatura 2.3.1: bare_extraction(fast=True) gives the text of the first one alone, without a sign that
# there are more; fast=False gives all of them as one text, and so do both when the elements are sections. fast is
# described as leaving out fallbacks. So how much of a page is read depends on a switch that is about speed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q trafilatura==2.3.1 lxml_html_clean
"$folder/env/bin/python" - <<'PYTHON'
from importlib.metadata import version

from trafilatura import bare_extraction


def page(element):
    texts = (
        f"<{element}><h2>Gate {number}</h2>"
        + "".join(f"<p>Tide gate number {number} held through storm {storm}, the harbour office said.</p>" for storm in range(12))
        + f"</{element}>"
        for number in (1, 2, 3)
    )
    return f"<html><head><title>The week</title></head><body><main>{''.join(texts)}</main></body></html>"


def read(element, fast):
    found = bare_extraction(page(element), fast=fast, include_comments=False, with_metadata=False).text
    return [number for number in (1, 2, 3) if f"gate number {number} " in found]


seen = {(element, fast): read(element, fast) for element in ("article", "section") for fast in (True, False)}
for (element, fast), numbers in seen.items():
    print(f"{element}, fast={fast}: articles {numbers}")
assert version("trafilatura") == "2.3.1"
assert seen.pop(("article", True)) == [1]
assert all(numbers == [1, 2, 3] for numbers in seen.values())
print("as described")
PYTHON
