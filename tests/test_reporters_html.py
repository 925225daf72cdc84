"""The web page as text and data: packed, bounded, the same every time, and closed to everything foreign."""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import re
import zlib
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports import DOCUMENTS, FAMILIES, OWN, audited_report, large_report, nothing_report, scan_report

from syndetect import render, scan
from syndetect.model import Credit, Family, Member, Report, Source
from syndetect.records import from_dict, to_dict
from syndetect.reporters.html import assets
from syndetect.reporters.html.catalogue import catalogue, credit_of_pair, document_row, family_of_pair
from syndetect.reporters.html.change_data import changed
from syndetect.reporters.html.data import data
from syndetect.reporters.html.kinship import family_record, in_tree_order
from syndetect.reporters.html.matrix import MOST, taken
from syndetect.reporters.html.packing import chunks, packed

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
any_text = st.text(st.characters(exclude_categories=()), max_size=80)


class Elements(HTMLParser):
    """Every start tag of a page with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember it."""
        self.found.append((tag, dict(attrs)))


def unpacked(body: str) -> Any:
    """What the page's script would read from a data element."""
    return json.loads(zlib.decompress(base64.b64decode(body)))


def data_of(page: str) -> dict[str, Any]:
    """The page's data elements by their id."""
    found = re.findall(r'<script type="text/plain" id="([\w-]+)">([^<]*)</script>', page)
    return {name: unpacked(body) for name, body in found}


@given(st.lists(any_text))
def test_packed_data_comes_back(texts: list[str]) -> None:
    """Any text survives, and no character of the packed form can end an element or begin one."""
    body = packed(texts)
    assert re.fullmatch(r"[A-Za-z0-9+/=]*", body)
    back = unpacked(body)
    assert [len(text) for text in back] == [len(text) for text in texts]
    assert back == [re.sub("[\ud800-\udbff](?=[\udc00-\udfff])", "\ufffd", text) for text in texts]


@given(st.lists(st.integers(), max_size=20), st.integers(1, 7))
def test_chunks_hold_everything_in_order(items: list[int], size: int) -> None:
    """A record is found by dividing its number by the size of a chunk."""
    found = {name: unpacked(body) for name, body in chunks("x", items, size, lambda item: item)}
    assert [found[f"x-{place // size}"][place % size] for place in range(len(items))] == items
    assert all(1 <= len(chunk) <= size for chunk in found.values())


def test_the_page_is_the_same_every_time() -> None:
    """Equal reports give equal pages, also by way of saved JSON."""
    page = render(scan_report(), "html")
    assert render(scan_report(), "html") == page
    assert render(from_dict(json.loads(json.dumps(to_dict(scan_report())))), "html") == page


def test_the_page_holds_what_its_views_need() -> None:
    """Texts of related articles, every pair in full, every family; nothing of articles without a relation."""
    report = scan_report()
    held = data_of(render(report, "html"))
    index = held["index"]
    related = [item for item in DOCUMENTS if item.id != "north/garden.txt"]
    assert [row[0] for row in index["documents"]] == [item.id for item in related]
    assert held["texts-0"] == [item.text for item in related]
    assert [len(pair["passages"]) for pair in held["pairs-0"]] == [
        len(pair.passages) for pair in report.pairs
    ]
    assert [family["id"] for family in index["families"]] == ["coast/ferry.txt", "bread/guild.txt"]
    assert [pair["names"] for pair in held["pairs-0"]][:2] == [
        ["Bay Times", "Nordvik Press Agency"],
        ["Nordvik Post", "short.txt"],
    ]
    assert held["pairs-0"][1]["reasons"][0] == "100 % of the words of short.txt stand in Nordvik Post"
    assert held["clean"] == [["North Weekly", "Roses", "north/garden.txt"]]
    assert held["quotes-0"][0] == [OWN.index("“"), len("“We had trained for exactly this in January,”")]


def test_a_page_without_findings_says_what_was_looked_for() -> None:
    """That no two tell the same story is only said when that was looked for."""
    report = nothing_report()
    assert "Nor do any two tell the same story" in render(report, "html")
    strict = render(replace(report, settings={"min_relation": "paraphrase"}), "html")
    assert "Nor do any two" not in strict
    assert "Relations weaker than paraphrase were not listed" in strict


