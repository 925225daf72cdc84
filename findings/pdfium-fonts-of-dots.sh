#!/bin/sh
# pdfium gives the codes of TeX's fonts of dots for letters: "Straße" is read as "Straÿe", "office" as "o\x1ece".
#
# Where TeX's outlines of its European fonts are not installed, as in a small TeX Live, pdfTeX and dvips put in fonts of
# dots (Type 3), whose letters are called a30 or a255 after their codes, and no table says what they are. Seen with
# pypdfium2 5.15.2: the codes are handed on as if they were Latin-1, ligatures as control signs, which most who read a
# text drop. Nothing is missing that could be counted, and pdftotext 22.12 gives the same. FPDFText_HasUnicodeMapError()
# is 1 for each of these letters; with TeX as the producer its encodings (T1, OT1) say which letters they are.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q pypdfium2==5.15.2
"$folder/env/bin/python" - <<'PYTHON'
from importlib.metadata import version

import pypdfium2
from pypdfium2 import raw

names = " ".join(f"/a{code}" for code in range(256))
drawings = " ".join(f"/a{code} 4 0 R" for code in range(256))
text = b"BT /F1 12 Tf 50 700 Td (o\x1ece Stra\xffe) Tj ET"


def stream(data):
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


objects = [
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
    f"<< /Type /Font /Subtype /Type3 /FontMatrix [0.001 0 0 0.001 0 0] /FontBBox [0 0 500 700] /FirstChar 0 "
    f"/LastChar 255 /Widths [{'500 ' * 256}] /Encoding << /Type /Encoding /Differences [0 {names}] >> "
    f"/CharProcs << {drawings} >> >>".encode(),
    stream(b"500 0 0 0 400 700 d1 0 0 400 700 re f"),
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R"
    b" /Resources << /Font << /F1 3 0 R >> >> >>",
    stream(text),
]
file, places = b"%PDF-1.4\n", []
for number, content in enumerate(objects, 1):
    places.append(len(file))
    file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
begin = len(file)
file += b"xref\n0 7\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
file += b"trailer << /Size 7 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % begin

page = pypdfium2.PdfDocument(file)[0].get_textpage()
count = page.count_chars()
seen = "".join(chr(raw.FPDFText_GetUnicode(page.raw, at)) for at in range(count))
unnamed = sum(raw.FPDFText_HasUnicodeMapError(page.raw, at) == 1 for at in range(count))
print(ascii(seen), "without a name:", unnamed)
assert version("pypdfium2") == "5.15.2"
assert seen == "o\x1ece Stra\xffe", ascii(seen)
assert unnamed >= len("oce") + len("Stra") + 2, unnamed
print("as described")
PYTHON
