"""Credits held against what was taken."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from stories import PIER

from syndetect import render, scan
from syndetect.attribution.credit_wording import load_wording, wording
from syndetect.attribution.mentions import identity
from syndetect.attribution.phrases import NO_PHRASES
from syndetect.attribution.profile import Profile, profiles_of
from syndetect.families.credit_audit import Chain, audit_of
from syndetect.families.family import SUREST_BARE
from syndetect.families.outlet_exchange import exchanged
from syndetect.model import Document
from syndetect.text.language_words import language_words

BODY = " ".join(f"Sentence number {n} tells of the weir and of nothing else." for n in range(40))
OUTLETS = ("Alder Press", "Bay Times", "Coast Herald")


def profiles(text: str, outlet: str | None = "Bay Times") -> Profile:
    """A document's profiles, with the other outlets known from the family."""
    documents = [Document(f"x{name}", "Nothing.", name) for name in OUTLETS]
    documents.append(Document("it", text, outlet))
    by_id = {document.id: document for document in documents}
    return profiles_of([tuple(by_id)], by_id, wording(), NO_PHRASES)["it"]


PRESS = Chain("Alder Press", (), None)
HERALD = frozenset({identity("Coast Herald")})
SECOND_HAND = Chain("Coast Herald", ("Alder Press",), None)
NOT_SURE = Chain("Coast Herald", ("Alder Press",), None, frozenset(map(identity, OUTLETS)))


@pytest.mark.parametrize(
    ("credit", "chain", "verdict"),
    [
        ("The weir broke, Alder Press reports. ", PRESS, "full"),
        ("The weir broke, Alder Press reports. ", SECOND_HAND, "full"),
        ("The weir broke, the Coast Herald reports. ", SECOND_HAND, "laundered"),
        ("The weir broke, Reuters reports. ", PRESS, "wrong"),
        ("The weir broke, the Coast Herald reports. ", NOT_SURE, "full"),
        ("The weir broke, Reuters reports. ", NOT_SURE, "wrong"),
        ("FERNOW (Bay Times) - The weir broke. ", PRESS, "uncredited"),
        ("The weir broke, according to media reports. ", PRESS, "vague"),
        ("The weir broke. ", PRESS, "uncredited"),
        ("The weir broke, Alder Press reports. ", Chain("Bay Times", (), None), "own"),
        ("The weir broke, Reuters reports. ", Chain("Alder Press", (), "Reuters"), "full"),
        ("The weir broke, the Coast Herald reports. ", PRESS, "wrong"),
        ("The weir broke, the Coast Herald reports. ", replace(PRESS, stops=HERALD), "laundered"),
        ("The weir broke, the Coast Herald reports. ", replace(PRESS, stops=HERALD, handed=True), "full"),
        ("The weir broke, the Coast Herald reports. ", replace(SECOND_HAND, handed=True), "full"),
    ],
)
def test_the_verdict_follows_from_who_is_credited(credit: str, chain: Chain, verdict: str) -> None:
    """Right, wrong, only the last stop, nobody named, nobody but itself, or the outlet's own article."""
    text = credit + BODY
    audit = audit_of(profiles(text), chain, [(0, len(text))])
    assert audit is not None
    assert audit.verdict == verdict
    assert audit.uncredited_words == (0 if verdict in {"full", "own"} else audit.derived_words)


@pytest.mark.parametrize(
    ("credit", "scope"),
    [
        ("The gate held, Alder Press reported.", "paragraph"),
        ("The gate held, according to media reports.", "paragraph"),
        ("See https://www.reuters.com/world/weir for more.", "paragraph"),
        ("Source: Alder Press", "text"),
        ("WEIRTON (AP) - The gate held.", "text"),
    ],
)
def test_scope_and_position_of_a_credit_are_told(credit: str, scope: str) -> None:
    """Notices speak for the whole text wherever they stand, sentences at its ends only, links never."""
    for parts, position in (
        ((credit, BODY, BODY), "opening"),
        ((BODY, credit, BODY), "body"),
        ((BODY, BODY, credit), "end"),
    ):
        text = "\n\n".join(parts)
        audit = audit_of(profiles(text), PRESS, [(0, len(text))])
        assert audit is not None
        linked = "https" in credit
        assert audit.position == position
        assert audit.scope == ("paragraph" if linked else "text" if position != "body" else scope)


