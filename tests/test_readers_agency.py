"""Agencies' items: ninjs, NewsML and NITF."""

from __future__ import annotations

import json
from typing import Any

import pytest

from syndetect import scan
from syndetect.gates import gate
from syndetect.model import Document, Skipped
from tests.test_readers_trade import read

FIRST = "The weir at Holm was closed on Monday after a crack was found in its gate."
SECOND = "Engineers will look at it on Friday, Ada Reed said."
PLAIN = f"{FIRST}\n\n{SECOND}"
HTML = f"<p>{FIRST}</p><p>{SECOND}</p>"
NITF = f"<?xml version='1.0'?><nitf><body><body.content>{HTML}</body.content></body></nitf>"
BASE: dict[str, Any] = {
    "uri": "urn:newsml:gull.example:1",
    "type": "text",
    "version": "2",
    "versioncreated": "2024-05-06T10:00:00Z",
    "firstcreated": "2024-05-06T08:00:00Z",
    "headline": "Weir closed",
    "copyrightholder": "Gull Wire",
}


def one(suffix: str, data: str | bytes) -> Document:
    """The one document of a file."""
    [found] = [
        item
        for item in read(suffix, data if isinstance(data, bytes) else data.encode())
        if isinstance(item, Document)
    ]
    return found


def ninjs(**changes: Any) -> Document:
    """The document of an item that differs so from the usual one; None leaves a key out."""
    item = {key: value for key, value in {**BASE, **changes}.items() if value is not None}
    return one(".json", json.dumps(item))


@pytest.mark.parametrize(
    "bodies",
    [
        {"body_text": PLAIN},
        {"body_xhtml": HTML, "body_text": PLAIN},
        {"body_text": f"Weir closed\n{FIRST}\n{SECOND}"},
        {
            "body_html5": (
                f"<html><head><title>x</title></head><body><article><h1>Weir closed</h1>"
                f"{HTML}</article></body></html>"
            )
        },
        {
            "bodies": [
                {"role": "summary", "value": "In short."},
                {"role": "main", "contenttype": "text/html", "value": HTML},
            ]
        },
        {
            "bodies": [
                {"role": "nitf", "contentType": "text/vnd.IPTC.NITF", "value": NITF},
                {"contentType": "text/html5", "value": HTML},
            ]
        },
        {"bodies": [{"role": "translation-de", "value": "Das Wehr"}, {"role": "none", "value": PLAIN}]},
        {
            "bodyXhtmlRich": f"<html><head><title>x</title></head><body>{HTML}</body></html>",
            "fragment": FIRST,
        },
    ],
    ids=["plain", "twice", "headline first", "a page", "roles", "nitf", "translation", "reuters"],
)
def test_one_body_of_an_item_is_its_text(bodies: dict[str, Any]) -> None:
    """However often an item carries its text, it is read once, without what repeats its head."""
    found = ninjs(**bodies)
    assert found.text == PLAIN
    assert found.title == "Weir closed"


def test_what_an_item_says_of_itself_is_kept() -> None:
    """Version, status, embargo, by-line, credit, terms and ties stand in meta; the agency is the outlet."""
    found = ninjs(
        body_text=PLAIN,
        pubstatus="withheld",
        embargoed="2024-05-07T06:00:00Z",
        byline="By Ada Reed",
        creditline="GULL",
        usageterms="Clients only.",
        evolvedfrom="urn:x:0",
        language="en",
        ednote="Not to be shown.",
    )
    assert (found.outlet, found.published, found.language) == ("Gull Wire", "2024-05-06T08:00:00+00:00", "en")
    assert {
        key: found.meta[key]
        for key in ("version", "status", "embargo", "byline", "credit", "usage", "relations")
    } == {
        "version": "2",
        "status": "withheld",
        "embargo": "2024-05-07T06:00:00+00:00",
        "byline": "By Ada Reed",
        "credit": "GULL",
        "usage": "Clients only.",
        "relations": [{"rel": "evolvedfrom", "to": "urn:x:0"}],
    }
    assert "ednote" not in json.dumps(dict(found.meta))


def test_items_that_are_not_for_use_are_told() -> None:
    """Canceled and withheld items are read with their status, and a note counts them."""
    items = [
        {**BASE, "version": str(at), "body_text": PLAIN, "pubstatus": status}
        for at, status in enumerate(("usable", "canceled"))
    ]
    found = read(".json", json.dumps(items).encode())
    assert [item.meta["status"] for item in found if isinstance(item, Document)] == ["usable", "canceled"]
    [note] = [item for item in found if isinstance(item, Skipped)]
    assert note.note
    assert "1 canceled" in note.reason


