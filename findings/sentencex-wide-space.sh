#!/bin/sh
# An ordinary no-break space in a sentence makes sentencex raise what "except Exception" does not catch.
#
# French and German typists put a no-break space before some marks. Behind a single capital and before a full stop
# ("vitamin C ."), sentencex 1.0.32 cuts the text at a count of bytes that takes every space for one byte long, and
# raises pyo3_runtime.PanicException. That class comes from BaseException, as KeyboardInterrupt does: a guard that
# means to survive any error of a library lets it through, and a batch of texts ends with the first such sentence.
# With a plain space in the same place the same sentence is split as it should be.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q sentencex==1.0.32
cat >"$folder/try.py" <<'PY'
import sentencex

plain = "The crew got vitamin C . They sailed on."
print([found["text"] for found in sentencex.get_sentence_boundaries("en", plain)])
try:
    sentencex.get_sentence_boundaries("en", plain.replace("C .", "C\u00a0."))
except Exception:
    raise SystemExit("an ordinary exception now")
except BaseException as error:
    print(type(error).__name__, "from", type(error).__bases__[0].__name__)
else:
    raise SystemExit("no error any more")
print("as described")
PY
"$folder/env/bin/python" "$folder/try.py" 2>/dev/null
