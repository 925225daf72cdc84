"""A word list of the user's: what it may look like, and what is said where it is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect import compare
from syndetect.crosslingual.glosses import gathered
from syndetect.errors import SettingsError
from syndetect.pipeline.across import glosses_of
from syndetect.readers.glossary import MOST_GLOSSES, read_glossary

TEI = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader xml:lang="en"/><text><body xml:lang="sv">
<entry><form><orth>färja</orth></form><sense>
<cit type="trans" xml:lang="en"><quote>ferry</quote></cit>
<cit type="trans" xml:lang="en"><quote>ferry boat</quote></cit></sense></entry>
<entry><form><orth>dimma</orth></form><sense><cit type="trans" xml:lang="en"><quote>fog</quote>
<quote>mist</quote></cit></sense></entry>
<entry><form><orth>utan</orth></form></entry>
</body></text></TEI>"""

ENGLISH = (
    "The ferry left Brenick in thick fog on Tuesday with 88 guests. Its horn was heard in Torvane at 5.40. "
    "Captain Runa Velde slowed the ship to six knots before the rocks. A whale was seen near the bridge. "
    "Nobody was hurt, the coastguard of Kassel said. The harbour of Brenick stays closed until Friday."
)
FINNISH = (
    "Lautta lähti Brenickistä sankassa sumussa tiistaina mukanaan 88 vierasta. "
    "Sen sumutorvi kuultiin Torvanessa kello 5.40. "
    "Kapteeni Runa Velde hidasti laivan kuuteen solmuun ennen kallioita. Sillan luona nähtiin valas. "
    "Kukaan ei loukkaantunut, sanoi Kasselin rannikkovartiosto. "
    "Brenickin satama on suljettu perjantaihin asti."
)


def written(path: Path, text: str | bytes) -> str:
    """The path of a file with that in it."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def test_a_table_has_a_language_a_column(tmp_path: Path) -> None:
    """Words of a row mean the same; a bar parts several, a star ends an opening, an empty cell is none."""
    path = written(
        tmp_path / "words.tsv", "en\tsv\tfi\nferry\tfärja|färjor*\tlautta\nfog\tdimm*\t\nalone\t\t\n"
    )
    glosses = glosses_of(path)
    assert set(glosses.meanings("ferry", "en")) & set(glosses.meanings("farja", "sv"))
    assert set(glosses.meanings("farja", "sv")) & set(glosses.meanings("lautta", "fi"))
    assert set(glosses.meanings("fog", "en")) & set(glosses.meanings("dimman", "sv"))
    assert not any(meaning.startswith("~line") for meaning in glosses.meanings("alone", "en"))


def test_the_own_words_stay(tmp_path: Path) -> None:
    """A list adds to the package's own and takes nothing away."""
    path = written(tmp_path / "words.tsv", "en\tes\nwater\tlíquido\n")
    glosses = glosses_of(path)
    assert set(glosses.meanings("water", "en")) & set(glosses.meanings("wasser", "de"))
    assert set(glosses.meanings("water", "en")) & set(glosses.meanings("liquido", "es"))


def test_freedict_is_read(tmp_path: Path) -> None:
    """An entry gives its head word and its glosses of one word; one without a gloss says nothing."""
    rows = read_glossary(written(tmp_path / "swe-eng.tei", TEI))
    assert [spoken for _, spoken in rows] == [
        {"sv": ("färja",), "en": ("ferry",)},
        {"sv": ("dimma",), "en": ("fog", "mist")},
    ]


def test_languages_of_a_dictionary_may_stand_in_its_name(tmp_path: Path) -> None:
    """Where the file names no language its own name does, as FreeDict's do; the first few glosses count."""
    quotes = "".join(f"<quote>word{number}</quote>" for number in range(9))
    entry = f'<entry><orth>ord</orth><cit type="trans">{quotes}</cit></entry>'
    text = f"<TEI><text><body>{entry}</body></text></TEI>"
    ((_, spoken),) = read_glossary(written(tmp_path / "swe-eng.tei", text))
    assert spoken["sv"] == ("ord",)
    assert len(spoken["en"]) == MOST_GLOSSES


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("latin.tsv", "en\tes\nwater\tagua\nyear\taño\n".encode("latin-1"), "not UTF-8"),
        ("one.tsv", "en\nwater\n", "no words of two languages"),
        ("heads.tsv", "left\tright\nwater\tagua\n", "no words of two languages"),
        ("empty.tsv", "", "no words of two languages"),
        ("other.xml", "<html><p>water</p></html>", "no words of two languages"),
        ("broken.tei", "<", "valid XML"),
    ],
)
def test_what_is_no_list_is_named(tmp_path: Path, name: str, data: str | bytes, message: str) -> None:
    """The message names the file and says what one looks like, before any article is read."""
    path = written(tmp_path / name, data)
    with pytest.raises(SettingsError, match=message) as caught:
        compare("nowhere.txt", "nor here.txt", glossary=path)
    assert path in str(caught.value)