@pytest.mark.parametrize("kind", ["picture", "video", "event", "planning\x1b[2J"])
def test_items_without_a_text_are_named(kind: str) -> None:
    """Pictures and plans are no articles, and nothing of theirs reaches a terminal unescaped."""
    [found] = read(".json", json.dumps({**BASE, "type": kind, "body_text": "A gate."}).encode())
    assert isinstance(found, Skipped)
    assert found.reason.isprintable()


G2 = "http://iptc.org/std/nar/2006-10-01/"


def g2(
    body: str,
    item: str = "",
    meta: str = "<headline>Weir closed</headline>",
    space: str = f' xmlns="{G2}"',
    kind: str = "text",
) -> str:
    """A news item of NewsML-G2."""
    return (
        f'<newsItem{space} guid="urn:newsml:dpa.com:1" version="3" xml:lang="en"><itemMeta>'
        f'<itemClass qcode="ninat:{kind}"/>'
        f'<provider qcode="nprov:dpa"/><versionCreated>'
        f"2024-05-06T10:00:00+02:00</versionCreated>{item}</itemMeta>"
        f"<contentMeta>{meta}</contentMeta><contentSet>{body}</contentSet></newsItem>"
    )


XHTML = (
    f'<inlineXML contenttype="application/xhtml+xml"><html '
    f'xmlns="http://www.w3.org/1999/xhtml"><body>{HTML}</body></html></inlineXML>'
)


@pytest.mark.parametrize(
    "source",
    [
        g2(XHTML),
        g2(XHTML, space=""),
        g2(XHTML + f"<inlineData contenttype='text/plain'>{PLAIN}</inlineData>"),
        g2(f"<inlineData contenttype='text/html'>{HTML.replace('<', '&lt;')}</inlineData>"),
        g2(f"<inlineXML><nitf><body><body.content>{HTML}</body.content></body></nitf></inlineXML>"),
        (
            f"<newsMessage xmlns='{G2}'><itemSet><packageItem/>"
            f"{g2(XHTML)}{g2('', kind='picture')}</itemSet></newsMessage>"
        ),
    ],
    ids=["xhtml", "no namespace", "two renditions", "escaped", "nitf", "message"],
)
def test_a_text_item_of_newsml_is_an_article(source: str) -> None:
    """Every kind of content is read once, packages and pictures are none."""
    found = one(".xml", source)
    assert (found.text, found.title, found.outlet, found.id) == (
        PLAIN,
        "Weir closed",
        "dpa",
        "urn:newsml:dpa.com:1#3",
    )


def test_the_main_headline_is_told_from_kickers() -> None:
    """Rank and role say which headline is the main one, not their order."""
    ranked = '<headline rank="3">Short</headline><headline rank="1">Weir closed</headline>'
    named = '<headline role="x:kicker">Short</headline><headline role="x:title">Weir closed</headline>'
    assert [one(".xml", g2(XHTML, meta=meta)).title for meta in (ranked, named)] == ["Weir closed"] * 2


def test_by_lines_are_people_and_sources_are_agencies() -> None:
    """A log-in name is no by-line; the agency that a text was taken over from is kept."""
    meta = (
        '<creator><name>a.reed</name></creator><infoSource role="isrol:originfo"><name>'
        "APA</name></infoSource>"
    )
    found = one(".xml", g2(XHTML, meta=meta))
    assert "byline" not in found.meta
    assert found.meta["taken_from"] == "APA"


def test_nitf_says_when_and_for_whom() -> None:
    """Dates of every form, status, embargo and the note's own content are told apart from the story."""
    source = (
        "<!DOCTYPE nitf SYSTEM 'nitf-3-4.dtd'><nitf baselang='nb-NO'><head><title>slug</title>"
        "<docdata management-status='embargoed'>"
        "<date.issue norm='20240506T080000Z'/><date.release norm='20240507T060000Z'/>"
        "<doc.copyright holder='NTB'/></docdata></head>"
        "<body><body.head><hedline><hl1>Weir closed</hl1></hedline><note><body.content><p>To "
        "editors.</p></body.content></note>"
        f"<byline>By <person>Ada Reed</person><byttl>NTB</byttl></byline></body.head>"
        f"<body.content><media><media-caption>A gate."
        f"</media-caption></media><block>{HTML.replace('Holm', 'H&oslash;lm')}</block>"
        f"</body.content></body></nitf>"
    )
    found = one(".nitf", source)
    assert found.text == PLAIN.replace("Holm", "Hølm")
    assert (found.title, found.outlet, found.language, found.meta["byline"]) == (
        "Weir closed",
        "NTB",
        "nb-NO",
        "By Ada Reed, NTB",
    )
    assert (found.published, found.meta["embargo"]) == (
        "2024-05-06T08:00:00+00:00",
        "2024-05-07T06:00:00+00:00",
    )
    assert found.meta["status"] == "embargoed"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<a><b/></a>", "is XML with the root element 'a', which no reader knows"),
        (g2("", kind="picture"), "is NewsML-G2 without a text item"),
        ("<nitf/>", "is NITF without text"),
        ("<mets/>", "is METS inside of an archive; unpack it"),
        ("<nitf>" + "<block>" * 400, "is nested more than 250 levels deep"),
        ("  ", "is empty"),
    ],
)
def test_what_holds_no_article_says_why(source: str, reason: str) -> None:
    """Each kind of XML that cannot be read is named."""
    [found] = read(".xml", source.encode())
    assert isinstance(found, Skipped)
    assert found.reason.startswith(reason)


