"""Write ``syndetect/data/function_words.json``: the commonest words of each language told by its words.

Run it by hand when the languages or the library's lists change. To load twenty frequency lists for some
hundred words each would take every run a second.
"""

from __future__ import annotations

import json
from pathlib import Path

import wordfreq

from syndetect.identify import BY_WORDS

TARGET = Path(__file__).parent.parent / "syndetect" / "data" / "function_words.json"
COMMONEST = 300


def main() -> None:
    """Build the table and save it, a language a line."""
    lines = []
    for language in BY_WORDS:
        ranked = wordfreq.get_frequency_dict(language, "small")
        common = [word for word in list(ranked)[: 2 * COMMONEST] if word.isalpha()][:COMMONEST]
        lines.append(f'  "{language}": {json.dumps(" ".join(common), ensure_ascii=False)}')
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
