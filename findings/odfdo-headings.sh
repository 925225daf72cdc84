#!/bin/sh
# odfdo's formatted text sets a heading and the first item of the list below it on one line.
#
# A heading, then a list, is how most documents begin a section. Seen with odfdo 3.27.3: get_formatted_text gives
# "Boats wait- Twelve are in the basin", without a line end, or even a space, between the two.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q odfdo==3.27.3
"$folder/env/bin/python" - <<'PYTHON'
from importlib.metadata import version

from odfdo import Document, Header, List, Paragraph

document = Document("text")
document.body.clear()
for part in (Paragraph("The weir is closed."), Header(1, "Boats wait"), List(["Twelve are in the basin"])):
    document.body.append(part)
seen = document.get_formatted_text()
print(ascii(seen))
assert version("odfdo") == "3.27.3"
assert "Boats wait- Twelve are in the basin" in seen, ascii(seen)
print("as described")
PYTHON