def test_a_credit_inside_reaches_its_paragraph_only() -> None:
    """What was taken beyond the paragraph is uncredited, and the figure says how much."""
    credited = "The gate held, Alder Press reported."
    text = f"{BODY}\n\n{credited}\n\n{BODY}"
    audit = audit_of(profiles(text), PRESS, [(0, len(text))])
    assert audit is not None
    assert (audit.verdict, audit.scope, audit.position) == ("part", "paragraph", "body")
    assert audit.derived_words - audit.uncredited_words == len(credited.split())


def test_a_credit_for_something_else_is_not_wrong() -> None:
    """Another outlet's name beside the outlet's own reporting says nothing of the paragraphs it took."""
    text = f"{BODY}\n\n{BODY}\n\nElsewhere a bridge fell, Reuters reported.\n\n{BODY}"
    audit = audit_of(profiles(text), PRESS, [(0, len(BODY))])
    assert audit is not None
    assert audit.verdict == "uncredited"


def test_without_a_name_only_a_lack_of_credits_is_told() -> None:
    """Where the source has no outlet, any credit may be the right one."""
    nobody = Chain(None, (), None)
    assert audit_of(profiles("It broke, Reuters reports. " + BODY), nobody, [(0, 90)]) is None
    audit = audit_of(profiles(BODY), nobody, [(0, 90)])
    assert audit is not None
    assert audit.verdict == "uncredited"
    assert 0 < audit.uncredited_words < 30


def test_words_in_two_passages_count_once() -> None:
    """Passages that overlap add no words."""
    once = audit_of(profiles(BODY), PRESS, [(0, 500)])
    twice = audit_of(profiles(BODY), PRESS, [(0, 500), (100, 400), (0, 500)])
    assert once == twice


PARAGRAPHS = {
    "ja": "東京の港で十四日未明、貨物船から出火し、消防車二十台が出動した。原因は調査中である。",
    "el": "Ο σεισμός έγινε αισθητός σε πολλές περιοχές και οι κάτοικοι βγήκαν στους δρόμους. ",
    "pl": "Pożar wybuchł w porcie w nocy i strażacy gasili go do rana, poinformowała policja. ",
    "sv": "Branden bröt ut i hamnen under natten och brandmännen släckte den på morgonen. ",
}


@pytest.mark.parametrize("language", PARAGRAPHS)
def test_where_credits_are_not_read_nobody_is_without_one(language: str) -> None:
    """In a language without wordings no credit is none that was looked for, in any format and at any gate."""
    text = PARAGRAPHS[language] * 6
    report = scan(
        [
            Document("a", text, "wire", published="2025-05-14T08:00:00Z"),
            Document("b", text, "paper", published="2025-05-14T18:00:00Z"),
        ]
    )
    (taker,) = [one for one in report.families[0].members if one.source is not None]
    assert taker.audit is not None
    assert (taker.credit.kind, taker.audit.verdict, taker.audit.uncredited_words) == ("unread", "unread", 0)
    assert language_words(language) in taker.audit.reason
    for format in ("terminal", "sarif", "markdown", "html", "github", "csv"):
        told = render(report, format)
        told = told if isinstance(told, str) else told.decode()
        assert "✗ no credit" not in told
        assert "without credit" not in told
    assert "? credits not fully looked for" in str(render(report, "terminal"))
    assert not any(one.uncredited_words for one in report.outlets)


def test_a_language_of_the_users_is_read(tmp_path: Path) -> None:
    """Who adds wordings of a language has articles in it asked for their credits; labels alone do not do."""
    file = tmp_path / "more.json"
    file.write_text('{"languages": {"sv": {"before": ["enligt"]}, "pl": {"labels": ["Za"]}}}', "utf-8")
    assert "sv" in load_wording(file).read
    assert "pl" not in load_wording(file).read
    assert {"en", "de", "es", "fr"} <= wording().read


