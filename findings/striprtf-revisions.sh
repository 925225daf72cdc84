#!/bin/sh
# striprtf keeps words that a reviewer deleted and words that are hidden, and loses notes and text boxes.
#
# Word and LibreOffice mark tracked deletions with \deleted and hidden text with \v, and both are gone when the
# document is seen or printed. Seen with striprtf 0.0.35: both stay, so that "on Monday", replaced by "Friday", is
# read as "MondayFriday"; the words of a footnote and of a box (\shptxt) are dropped without a sign of it.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q striprtf==0.0.35
"$folder/env/bin/python" - <<'PYTHON'
from importlib.metadata import version

from striprtf.striprtf import rtf_to_text

revised = r"{\rtf1\ansi The vote is on {\deleted Monday}{\revised Friday}, said the mayor{\v  in confidence}.{\footnote Twice.}\par}"
boxed = r"{\rtf1\ansi The gate held.{\shp{\*\shpinst{\shptxt It was built in 1931.\par}}}\par}"
seen = rtf_to_text(revised), rtf_to_text(boxed)
print(*map(ascii, seen), sep="\n")
assert version("striprtf") == "0.0.35"
assert seen == ("The vote is on MondayFriday, said the mayor in confidence.\n", "The gate held.\n"), seen
print("as described")
PYTHON
