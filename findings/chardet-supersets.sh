#!/bin/sh
# chardet's option prefer_superset names encodings that are no supersets: what it calls cp1250 is ISO 8859-2.
#
# Seen with chardet 7.7.0 on Python 3.11: Polish text in ISO 8859-2 is told as iso8859-2, and decodes to itself.
# With prefer_superset=True the same bytes are told as cp1250, which has ą, ś and ź at other places, so that
# the text decodes, without an error, to other letters. ISO 8859-5 becomes cp1251 in the same way, and of that
# not one letter stays. Only what is passed on as a superset here is one: cp1252 for ISO 8859-1, cp1254 for 8859-9.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q chardet==7.7.0
"$folder/env/bin/python" - <<'PYTHON'
import chardet

polish = "Władze portu zamknęły w czwartek falochron, a mieszkańcy żądają śledztwa. Ląd jest w Łodzi."
russian = "Портовые власти в четверг закрыли внешний мол, после того как водолазы обнаружили трещину."
assert chardet.__version__ == "7.7.0", chardet.__version__
for text, codec in (polish, "iso8859_2"), (russian, "iso8859_5"):
    data = text.encode(codec)
    plain = chardet.detect(data, compat_names=False)["encoding"]
    wider = chardet.detect(data, prefer_superset=True, compat_names=False)["encoding"]
    print(f"{codec}: told as {plain}, with prefer_superset as {wider}: {data.decode(wider)[:44]}")
    assert data.decode(plain) == text, plain
    assert data.decode(wider) != text, wider
print("as described")
PYTHON
