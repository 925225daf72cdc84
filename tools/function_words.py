"""Write ``syndetect/data/function_words.json`` and ``word_shares.json``: the commonest words of languages.

Run it by hand when the languages or the library's lists change. To load twenty frequency lists for some
hundred words each would take every run a second.
"""

from __future__ import annotations

import json
from pathlib import Path

from syndetect.text.identify import BY_SCRIPT_AND_WORDS, BY_WORDS
from syndetect.text.lexicon import frequencies

DATA = Path(__file__).parent.parent / "syndetect" / "data"
COMMONEST = 300


def main() -> None:
    """Build the tables and save them, a language a line."""
    lines, shares = [], []
    for language in (*BY_WORDS, *BY_SCRIPT_AND_WORDS):
        ranked = frequencies(language)
        # Vowel signs are no letters to Python, in scripts that write words with them.
        signed = language in BY_SCRIPT_AND_WORDS
        common = [
            word
            for word in list(ranked)[: 2 * COMMONEST]
            if (signed and not word[0].isascii()) or word.isalpha()
        ]
        common = [word for word in common if not (signed and word.isascii())][:COMMONEST]
        lines.append(f'  "{language}": {json.dumps(" ".join(common), ensure_ascii=False)}')
        shares.append(f'  "{language}": {sum(ranked[word] for word in common):.2f}')
    (DATA / "function_words.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    (DATA / "word_shares.json").write_text("{\n" + ",\n".join(shares) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
