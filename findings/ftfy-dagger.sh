#!/bin/sh
# ftfy makes a dagger of a closing mark of quotation that has lost its last byte, and takes the space behind it.
#
# The mark is E2 80 9D in UTF-8, and 9D means nothing in cp1252, so programs that read UTF-8 as cp1252 drop it:
# the opening mark becomes three signs, the closing one two and the space that follows. Seen with ftfy 6.3.1:
# the two signs and the space, taken as a no-break space (A0), are read as E2 80 A0, the dagger. The quotation
# has no end any more, and the words around the mark have no space between them.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q ftfy==6.3.1
"$folder/env/bin/python" - <<'PYTHON'
import ftfy

right = "She said: \u201cSand,\u201d and left."
wrong = right.encode().decode("cp1252", "ignore")
seen = ftfy.fix_encoding(wrong)
print(ascii(wrong), "->", ascii(seen))
assert ftfy.__version__ == "6.3.1", ftfy.__version__
assert seen == "She said: \u201cSand,\u2020and left.", ascii(seen)
print("as described")
PYTHON
