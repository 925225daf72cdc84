#!/bin/sh
# trafilatura breaks a line behind every inline quotation, and moves one inside of another behind the sentence.
#
# HTML's q marks a quotation inside a line; browsers show marks around it. Seen with trafilatura 2.3.1:
# bare_extraction(fast=True) gives no marks, ends the line behind each q in the middle of its sentence, and puts
# the words of a q inside of a q, and what follows them there, behind the end of the sentence. Elements that are
# renamed to span, with the marks in the text, keep sentence and order.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q trafilatura==2.3.1 lxml_html_clean
"$folder/env/bin/python" - <<'PYTHON'
from importlib.metadata import version
from trafilatura import bare_extraction

rest = "".join(f"<p>The tide gate at Port Elm held through storm number {n} of the season, it was said.</p>" for n in range(9))
said = "<p>She said <q>we looked twice</q> on Monday, and <q>he said <q>no</q> to us</q>, the office wrote.</p>"
page = f"<html><body><article>{said}{rest}</article></body></html>"
text = bare_extraction(page, fast=True, include_comments=False, with_metadata=False).text
first = [line.strip() for line in text[: text.index("The tide gate")].splitlines()]
print(first)
assert version("trafilatura") == "2.3.1"
assert first == ["She said we looked twice", "on Monday, and he said", ", the office wrote.", "no", "to us"], first
print("as described")
PYTHON