@pytest.mark.parametrize("report", [scan_report(), nothing_report()], ids=["some", "none"])
def test_the_page_asks_for_nothing(report: Report) -> None:
    """No element names another file, no attribute holds code, and the policy lets only our own text run."""
    page = render(report, "html")
    elements = Elements(page).found
    for tag, attributes in elements:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base", "audio", "video", "source"}
        assert "src" not in attributes
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        assert attributes.get("href", "#").startswith("#")
    (policy,) = [
        attributes["content"] or ""
        for tag, attributes in elements
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = {name: value for name, _, value in (rule.strip().partition(" ") for rule in policy.split(";"))}
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in policy
    for tag in ("script", "style"):
        (body,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        hashed = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert rules[f"{tag}-src"] == f"'sha256-{hashed}'"


def test_a_hundred_articles_stay_below_a_megabyte() -> None:
    """Measured on the sample corpus, where nearly all articles are related, and scaled up with its size."""
    report = scan(CORPUS)
    assert len(render(report, "html").encode()) / len(report.documents) * 100 < 1_000_000


def test_articles_are_named_once_in_the_markup() -> None:
    """The markup does not grow with the report: thousands of articles are in the packed data only."""
    sizes = [
        len(re.sub(r'<script type="text/plain".*?</script>\n', "", render(large_report(many, 0), "html")))
        for many in (120, 240)
    ]
    assert abs(sizes[0] - sizes[1]) < 100


@given(
    st.lists(
        st.sampled_from(["the", "harbour", "office", "said", "Said,", "two", "boats", " \n", "x"]),
        max_size=30,
    ),
    st.lists(st.sampled_from(["the", "harbour", "office", "told", "two", "boats", "came", "🛳️"]), max_size=30),
)
def test_changes_are_what_the_other_side_lacks(left: list[str], right: list[str]) -> None:
    """Steps alternate between what stayed and what changed; what stayed is equal on both sides."""
    texts = " ".join(left), " ".join(right)
    stayed: list[list[str]] = []
    for text, steps in zip(texts, changed(*texts), strict=True):
        assert len(steps) % 2 == 0
        assert sum(steps) <= len(text)
        at, kept = 0, []
        for equal, different in (
            itertools.batched(steps, 2)
            if hasattr(itertools, "batched")
            else zip(steps[::2], steps[1::2], strict=True)
        ):
            kept += text[at : at + equal].split()
            words = text[at + equal : at + equal + different]
            assert words == words.strip() != ""
            at += equal + different
        kept += text[at:].split()
        stayed.append([word.strip(",").casefold() for word in kept])
    assert stayed[0] == stayed[1]


def test_equal_stretches_have_no_changes() -> None:
    """Case and punctuation at the edges of words are no change either."""
    assert changed("Two boats came.", "Two boats came.") == ([], [])
    assert changed("Two boats, came", "two boats came") == ([], [])
    assert changed(" Two boats came", "Two ferries came") == ([5, 5], [4, 7])


def family_of(sources: list[int | None], root: int | None) -> Family:
    """A family whose n-th member comes from the member of that number."""
    names = [f"m{number:02}" for number in range(len(sources))]
    members = tuple(
        Member(name, "copy", None if source is None else f"m{source:02}", 0.5, 0.5)
        for name, source in zip(names, sources, strict=True)
    )
    return Family("f", Source(None if root is None else f"m{root:02}", "Wire", 0.5), members)


@given(st.data())
def test_every_member_stands_once_and_below_its_parent(data: st.DataObject) -> None:
    """Whatever the sources are, also in circles or outside the family, nobody is lost or shown twice."""
    size = data.draw(st.integers(1, 12))
    number = st.none() | st.integers(0, size + 2)
    sources = data.draw(st.lists(number, min_size=size, max_size=size))
    family = family_of(sources, data.draw(st.none() | st.integers(0, size - 1)))
    rows = list(in_tree_order(family))
    assert sorted(member.document for member, _ in rows) == [member.document for member in family.members]
    depths = {member.document: depth for member, depth in rows}
    seen: set[str] = set()
    for member, depth in rows:
        if depth:
            assert member.source in seen
            assert depths[member.source] == depth - 1
        seen.add(member.document)


def test_a_members_row_says_when_how_and_whose() -> None:
    """Delay in words, the credit with the article's own words, and the row of its parent."""
    known = catalogue(scan_report())
    rows = {known.documents[row["document"]].id: row for row in family_record(known, FAMILIES[1])["members"]}
    copy = rows["lantern/ferry.txt"]
    assert copy["delay"] == "40 min later"
    assert (copy["credits"], copy["says"]) == ("carries the mark of Nordvik Press Agency", "(NPA)")
    assert copy["minutes"] - rows["wire/ferry.txt"]["minutes"] == 40
    assert (copy["parent"], copy["depth"]) == (0, 1)


def test_a_mere_day_stands_not_before_its_source() -> None:
    """A copy dated by its day alone is drawn where it could have been, not at midnight before its source."""
    report = scan_report()
    dated = tuple(
        replace(item, published="2026-03-04" if item.id == "lantern/ferry.txt" else item.published)
        for item in report.documents
    )
    known = catalogue(replace(report, documents=dated))
    rows = {known.documents[row["document"]].id: row for row in family_record(known, FAMILIES[1])["members"]}
    assert rows["lantern/ferry.txt"]["minutes"] == rows["wire/ferry.txt"]["minutes"]


def test_links_are_held_in_the_order_of_the_members() -> None:
    """A record for each member: the audit with its reach, the ledger with quoted words, the changes."""
    report = audited_report()
    held = data_of(render(report, "html"))
    members = [report_member for family in held["index"]["families"] for report_member in family["members"]]
    assert len(held["links-0"]) == len(members)
    ids = [held["index"]["documents"][member["document"]][0] for member in members]
    links = dict(zip(ids, held["links-0"], strict=True))
    coast, leak = links["coast/ferry.txt"], links["sund/leak.txt"]
    assert (coast["verdict"], coast["derived"], coast["uncredited"]) == ("credited in part", 71, 20)
    assert coast["reach"] == "It stands in the body and speaks for its paragraph"
    assert [clue[:3] for clue in coast["clues"]] == [
        ["for", 2.9, "time"], ["for", 1.5, "leftover"], ["against", 0.4, "style"]
    ]  # fmt: skip
    assert coast["clues"][1][4] == report.document("coast/ferry.txt").text[:12]
    assert coast["clues"][0][3] == "Nordvik Press Agency was published before Coast Herald"
    assert leak["altered"] == [["number", "84", "eighty"], ["negation", "nobody", ""]]
    assert (leak["cut"], leak["added"]) == (9, 14)


def test_the_matrix_counts_who_took_from_whom() -> None:
    """Each derived article once, under the outlet that gave and the one that took, with its words."""
    known = catalogue(audited_report())
    found = taken(known, known.families)
    names = found["names"]
    cells = {(names[a], names[b]): counts for a, b, *counts in found["cells"]}
    assert cells == {
        ("Nordvik Press Agency", "Coast Herald"): [1, 71, 20],
        ("Nordvik Press Agency", "Daily Lantern"): [1, 54, 0],
        ("Nordvik Press Agency", "Sund Radio"): [1, 31, 31],
        ("Nordvik Post", ""): [1, 0, 0],
    }
    assert found["left"] == 0


def test_a_large_matrix_says_what_it_leaves_out() -> None:
    """Only the outlets with the most articles have a row; the articles of the others are counted."""
    names = [f"m{number:02}" for number in range(60)]
    family = family_of([None, *[0] * 59], 0)
    documents = tuple(replace(DOCUMENTS[0], id=name, outlet=f"Outlet {name}") for name in names)
    report = replace(scan_report(), documents=documents, families=(family,), pairs=())
    found = taken(catalogue(report), [family])
    assert len(found["names"]) == MOST
    assert sum(cell[2] for cell in found["cells"]) + found["left"] == 59


def test_a_pair_has_the_credit_of_its_derived_side() -> None:
    """No credit, a vague one, a named one; none is asked for where nothing is derived."""
    report = scan_report()
    credits = {pair.left: credit_of_pair(catalogue(report), pair) for pair in report.pairs}
    assert credits == {
        "bay/own.txt": -1,
        "bread/guild.txt": 0,
        "coast/ferry.txt": 2,
        "lantern/ferry.txt": 2,
        "sund/leak.txt": 0,
    }
    vague = replace(FAMILIES[1].members[0], credit=Credit("vague"))
    changed_report = replace(
        report, families=(FAMILIES[0], replace(FAMILIES[1], members=(vague, *FAMILIES[1].members[1:])))
    )
    known = catalogue(changed_report)
    assert credit_of_pair(known, report.pairs[2]) == 1
    assert credit_of_pair(known, replace(report.pairs[2], direction="common-source")) == 1


def test_a_pair_belongs_to_the_family_that_tells_of_it() -> None:
    """Its members' pairs, and those with an independent telling of the same story."""
    known = catalogue(scan_report())
    found = {pair.left: family_of_pair(known, pair) for pair in known.report.pairs}
    assert found == {
        "bay/own.txt": 0,
        "bread/guild.txt": 1,
        "coast/ferry.txt": 0,
        "lantern/ferry.txt": 0,
        "sund/leak.txt": 0,
    }
    assert family_of_pair(known, replace(known.report.pairs[0], right="bread/guild.txt")) == -1


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://press.example/a?b=1#c", True),
        ("HTTP://press.example", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//press.example", False),
        ("https://[", False),
        (" javascript:alert(1)", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_are_linked(url: str | None, linked: bool) -> None:  # noqa: FBT001
    """Whatever else stands in an article's address leads nowhere."""
    assert bool(document_row(replace(DOCUMENTS[0], url=url))[5]) is linked


def rows(report: Report) -> list[list[Any]]:
    """The documents as the page's data has them."""
    found: list[list[Any]] = unpacked(dict(data(catalogue(report)))["index"])["documents"]
    return found


def test_languages_are_told_in_a_report_of_several() -> None:
    """A page with articles in two languages names each one's; a page in one language names none."""
    report = scan_report()
    assert {row[6] for row in rows(report)} == {""}
    documents = (replace(report.documents[0], language="uk"), *report.documents[1:])
    assert {row[6] for row in rows(replace(report, documents=documents))} == {"Ukrainian", "English"}


# Matrices for linear RGB, severity 1: Machado, Oliveira and Fernandes, 2009.
_EYES = {
    "all": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.1523, 1.0526, -0.2049), (0.1145, 0.7863, 0.0992), (-0.0039, -0.0481, 1.0520)),
    "deutan": ((0.3673, 0.8606, -0.2280), (0.2801, 0.6725, 0.0474), (-0.0118, 0.0429, 0.9689)),
    "tritan": ((1.2555, -0.0767, -0.1788), (-0.0784, 0.9308, 0.1476), (0.0047, 0.6914, 0.3039)),
}


def linear(colour: str) -> list[float]:
    """A colour like #84c2ff as linear RGB."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def lab(colour: str, eyes: str) -> tuple[float, float, float]:
    """The colour as these eyes see it, in CIE L*a*b*."""
    source = linear(colour)
    red, green, blue = (
        min(1.0, max(0.0, sum(share * part for share, part in zip(row, source, strict=True))))
        for row in _EYES[eyes]
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def palettes() -> list[tuple[str, ...]]:
    """The passage colours of each colour scheme in the style sheet."""
    found = re.findall(
        "--p0: (#\\w+); --p1: (#\\w+); --p2: (#\\w+); --p3: (#\\w+); --p4: (#\\w+);", assets.style()
    )
    return sorted(set(found))


@pytest.mark.parametrize("eyes", _EYES)
def test_passage_colours_stay_apart_for_every_reader(eyes: str) -> None:
    """Any two differ clearly (by 15 or more in L*a*b*, where 2 to 3 is just noticeable)."""
    assert len(palettes()) == 2
    for colours in palettes():
        seen = [lab(colour, eyes) for colour in colours]
        for one, other in itertools.combinations(seen, 2):
            assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 >= 15
