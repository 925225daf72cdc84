#!/bin/sh
# pdfium gives one sign, U+FFFE, for a hyphen that breaks a word at a line's end and for a letter without a name.
#
# A font may map a code to nothing: browsers print such letters of CJK fonts, and old programs whole texts. Seen
# with pypdfium2 5.15.2: get_text_range() has U+FFFE in the place of such a letter, and the same U+FFFE where a
# hyphen ends a line and the word goes on in the next; get_text_bounded() has U+0002 for the hyphen and leaves the
# letter out, so that "the tide" is read as "he ide" without a sign that anything is missing.
# FPDFText_GetUnicode() tells them apart: 0 for the letter, 2 for the hyphen. Who joins words at U+FFFE loses letters.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q pypdfium2==5.15.2
"$folder/env/bin/python" - <<'PYTHON'
from importlib.metadata import version

import pypdfium2
from pypdfium2 import raw

nameless = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange " \
    b"1 beginbfchar <74> <0000> endbfchar endcmap end"
drawn = b"BT /F1 12 Tf 14 TL 50 700 Td (the tide at the har-) Tj T* (bour held) Tj ET"


def stream(data):
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


objects = [
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 4 0 R >>",
    stream(nameless),
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R"
    b" /Resources << /Font << /F1 3 0 R >> >> >>",
    stream(drawn),
]
file, places = b"%PDF-1.4\n", []
for number, told in enumerate(objects, 1):
    places.append(len(file))
    file += b"%d 0 obj\n%s\nendobj\n" % (number, told)
begin = len(file)
file += b"xref\n0 7\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
file += b"trailer << /Size 7 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % begin

page = pypdfium2.PdfDocument(file)[0].get_textpage()
codes = [raw.FPDFText_GetUnicode(page.raw, at) for at in range(page.count_chars())]
seen = page.get_text_range(), page.get_text_bounded()
print(*map(ascii, seen), sep="\n")
print("letters without a name:", codes.count(0), "hyphens:", codes.count(2))
assert version("pypdfium2") == "5.15.2"
assert seen[0] == "\ufffehe \ufffeide a\ufffe \ufffehe har\ufffebour held", ascii(seen[0])
assert "\ufffe" not in seen[1] and "he ide a he" in seen[1], ascii(seen[1])
assert (codes.count(0), codes.count(2)) == (4, 1)
print("as described")
PYTHON