def test_entities_of_a_file_stay_unread() -> None:
    """Neither a bomb of entities nor a file that one points at becomes text."""
    bomb = "<!DOCTYPE nitf [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'><!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
    found = one(
        ".xml", f"{bomb}<nitf><body><body.content><p>{FIRST} &b; &f;</p></body.content></body></nitf>"
    )
    assert found.text == FIRST


def test_damaged_xml_is_read_as_far_as_it_goes() -> None:
    """What could be made out of a cut off file is read, and the damage is told."""
    found = read(".xml", g2(XHTML)[:-70].encode())
    assert isinstance(found[0], Document)
    assert isinstance(found[-1], Skipped)
    assert found[-1].reason == "is not valid XML (line 1); what could be made out was read"


LONG = (
    "The weir at Holm was closed on Monday after a crack was found in its gate, and boats "
    "must wait in the basin.\n\n"
    "Engineers from Tolvik will measure it on Friday, lock keeper Ada Reed said, and a "
    "report is due before June.\n\n"
    "Twelve boats were in the basin on Monday night, three of them ferries that carry the "
    "islanders to market."
)


@pytest.mark.parametrize("said", ["withheld", "canceled"])
def test_what_an_agency_recalls_is_not_blamed_and_no_source_without_a_remark(
    tmp_path: Any, said: str
) -> None:
    """A recalled item stays the source of what was made from it, and says so; itself it fails no gate."""
    other = LONG.replace("Twelve boats were", "Some twelve boats lay")
    items = [
        {**BASE, "version": "1", "body_text": LONG, "pubstatus": said},
        {**BASE, "uri": "urn:newsml:tern.example:9", "copyrightholder": "Tern Post", "body_text": other,
         "evolvedfrom": BASE["uri"], "firstcreated": "2024-05-09", "versioncreated": "2024-05-09"},
    ]  # fmt: skip
    (tmp_path / "a.json").write_text(json.dumps(items))
    [family] = scan(tmp_path / "a.json").families
    assert family.source.document == "urn:newsml:gull.example:1#1"
    assert family.source.reasons[0].startswith(
        {"withheld": "its agency withholds it", "canceled": "its agency has canceled it"}[said]
    )
    items[0]["pubstatus"], items[1]["pubstatus"] = "usable", said
    (tmp_path / "a.json").write_text(json.dumps(items))
    report = scan(tmp_path / "a.json")
    assert [one.fails for one in gate(report).findings] == [False]
    assert all(
        one.audit is None for one in report.families[0].members if one.document.startswith("urn:newsml:tern")
    )


def test_versions_and_ties_of_items_decide_what_was_made_from_what(tmp_path: Any) -> None:
    """A higher version of an item follows the lower one, and an item that names another was made from it."""
    items = [
        {**BASE, "version": "2", "body_text": LONG + "\n\nThe town will pay, its mayor said."},
        {**BASE, "version": "1", "body_text": LONG},
        {
            **BASE,
            "uri": "urn:newsml:gull.example:2",
            "version": "1",
            "evolvedfrom": BASE["uri"],
            "firstcreated": None,
            "body_text": LONG.replace("Twelve boats were", "Some twelve boats lay"),
        },
        {
            "uri": "urn:newsml:tern.example:9",
            "copyrightholder": "Tern Post",
            "type": "text",
            "version": "1",
            "headline": "Weir",
            "versioncreated": "2024-05-08T10:00:00Z",
            "creditline": "Reuters/Tern",
            "body_text": LONG.replace("Monday", "Tuesday"),
        },
    ]
    (tmp_path / "a.json").write_text(json.dumps(items))
    report = scan(tmp_path / "a.json")
    first, second, evolved, other = (
        f"urn:newsml:{name}"
        for name in ("gull.example:1#1", "gull.example:1#2", "gull.example:2#1", "tern.example:9#1")
    )
    [family] = report.families
    [versions] = family.versions
    assert versions.documents.index(first) < versions.documents.index(second)
    pair = report.between(first, evolved)
    assert pair is not None
    assert pair.direction == ("right-from-left" if pair.right == evolved else "left-from-right")
    [member] = [one for one in family.members if one.document == other]
    assert member.credit.name == "Reuters"
