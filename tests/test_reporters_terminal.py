"""The terminal report: as the golden files show it, at any width, and safe with hostile text.

With SYNDETECT_UPDATE_GOLDEN=1 in the environment the golden files are written anew; look at what changed.
"""

from __future__ import annotations

import json
import os
import re
import shlex
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import PAIRS, audited_report, compare_report, large_report, nothing_report, scan_report
from rich.cells import cell_len

from syndetect import scan
from syndetect.gates import gate, parse
from syndetect.model import (
    Credit,
    Document,
    Family,
    LedgerLine,
    Member,
    Pair,
    Passage,
    Report,
    Skipped,
    Source,
    Span,
)
from syndetect.records import from_dict, to_dict
from syndetect.reporters.outline import unrelated
from syndetect.reporters.readable import pair_names, sided
from syndetect.reporters.terminal import render

GOLDEN = Path(__file__).parent / "golden"
_COLOUR_CODES = re.compile(r"\x1b\[[0-9;]*m")

HOSTILE = (
    "[bold red]sale[/] [/b] \x1b[31mred\x1b[0m \x1b]0;title\x07 \u202egnp.exe\u202c \u2066x\u2069 "
    "zero\u200bwidth \x00 \x9b2J :smile: "
    + "long" * 60
    + " 渡船昨晚返航" * 12
    + " 👩\u200d👩\u200d👧 ❤\ufe0f e\u0301 \ud800 tab\tend\r\nnext\u2028line"
)


def check_report() -> Report:
    """A check of three drafts that a gate has judged: one fails, one is known, and one is licensed."""
    report = replace(audited_report(), submissions=("coast/ferry.txt", "lantern/ferry.txt", "sund/leak.txt"))
    judged = gate(report, parse("relation>=rewrite"))
    status = {
        "lantern/ferry.txt": ("licensed", "licensed by NPA"),
        "sund/leak.txt": ("known", "in the baseline"),
    }
    findings = []
    for one in judged.findings:
        excused, reason = status.get(one.submission, (one.status, one.reason))
        findings.append(replace(one, status=excused, reason=reason, fails=one.fails and excused == "new"))
    return replace(judged, findings=tuple(findings))


def shown(
    report: Report, width: int = 80, *, colour: bool = False, explain: bool = False, **details: Any
) -> str:
    """The report's text."""
    return "".join(render(report, width=width, colour=colour, explain=explain, **details))