def test_a_missing_list_is_named(tmp_path: Path) -> None:
    """A path that leads nowhere is said with the reason."""
    with pytest.raises(SettingsError, match="cannot be read as a glossary"):
        read_glossary(str(tmp_path / "none.tsv"))


ENTRIES = (
    '<TEI><text><body xml:lang="sv"><entry><orth>&x;</orth><cit type="trans" xml:lang="en">'
    '<quote>&b;</quote></cit></entry><entry><orth>hav</orth><cit type="trans" xml:lang="en">'
    "<quote>sea</quote></cit></entry></body></text></TEI>"
)


def test_entities_of_a_hostile_dictionary_are_never_read(tmp_path: Path) -> None:
    """What is declared stays unread, and the other entries are read."""
    secret = tmp_path / "secret.txt"
    secret.write_text("topsecret")
    declared = f'<!DOCTYPE TEI [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY b "boom">]>'
    rows = read_glossary(written(tmp_path / "swe-eng.tei", declared + ENTRIES))
    assert ({"sv": ("hav",), "en": ("sea",)}) in [spoken for _, spoken in rows]
    assert "topsecret" not in str(rows)


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    """Entities of entities neither grow nor bring the program down: the file is named and refused."""
    bombs = "".join(f'<!ENTITY b{n} "&b{n - 1};&b{n - 1};&b{n - 1};">' for n in range(1, 30))
    declared = f'<!DOCTYPE TEI [<!ENTITY b0 "boom"><!ENTITY x "x">{bombs}<!ENTITY b "&b29;">]>'
    path = written(tmp_path / "swe-eng.tei", declared + ENTRIES)
    with pytest.raises(SettingsError, match=r"swe-eng\.tei"):
        read_glossary(path)


def test_a_list_tells_more_of_a_translation(tmp_path: Path) -> None:
    """Of two languages that the package has no words of, a list of the user's finds what it glosses."""
    words = (
        "en\tfi\nferry\tlaut*\nfog\tsumu*\nguests\tvier*\nharbour\tsatama*\nwhale\tvalas\nbridge\tsil*\nship\tlaiva*"
        "\nheard\tkuul*\nrocks\tkallio*\nhurt\tloukka*\nclosed\tsulj*\nFriday\tperjantai*\nTuesday\ttiistai*\n"
    )
    path = written(tmp_path / "words.tsv", words)
    left, right = {"id": "a", "text": ENGLISH}, {"id": "b", "text": FINNISH, "language": "fi"}
    (without,) = compare(left, right).pairs
    (told,) = compare(left, right, glossary=path).pairs
    assert told.derivation > without.derivation
    assert told.relation == "translation"


_SHORT = st.text("abc", max_size=6)


@given(st.lists(st.tuples(_SHORT, st.booleans()), max_size=12), _SHORT)
def test_a_word_means_what_its_longest_opening_means(forms: list[tuple[str, bool]], word: str) -> None:
    """A whole word first, then the longest opening of two letters and more; as a look at all of them says."""
    rows = [(f"~{at}", {"en": [f"{form}*" if opening else form]}) for at, (form, opening) in enumerate(forms)]
    whole = [f"~{at}" for at, (form, opening) in enumerate(forms) if form and not opening and form == word]
    openings = {form for form, opening in forms if opening and len(form) > 1 and word.startswith(form)}
    longest = max(openings, key=len, default=None)
    opened = [f"~{at}" for at, (form, opening) in enumerate(forms) if opening and form == longest]
    assert gathered(rows).meanings(word, "en") == tuple(whole or opened)
