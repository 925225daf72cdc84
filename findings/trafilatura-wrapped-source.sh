#!/bin/sh
# trafilatura keeps the line ends of a page's source in paragraphs with code, and puts them together in all others.
#
# Manuals, wikis and what word processors of technical writers make have their source wrapped at some column; to a
# browser a line end is a space. Seen with trafilatura 2.3.1: a wrapped paragraph comes out as one line when it has
# plain words in it, or em, b, a, span; with code in it, or one br, all its line ends are kept, also those far from
# the element. With include_links=True a paragraph with a link joins them. One line end is also all that stands
# between two paragraphs of the result, so that splitting it at line ends makes three paragraphs out of one, and
# two copies of an article differ by whether a word was set in code.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q trafilatura==2.3.1 lxml_html_clean
"$folder/env/bin/python" - <<'PYTHON'
from importlib.metadata import version

from trafilatura import bare_extraction

WRAPPED = "The harbour office sold its last\nsteam crane to a museum, whose {} will\nfetch it before the ice comes."
OTHERS = "".join(f"<p>Tide gate {number} held through the storm of that week, the office said.</p>" for number in range(9))


def lines(inside, **options):
    page = f"<html><body><article><p>{WRAPPED.format(inside)}</p>{OTHERS}</article></body></html>"
    text = bare_extraction(page, include_comments=False, with_metadata=False, **options).text
    return text[: text.index("Tide gate 0")].count("\n")


link = '<a href="/staff">staff</a>'
seen = {
    "staff": lines("staff"),
    "em": lines("<em>staff</em>"),
    "link": lines(link),
    "code": lines("<code>staff</code>"),
    "br": lines("<br>staff"),
    "link, include_links": lines(link, include_links=True),
}
for inside, count in seen.items():
    print(f"{inside}: {count} line(s)")
assert version("trafilatura") == "2.3.1"
assert seen == {"staff": 1, "em": 1, "link": 1, "code": 3, "br": 4, "link, include_links": 3}
print("as described")
PYTHON