@pytest.mark.parametrize(
    ("name", "report", "options"),
    [
        ("scan-80", scan_report, {"width": 80}),
        ("scan-140", scan_report, {"width": 140}),
        ("scan-100-colour", scan_report, {"width": 100, "colour": True}),
        ("scan-80-explain", scan_report, {"width": 80, "explain": True}),
        ("compare-80", compare_report, {"width": 80}),
        ("compare-140", compare_report, {"width": 140}),
        ("compare-80-explain", compare_report, {"width": 80, "explain": True}),
        ("nothing-80", nothing_report, {"width": 80}),
        ("check-80", check_report, {"width": 80}),
        ("check-80-explain", check_report, {"width": 80, "explain": True}),
    ],
)
def test_golden(name: str, report: Callable[[], Report], options: dict[str, Any]) -> None:
    """The report looks as it was approved, to the byte."""
    path = GOLDEN / f"{name}.txt"
    text = shown(report(), **options)
    if os.environ.get("SYNDETECT_UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


def check_page(text: str, width: int) -> None:
    """Nothing but printable characters and line breaks, no line too wide, no space at the end of one."""
    for line in text.split("\n"):
        assert line.replace("\u200c", "").isprintable()
        assert cell_len(line) <= width
        assert not line.endswith(" ")


@pytest.mark.parametrize("width", [40, 57, 80, 99, 100, 140, 200])
@pytest.mark.parametrize("explain", [False, True])
@pytest.mark.parametrize("report", [scan_report(), compare_report(), compare_report(0), nothing_report()])
def test_no_line_is_too_wide(report: Report, width: int, *, explain: bool) -> None:
    """At every width and for every kind of report the lines fit."""
    check_page(shown(report, width, explain=explain), width)


def hostile_report(text: str, *, single: bool) -> Report:
    """A report in which every free text is `text`."""
    names = [f"{text}{letter}" for letter in "abc"]
    whole = f"{text} one {text} two"
    documents = tuple(Document(name, whole, text, text, text, text, text, name, {}, 9) for name in names)
    span = Span(0, len(whole))
    passage = Passage(span, span, "verbatim", 1.0)
    edited = Passage(Span(0, len(text)), Span(len(text), len(whole)), "edited", 0.5)
    pairs = tuple(
        replace(
            PAIRS[2], left=left, right=right, passages=(passage, edited), reasons=(text, f"uncertain {text}")
        )
        for left, right in ((names[0], names[1]), (names[0], names[2]))
    )
    loose = replace(pairs[0], left=names[1], right=names[2], relation="same-story")
    members = (
        Member(names[0], "copy", names[1], 0.5, 0.5, Credit("named", text, 0, len(text))),
        Member(names[1], "copy", None, 1.0, 0.5, Credit("wire", text)),
    )
    family = Family(text, Source(names[1], text, 0.5, (text,)), members, (names[2],), 2)
    if single:
        return Report(scan_report().run, {}, documents[:2], (), pairs[:1], ())
    skipped = (Skipped(text, text), Skipped(f"{text}2", text))
    return Report(scan_report().run, {"min_relation": text}, documents, skipped, (*pairs, loose), (family,))


@pytest.mark.parametrize("width", [40, 80, 140])
@pytest.mark.parametrize("explain", [False, True])
@pytest.mark.parametrize("single", [False, True])
def test_hostile_text(width: int, *, explain: bool, single: bool) -> None:
    """Markup is shown as it stands, and nothing that steers the terminal reaches it."""
    text = shown(hostile_report(HOSTILE, single=single), width, explain=explain)
    check_page(text, width)
    assert "[bold red]" in text
    assert "<U+001B>" in "".join(text.split())
    assert ":smile:" in text or single or width == 40
    text.encode()


def test_hostile_text_in_colour() -> None:
    """With colours on, the only escape codes are our own colours."""
    text = shown(hostile_report(HOSTILE, single=False), colour=True, explain=True)
    assert "\x1b[1m" in text
    check_page("\n".join(line.rstrip() for line in _COLOUR_CODES.sub("", text).split("\n")), 80)


@given(
    st.text(st.characters(exclude_categories=()), min_size=1, max_size=30),
    st.integers(40, 150),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_any_text_is_safe(text: str, width: int, single: bool) -> None:  # noqa: FBT001
    """Whatever the articles hold, the page is printable and fits."""
    check_page(shown(hostile_report(text, single=single), width), width)


def test_no_colour_means_no_escape_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the caller decides about colour; the environment has no say here."""
    for name in ("FORCE_COLOR", "NO_COLOR", "COLUMNS"):
        monkeypatch.setenv(name, "60")
    assert "\x1b" not in shown(scan_report())
    assert "\x1b" in shown(scan_report(), colour=True)


def test_changes_are_visible_without_colour() -> None:
    """Cut and added words are in brackets that the legend explains, equal ones are bare."""
    text = shown(compare_report(), 140)
    assert "[-only in the source-]  {+only in the derived article+}" in text
    assert "{+only+}" in text
    assert "three weeks {+before.+}" in text
    assert "{+only+}" not in shown(compare_report(), 140, colour=True)


def test_families_come_first_and_the_largest_leads() -> None:
    """Families, passages, skipped inputs and the next command stand in this order."""
    text = shown(scan_report(), passages=2)
    marks = ["2 families", "1  Ferry", "2  Rye", "Strongest passages", "Skipped", "Next:"]
    places = [text.index(mark) for mark in marks]
    assert places == sorted(places)


def test_doubt_is_marked() -> None:
    """A relation whose reasons say uncertain has a question mark, another one has none."""
    text = shown(scan_report())
    assert "rewritten?" in text
    assert "paraphrased?" not in text
    assert "“copied?”: the verdict is uncertain" in text


def test_languages_are_told_where_there_are_several() -> None:
    """A family in two languages names each article's; one in a single language names none."""
    report = scan_report()
    assert "English" not in shown(report)
    documents = [
        replace(one, language="pt-BR" if one.id in {"sund/leak.txt", "bay/own.txt"} else one.language)
        for one in report.documents
    ]
    text = shown(replace(report, documents=tuple(documents)))
    assert text.count("Portuguese") == 2
    assert text.count("English") == 3
    assert "· Portuguese" in next(line for line in text.split("\n") if line.lstrip().startswith("="))


@pytest.mark.parametrize("width", [72, 80, 100])
def test_among_several_languages_each_member_has_its_date(width: int) -> None:
    """Who translated whom goes by what came first: the time stands beside the language at any width."""
    report = scan_report()
    documents = [
        replace(one, language="fr" if place % 2 else "de") for place, one in enumerate(report.documents)
    ]
    family = next(one for one in report.families if one.source.document is not None and len(one.members) > 2)
    of = {one.id: one for one in documents}
    text = shown(replace(report, documents=tuple(documents), families=(family,)), width=width)
    dated = [one for one in family.members if one.document != family.source.document]
    dated = [one for one in dated if of[one.document].published]
    assert dated
    assert len(re.findall(r"later|earlier|the same day|at the same time", text)) >= len(dated)


def test_a_source_outside_the_report() -> None:
    """A source that is only a name, or not known at all, is said to be so."""
    report = scan_report()
    bread = report.families[0]
    members = tuple(replace(member, source=None) for member in bread.members)
    for name, words in (
        ("Harbour Radio", "Harbour Radio, which is not among these articles"),
        (None, "not known"),
    ):
        family = replace(bread, source=Source(None, name, 0.7), members=members)
        text = shown(replace(report, families=(family,)), passages=2)
        assert words in text
        assert "2 derived articles" in text
        assert "dearer since autumn" in text
        assert "bread/guild.txt" in text


def test_passages_follow_the_family() -> None:
    """Where a pair alone could not tell the direction, its passages are shown as the family's tree has it."""
    report = scan_report()
    pairs = tuple(replace(pair, direction="undetermined") for pair in report.pairs)
    assert shown(replace(report, pairs=pairs)) == shown(report)


def test_every_member_of_a_damaged_family_is_shown() -> None:
    """Members that are from each other in a circle are still listed, once each."""
    report = scan_report()
    members = (
        Member("bread/guild.txt", "copy", "bread/short.txt", 0.5, 0.5),
        Member("bread/short.txt", "copy", "bread/guild.txt", 0.5, 0.5),
    )
    family = replace(report.families[0], source=Source(None, None, 0.5), members=members)
    text = shown(replace(report, pairs=(), families=(family,)))
    assert text.count("bread/short.txt") == 1
    assert text.count("bread/guild.txt") == 1


def test_a_deep_chain_fits() -> None:
    """A chain of copies that is deeper than the page is wide still shows who has it from whom."""
    names = [f"c{number:02}" for number in range(11)]
    members = tuple(
        Member(name, "copy", names[number - 1] if number else None, 0.9, 0.9)
        for number, name in enumerate(names)
    )
    documents = tuple(Document(name, "", "Chain") for name in names)
    family = Family("c00", Source("c00", None, 0.9), members)
    text = shown(Report(scan_report().run, {}, documents, (), (), (family,)), 40)
    check_page(text, 40)
    assert "from Chain · c09" in text


def test_a_large_report_is_bounded() -> None:
    """Thousands of pairs and hundreds of families make a few pages that say how much they leave out."""
    report = large_report()
    text = shown(report, passages=2)
    assert text.count("\n") < 900
    for words in ("and 550 more families", "more passages:", "and 2,985 more pairs:", "and 997 more inputs"):
        assert words in text
    assert shown(report, explain=True).count("\n") < 18_000


def test_the_next_command_can_be_typed() -> None:
    """Paths in the suggested command are quoted for a shell; a path that cannot be typed is not suggested."""
    report = compare_report()
    left, right = report.documents
    odd = replace(left, path="-it's a file.txt")
    command = shown(replace(report, documents=(odd, right)), 200).strip().rpartition(": ")[2]
    assert shlex.split(command)[:4] == ["syndetect", "compare", "./-it's a file.txt", "wire/ferry.txt"]
    odd = replace(left, path="new\nline.txt")
    assert "syndetect compare LEFT RIGHT" in shown(replace(report, documents=(odd, right)))


def test_a_long_command_is_broken_for_a_shell() -> None:
    """A command that is wider than the page goes on behind a backslash, and is still one command."""
    report = compare_report()
    left, right = (replace(item, path=f"{'archive/' * 6}{item.path}") for item in report.documents)
    command = shown(replace(report, documents=(left, right))).rpartition(":\n")[2]
    words = shlex.split(command.replace("\\\n", ""))
    assert words == ["syndetect", "compare", left.path, right.path, "--explain"]


def test_articles_of_one_file_are_not_compared_by_path() -> None:
    """When articles share a file, the suggestion is to keep the report instead."""
    report = scan_report()
    documents = tuple(replace(item, path="all.jsonl") for item in report.documents)
    assert "syndetect scan PATH... -o report.json" in shown(replace(report, documents=documents))


@pytest.mark.parametrize(
    ("relation", "direction", "words"),
    [
        ("copy", "right-from-left", "The right article is copied from the left one."),
        ("excerpt", "common-source", "The two share excerpted text, and both have it from a third one."),
        (
            "rewrite",
            "undetermined",
            "One of the two is rewritten from the other; which one could not be told.",
        ),
        ("same-story", "undetermined", "The two tell the same story, each independently of the other."),
        ("unrelated", "undetermined", "The two have nothing in common beyond chance and page furniture."),
    ],
)
def test_the_verdict_is_a_sentence(relation: Any, direction: Any, words: str) -> None:
    """Every relation and direction has its sentence."""
    report = compare_report()
    pair: Pair = replace(report.pairs[0], relation=relation, direction=direction)
    assert words in shown(replace(report, pairs=(pair,)))


def test_explain_shows_every_figure_and_reason() -> None:
    """With explain every pair has its figures by name and all of its reasons, with outlets for its sides."""
    report = scan_report()
    text = " ".join(shown(report, explain=True).split())
    assert text.count("resemblance ") == len(PAIRS)
    for pair in PAIRS:
        names = pair_names(report.document(pair.left), report.document(pair.right))
        for reason in pair.reasons:
            assert sided(reason, *names) in text


def test_a_huge_word_is_cut() -> None:
    """A word of a million characters, as a page with data inside has it, does not fill the screen."""
    report = compare_report()
    text = "x" * 1_000_000
    documents = tuple(replace(item, text=text, title=text, outlet=text) for item in report.documents)
    passage = Passage(Span(0, 1_000_000), Span(0, 1_000_000), "verbatim", 1.0)
    pair = replace(report.pairs[0], passages=(passage,), reasons=(text,))
    assert shown(replace(report, documents=documents, pairs=(pair,))).count("\n") < 60


def test_a_report_without_texts() -> None:
    """A passage whose text is not in the report is named, not invented."""
    report = compare_report()
    bare = tuple(replace(item, text="") for item in report.documents)
    assert "the texts are not in this report" in shown(replace(report, documents=bare))


def test_nothing_to_compare() -> None:
    """A report without a document says so, and what was skipped."""
    empty = replace(nothing_report(), documents=(), skipped=scan_report().skipped)
    text = shown(empty)
    assert "There was no article to compare." in text
    assert "the file is empty (2)" in text


def test_passages_are_shown_when_asked_for_and_rewrites_without_brackets() -> None:
    """Nothing but families by default; a retelling stands sentence against sentence."""
    report = scan_report()
    assert "Strongest passages" not in shown(report)
    text = shown(report, passages=3)
    assert "Strongest passages" in text
    told_anew = text.split("in other words ·")[1].split("·")[2].split("word for word")[0]
    assert "[-" not in told_anew


def test_what_was_read_and_found_clean_is_said() -> None:
    """How many articles are related to none, and with -v which."""
    report = scan_report()
    clean = [one.id for one in unrelated(report)]
    assert clean
    assert f"{len(clean)} clean" in shown(report)
    assert "-v lists them" in shown(report)
    listed = shown(report, verbose=True).partition("Read and found clean")[2]
    assert all(id in listed for id in clean)


def test_a_summary_is_one_line() -> None:
    """What a script's log needs, and no more."""
    text = shown(scan_report(), summary=True)
    assert text.count("\n") == 1
    assert "2 families" in text


def test_top_bounds_the_families() -> None:
    """So many families, and how many more there are."""
    text = shown(large_report(), top=2)
    assert "and 598 more families" in text
    assert text.count("Source  ") == 2


def test_whole_names_are_never_shortened() -> None:
    """What is piped can be searched and pasted, at any width."""
    report = scan_report()
    long = {one.id: f"{'deep/' * 20}{one.id}" for one in report.documents}
    raw = json.dumps(to_dict(report))
    for old, new in long.items():
        raw = raw.replace(json.dumps(old), json.dumps(new))
    text = shown(from_dict(json.loads(raw)), width=60, whole=True)
    assert all(long[member.document] in text for family in report.families for member in family.members)


def test_the_sample_corpus_fits_five_screens(monkeypatch: pytest.MonkeyPatch) -> None:
    """76 articles take at most 215 lines at 80 columns, each translation with its date."""
    # The report names files as they were given: how deep the checkout lies must not count.
    monkeypatch.chdir(Path(__file__).parent.parent)
    text = shown(scan("corpus"), width=80)
    assert text.startswith("76 articles")
    assert text.count("\n") <= 215
    assert max(map(len, text.split("\n"))) <= 80


def test_a_saved_ledger_is_shown_as_it_was_saved() -> None:
    """Whatever models are installed, `explain` shows what decided when the report was made."""
    report = scan_report()
    line = LedgerLine("whole", "kept", 0.25, 9.75, -1.125)
    pairs = tuple(replace(pair, ledger=(line,)) for pair in report.pairs)
    text = shown(from_dict(to_dict(replace(report, pairs=pairs))), 200, explain=True)
    assert "whole: kept 0.25 adds -1.12" in text
    assert "agreed:" not in text
