"""What a language writes in one with a word and another one apart: articles, prepositions, endings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

UNCASED = frozenset(("ar", "fa", "ur"))
"""Languages in the Arabic script: no capital tells a name there."""

_ARTICLES: Mapping[str, Sequence[str]] = {"ar": ("وال", "بال", "فال", "كال", "ولل", "لل", "ال")}
_BEFORE: Mapping[str, Sequence[str]] = {"ar": ("و", "ف", "ب", "ل", "ك", "س", "وب", "ول")}
_BEHIND: Mapping[str, Sequence[str]] = {
    "ar": ("هما", "ات", "ين", "ون", "ان", "ها", "هم", "يا", "وا", "ت", "ه", "ا", "ي")
}
"""Folded, the longer ones first where one opens with another."""

PARTICLED = frozenset(_ARTICLES)
"""Languages of which any is known here."""

_LEAST_LETTERS = 3
_LEAST_BEHIND_ARTICLE = 2


def without_article(word: str, language: str) -> str:
    """A folded word without the article, and the preposition before that, which stand in one with it."""
    for article in _ARTICLES.get(language, ()):
        if word.startswith(article) and len(word) - len(article) >= _LEAST_BEHIND_ARTICLE:
            return word[len(article) :]
    return word


def bare_forms(word: str, language: str) -> Iterator[str]:
    """What a folded word may be without its particles and endings, the least cut off first."""
    if language not in PARTICLED:
        return
    noun = without_article(word, language)
    heads = [noun] if noun != word else []
    heads += (
        word[len(particle) :]
        for particle in _BEFORE[language]
        if word.startswith(particle) and len(word) - len(particle) >= _LEAST_LETTERS
    )
    yield from heads
    for head in (word, *heads):
        for ending in _BEHIND[language]:
            if head.endswith(ending) and len(head) - len(ending) >= _LEAST_LETTERS:
                yield head[: -len(ending)]