def test_where_only_lengths_tell_nothing_is_held_against_anybody() -> None:
    """A text that grew looks as one that was cut: the link is shown, without a count."""
    parts = PIER.split("\n")
    whole, more, less = ("\n\n".join(parts[:size]) for size in (len(parts), len(parts) - 1, 2))
    texts = {"whole": whole, "more": more, "less": less}
    report = scan([Document(name, text, outlet=name) for name, text in texts.items()])
    (family,) = report.families
    for one in family.members:
        assert one.audit is None or (one.audit.verdict, one.audit.uncredited_words) == ("open", 0)
        assert one.source is None or one.certainty <= SUREST_BARE
    assert "✗ no credit" not in render(report, "terminal")
    assert (
        exchanged(dict.fromkeys(texts, 3), {one.id: one for one in report.documents}, report.families) == ()
    )
    dated = [Document(name, text, outlet=name, published="2025-03-06") for name, text in texts.items()]
    first = replace(dated[0], published="2025-03-01")
    (family,) = scan([first, *dated[1:]]).families
    assert {one.audit.verdict for one in family.members if one.audit is not None} == {"uncredited"}


def verdicts(*documents: Document) -> dict[str, str]:
    """What the audits of the one family of these say, by article."""
    (family,) = scan(documents).families
    return {one.document: one.audit.verdict for one in family.members if one.audit is not None}


SHORTER = {
    size: "\n\n".join(PIER.split("\n")[:size])
    for size in (len(PIER.split("\n")), len(PIER.split("\n")) - 1, 8, 6)
}
WHOLE, MORE, LESS, LEAST = SHORTER.values()


def test_one_member_s_date_is_held_against_no_other() -> None:
    """Which of two undated texts was first stays a matter of lengths when a third one bears a date."""
    for dated in ("whole", "more", "less"):
        documents = [
            Document(name, text, outlet=name, published="2025-03-06" if name == dated else None)
            for name, text in {"whole": WHOLE, "more": MORE, "less": LESS}.items()
        ]
        assert set(verdicts(*documents).values()) <= {"open"}


def test_one_member_s_credit_is_held_against_no_other() -> None:
    """What one member owes the source it says of itself; only what several credit is theirs for all."""
    whole = Document("whole", WHOLE, outlet="Coast Press")
    others = [
        Document(name, text, outlet=name) for name, text in (("more", MORE), ("less", LESS), ("least", LEAST))
    ]
    crediting = [replace(one, text=f"{one.text}\n\n(Coast Press)") for one in others]
    found = verdicts(whole, crediting[1], others[0], others[2])
    assert found["less"] == "full"
    assert {found.get("more"), found.get("least")} <= {"open", None}
    found = verdicts(whole, *crediting[:2], others[2])
    assert found == {"more": "full", "less": "full", "least": "uncredited"}


def test_a_mark_that_dates_bear_out_speaks_for_the_text() -> None:
    """A later print under the source's mark says whose text it is, and so of whoever else has it."""
    first = Document("whole", WHOLE, outlet="Coast Press", published="2025-03-01")
    second = Document("more", f"{MORE}\n\n(Coast Press)", outlet="more", published="2025-03-06")
    assert verdicts(first, second, Document("less", LESS, outlet="less")) == {
        "more": "full",
        "less": "uncredited",
    }


def test_an_article_s_own_date_is_held_against_it() -> None:
    """An uncredited copy that certainly appeared later is one, whatever others leave open."""
    found = verdicts(
        Document("whole", WHOLE, outlet="whole", published="2025-03-01"),
        Document("more", MORE, outlet="more", published="2025-03-06"),
        Document("less", LESS, outlet="less"),
    )
    assert found["more"] == "uncredited"
    assert found.get("less") in {"open", None}


def test_an_open_audit_says_whom_the_article_credits() -> None:
    """A credit to somebody else is shown beside what is open, and is not told to be none."""
    other = f"{LESS}\n\n(Reuters)"
    documents = [
        Document(name, text, outlet=name)
        for name, text in (("whole", WHOLE), ("more", MORE), ("less", other))
    ]
    report = scan(documents)
    (family,) = report.families
    (audit,) = [one.audit for one in family.members if one.document == "less"]
    assert audit is not None
    assert (audit.verdict, audit.uncredited_words) == ("open", 0)
    told = render(report, "terminal")
    assert "? carries the mark of Reuters, and no date or trace tells who was first" in str(told)
    assert "credits another one, and neither a date" in audit.reason


POINTERS = (
    ("en", "{} (Read it in Coast Press)"),
    ("en", "{} Continue reading at Coast Press →"),
    ("en", "{}\nFull story: Coast Press"),
    ("de", "{} (Weiterlesen bei Coast Press)"),
    ("de", "{}\nHier weiterlesen: Coast Press"),
    ("fr", "{} (Lire sur Coast Press)"),
    ("fr", "{}\nL'article complet : Coast Press"),
    ("es", "{} (Leer en Coast Press)"),
    ("es", "{}\nNoticia completa: Coast Press"),
    ("en", "{} (via Coast Press)"),
)


@pytest.mark.parametrize(("language", "item"), POINTERS)
def test_a_newsletter_that_points_on_credits_whom_it_points_to(language: str, item: str) -> None:
    """Where the rest is to be read says whose it is, in every language that credits are read in."""
    letter = f"Here is what happened.\n\n{item.format(LEAST)}\n\nSee you tomorrow."
    found = verdicts(
        Document("whole", WHOLE, outlet="Coast Press", published="2025-03-01", language=language),
        Document("letter", letter, outlet="Morning Post", published="2025-03-02", language=language),
    )
    assert found["letter"] in {"full", "part"}


TOLD = (
    "Harbour master Ingrid Voll told Coast Press that nobody had been in danger.",
    "Niemand sei in Gefahr gewesen, sagte Hafenmeisterin Ingrid Voll der Coast Press.",
    "Nadie estuvo en peligro, dijo a Coast Press la capitana del puerto, Ingrid Voll.",
    "Personne n'était en danger, a déclaré à Coast Press la capitaine du port, Ingrid Voll.",
    "« Personne n'était en danger à ce moment-là », a confié à Coast Press la capitaine du port.",
    "Preguntada por Coast Press, respondió que nadie estuvo en peligro.",
)


@pytest.mark.parametrize("sentence", TOLD)
def test_whom_somebody_told_something_is_credited_with_that(sentence: str) -> None:
    """That a source was told this credits it, for the paragraph and no more."""
    report = scan(
        [
            Document("whole", f"{WHOLE}\n\n{sentence}", outlet="Coast Press", published="2025-03-01"),
            Document("taker", f"{LESS}\n\n{sentence}", outlet="Morning Post", published="2025-03-02"),
        ]
    )
    (taker,) = [one for family in report.families for one in family.members if one.document == "taker"]
    assert taker.audit is not None
    assert (taker.audit.verdict, taker.audit.scope) == ("part", "paragraph")
    assert 0 < taker.audit.uncredited_words < taker.audit.derived_words
    assert (taker.credit.kind, taker.credit.name) == ("named", "Coast Press")


@pytest.mark.parametrize(
    ("opening", "outlet"),
    [
        ("In an interview with the Harbour Gazette, the violinist Mara Lindt said", "Harbour Gazette"),
        ("The violinist Mara Lindt told the Harbour Gazette", "Harbour Gazette"),
    ],
)
def test_a_retold_interview_is_credited_whole(opening: str, outlet: str) -> None:
    """What was said in one conversation is credited where it opens, not for its first paragraph alone."""
    answers = (
        "that she had never thought of giving up. The finger would heal, said the doctors, but not soon.",
        "Three of her pupils came in the autumn and asked to play with her. They rehearsed in her kitchen.",
        "In May they play two quartets by Haydn and a piece of eleven minutes that Jonas Brehm wrote.",
    )
    retold = f"{opening} {answers[0]}\n\n{answers[1]}\n\n{answers[2]}"
    asked = (
        f"Have you thought of giving up?\nI never have. {answers[0].split('. ', 1)[1]}\n\nHow did it begin?\n"
        f"{answers[1]}\n\nWhat do you play?\n{answers[2]}"
    )
    found = verdicts(
        Document("asked", asked, outlet, published="2025-03-04"),
        Document("retold", retold, "Morning Post", published="2025-03-05"),
    )
    assert found["retold"] == "full"


def test_a_wire_is_not_blamed_for_its_own_text() -> None:
    """Who bears the mark of the one whose text it is credits it, be it the first print or a later one."""
    text = "OSTMERE (Coast Press) - " + PIER
    prints = [
        Document("a", text, outlet=outlet, published=date)
        for outlet, date in (("harbour-daily", "2025-03-06"), ("fen-courier", "2025-03-07"))
    ]
    documents = [replace(one, id=str(number)) for number, one in enumerate(prints)]
    (family,) = scan(documents).families
    assert family.source.name == "Coast Press"
    assert {one.audit.verdict for one in family.members if one.audit is not None} == {"full"}
