"""The web page in a real browser: clicks, scrolling, filters, keys, and hostile texts that run nothing."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from browser import Opened, opened
from reports import (
    PARAPHRASE,
    WIRE,
    audited_report,
    compare_report,
    large_report,
    nothing_report,
    scan_report,
)

from syndetect import render, scan
from syndetect.model import (
    Change,
    Changes,
    Clue,
    Credit,
    CreditAudit,
    Document,
    Exchange,
    Pair,
    Passage,
    Report,
    SecondSource,
    Skipped,
    Span,
)
from syndetect.reporters.diff import stretches
from syndetect.reporters.headlines import is_uncredited

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
PHONE = {"viewport": {"width": 360, "height": 740}}
HOSTILE = (
    "<script>window.hacked=1</script>",
    "</script></style></title></noscript><script>window.hacked=1</script>",
    '"><img src=x onerror="window.hacked=1">',
    "'><svg onload=window.hacked=1>",
    '<a href="javascript:window.hacked=1">x</a>',
    "{{ 7 * 7 }} ${window.hacked=1}",
    "a\u202eb\u2066c\u200bd\x00e\u2028f\ud800g",
)


def address(pair: Pair, passage: int | None = None) -> str:
    """Where the page shows a pair."""
    end = "" if passage is None else f"/{passage}"
    return f"#pair/{quote(pair.left, safe='')}/{quote(pair.right, safe='')}{end}"


def many_passages(report: Report) -> Pair:
    """The derived pair with the most passages, so that there is something to scroll."""
    return max((pair for pair in report.pairs if pair.derived), key=lambda pair: len(pair.passages))


def views(report: Report) -> list[str]:
    """An address of each kind of view."""
    families = [f"#family/{quote(family.id, safe='')}" for family in report.families[:1]]
    return ["#overview", "#pairs", "#settings", "#nonsense", *families, address(report.pairs[0])]


def top(at: Opened, side: str, number: int) -> float:
    """How far below the upper edge of its side a passage's number stands."""
    return float(
        at.page.evaluate(
            "([side, number]) => document.getElementById(`${side}-${number}`).getBoundingClientRect().top"
            " - document.getElementById(`${side}-text`).getBoundingClientRect().top",
            [side, number],
        )
    )


def test_the_overview_lists_families_by_size(browser: Any, corpus: Report, tmp_path: Path) -> None:
    """Every family stands there, the largest first, with counts above and what was skipped a click away."""
    with opened(browser, corpus, tmp_path) as at:
        sizes = [int(text) for text in at.texts("#families tbody td:nth-child(2)")]
        assert sizes == sorted((len(family.members) for family in corpus.families), reverse=True)
        assert at.text(".tiles dd") == str(len(corpus.documents))
        at.page.click("nav [data-part=settings]")
        assert all(item.source in at.text("#part-settings") for item in corpus.skipped)
        assert all(name in at.text("#part-settings") for name in corpus.settings)


def test_a_family_shows_members_tree_and_outlets(browser: Any, corpus: Report, tmp_path: Path) -> None:
    """A click opens it: a row and a line for each member, its credit, and who took from whom."""
    family = max(corpus.families, key=lambda family: (len(family.members), family.id == "x"))
    with opened(browser, corpus, tmp_path) as at:
        at.page.click("#families a.go >> nth=0")
        at.page.wait_for_selector("#part-family:not([hidden])")
        rows = at.page.locator("#members tbody tr")
        assert rows.count() == at.page.locator(".timeline .member").count() == len(family.members)
        linked = sum(member.source is not None for member in family.members)
        assert at.page.locator(".timeline .edge").count() == linked > 1
        assert at.page.locator("#family-taken .heat").count() >= 1
        assert "open" in at.text("#members")
        assert "later" in at.text("#members")
        at.page.click("#members a.go >> nth=0")
        at.page.wait_for_selector("#part-pair:not([hidden])")


def family_place(report: Report, number: int = 0) -> str:
    """Where the page shows the family of that number."""
    return f"#family/{quote(report.families[number].id, safe='')}"


def test_every_link_has_its_ledger_and_its_audit(browser: Any, corpus: Report, tmp_path: Path) -> None:
    """A line for each link, and in it the verdict on the credit, the words, all weights and quotations."""
    family = max(corpus.families, key=lambda family: sum(len(member.evidence) for member in family.members))
    place = family_place(corpus, corpus.families.index(family))
    linked = [member for member in family.members if member.document != family.source.document]
    with opened(browser, corpus, tmp_path, place) as at:
        shown = at.page.locator("#family-links details")
        assert shown.count() == len(linked)
        assert shown.first.locator("table").is_hidden()
        at.page.click("#links-all")
        assert shown.first.locator("table").is_visible()
        weights = at.texts("#family-links .ledger td.number")
        assert sorted(weights) == sorted(
            f"{ {'for': '+', 'against': '−', 'neutral': '±'}[clue.sign] }{clue.weight:.1f}"
            for member in linked
            for clue in member.evidence
        )
        text = at.text("#family-links")
        for member in linked:
            assert member.audit is not None
            assert f"{member.audit.uncredited_words:,} of {member.audit.derived_words:,} derived word" in text
        quoted = [clue for member in linked for clue in member.evidence if clue.begin is not None]
        assert at.page.locator("#family-links .ledger q").count() == len(quoted) > 0
        at.page.click("#links-all")
        assert shown.first.locator("table").is_hidden()


def test_a_wrong_credit_gets_no_tick(browser: Any, corpus: Report, tmp_path: Path) -> None:
    """Whoever credits the wrong one, the last stop or nobody is marked so in the table of members."""
    family = next(
        family for family in corpus.families for member in family.members
        if member.audit is not None and member.audit.verdict == "uncredited"
    )  # fmt: skip
    with opened(browser, corpus, tmp_path, family_place(corpus, corpus.families.index(family))) as at:
        for member in family.members:
            if member.audit is None:
                continue
            cell = at.text(f"#members tr[data-document='{member.document}'] td:nth-child(6)")
            good = member.audit.verdict in {"full", "own"}
            assert cell.startswith("✓") is good, cell
            assert ("uncredited" in cell) is (member.audit.uncredited_words > 0)


def test_a_source_outside_leaves_changes_untold(browser: Any, corpus: Report, tmp_path: Path) -> None:
    """Where the source's text is not there, nothing is said to be unchanged."""
    number = next(at for at, family in enumerate(corpus.families) if family.source.document is None)
    with opened(browser, corpus, tmp_path, family_place(corpus, number)) as at:
        links = at.texts("#family-links details")
        assert links
        assert all("cannot be told" in text and "Nothing that was looked for" not in text for text in links)


def test_submissions_are_marked(browser: Any, tmp_path: Path) -> None:
    """In the page of a check, what was checked is told from what the archive had."""
    report = replace(audited_report(), submissions=("sund/leak.txt",))
    with opened(browser, report, tmp_path, family_place(report, 1)) as at:
        marked = at.page.locator("#members tr:has(.submitted)")
        assert marked.count() == 1
        assert marked.get_attribute("data-document") == "sund/leak.txt"


def test_paper_shows_every_link_opened(browser: Any, tmp_path: Path) -> None:
    """Printing opens what is closed, and closes it again afterwards."""
    report = audited_report()
    with opened(browser, report, tmp_path, family_place(report, 1)) as at:
        count = at.page.locator("#family-links details").count()
        assert count == 3
        for event, wanted in (("beforeprint", count), ("afterprint", 0)):
            at.page.evaluate("name => dispatchEvent(new Event(name))", event)
            assert at.page.locator("#family-links details[open]").count() == wanted


def test_uncredited_words_are_told_by_outlet_and_by_pair(browser: Any, tmp_path: Path) -> None:
    """Sums stand in the families' list and in a table by outlet, a pair's beside its derived article."""
    report = audited_report()
    row = Exchange("Sund Radio", "Nordvik Press Agency", 3, 1, 0.06, 0.79, 0, 0.0, 0.79, 31, 31, 2.0)
    with opened(browser, replace(report, outlets=(row,)), tmp_path) as at:
        assert "51of 156" in at.texts("#families tbody tr")[0]
        cells = at.page.locator("#taken .words tbody tr", has_text="Sund Radio").locator("td, th")
        assert cells.all_text_contents() == ["Sund Radio", "Nordvik Press Agency", "1", "31", "31"]
        assert "0 of 1 (0–79 %)" in at.text("#exchanges")
        at.go(address(next(pair for pair in report.pairs if pair.left == "sund/leak.txt")))
        assert "31 derived words of 31 uncredited" in at.text("#left-facts")


@pytest.mark.parametrize(("side", "other"), [("left", "right"), ("right", "left")])
def test_a_click_on_one_side_scrolls_the_other(
    browser: Any, corpus: Report, tmp_path: Path, side: str, other: str
) -> None:
    """The passage comes to stand at the same height on the other side, and is marked on both."""
    pair = many_passages(corpus)
    number = len(pair.passages) // 2
    with opened(browser, corpus, tmp_path, address(pair)) as at:
        at.page.locator(f"#{side}-{number}").scroll_into_view_if_needed()
        before = top(at, side, number)
        at.page.click(f"#{side}-text .passage[data-passage='{number}'] >> nth=0", position={"x": 40, "y": 8})
        at.settle()
        assert top(at, side, number) == before
        assert abs(top(at, other, number) - min(before, 560)) < 60
        assert at.page.locator("#left-text .passage.chosen, #right-text .passage.chosen").count() >= 2
        assert at.page.url.endswith(address(pair, number + 1))


def test_a_link_leads_to_a_passage(browser: Any, corpus: Report, tmp_path: Path) -> None:
    """The address of a passage opens its pair with the passage chosen and in sight on both sides."""
    pair = many_passages(corpus)
    with opened(browser, corpus, tmp_path, address(pair, len(pair.passages))) as at:
        last = len(pair.passages) - 1
        for side in ("left", "right"):
            height = at.page.evaluate(f"document.getElementById('{side}-text').clientHeight")
            assert 0 <= top(at, side, last) < height


def test_every_pair_has_an_address(browser: Any, tmp_path: Path) -> None:
    """Each opens by its link, also with the sides exchanged, and the list holds a link to each."""
    report = scan_report()
    with opened(browser, report, tmp_path, "#pairs") as at:
        links = at.hrefs("#pairs a.go")
        assert sorted(links) == sorted(map(address, report.pairs))
        for pair in report.pairs:
            for place in (address(pair), address(replace(pair, left=pair.right, right=pair.left))):
                at.go(place)
                assert at.text("#left-facts").count(pair.left) == 1
                assert at.text("#right-facts").count(pair.right) == 1
        for place in ("#pair/none/none", "#family/none", "#%E0%A4%A", "#pair"):
            at.go(place)
        at.go("#pair/none/none")
        assert at.page.is_visible("#part-missing")


def test_articles_stand_there_in_full(browser: Any, corpus: Report, tmp_path: Path) -> None:
    """Without the numbers of its passages each side is the article, character by character."""
    with opened(browser, corpus, tmp_path) as at:
        for pair in corpus.pairs[::20]:
            at.go(address(pair))
            for side, name in (("left", pair.left), ("right", pair.right)):
                shown = at.page.evaluate(
                    "side => { const copy = document.getElementById(side).cloneNode(true);"
                    " copy.querySelectorAll('.badge').forEach(badge => badge.remove());"
                    " return copy.textContent; }",
                    f"{side}-text",
                )
                assert shown == corpus.document(name).text


def test_scripts_that_run_from_the_right_stand_beside_others(browser: Any, tmp_path: Path) -> None:
    """A title in Arabic begins at the right, and no line of facts ends with a mark that parts nothing."""
    left = (
        "أُغلق جسر أورليث يوم الثلاثاء بعد أن عثر Marek Dolan على شق طوله 140 سنتيمترا. "
        "وقالت Renate Vossbeck إن 28,000 مركبة تعبره يوميا. "
        "ويبلغ طول الطريق البديل عبر Hohenwarl نحو 34 كيلومترا. "
        "وستكلف الإصلاحات شركة Trans-Valden نحو 2.6 مليون يورو."
    )
    right = (
        "周二,Marek Dolan 发现一条140厘米长的裂缝后,奥尔莱特大桥关闭。"
        "Renate Vossbeck 说,每天有28,000辆车通过该桥。"
        "经 Hohenwarl 的绕行路线长34公里。维修将花费 Trans-Valden 公司260万欧元。"
    )
    report = scan(
        [
            Document("a", left, outlet="صوت الساحل", language="ar", title="أُغلق جسر أورليث"),
            Document("b", right, outlet="海岸报", language="zh", title="大桥关闭"),
        ]
    )
    (pair,) = report.pairs
    with opened(browser, report, tmp_path, address(pair)) as at:
        before, behind = at.page.evaluate(
            "() => { const title = document.getElementById('left-title'), range = document.createRange();"
            " range.selectNodeContents(title.firstChild.firstChild);"
            " const words = range.getBoundingClientRect(), all = title.getBoundingClientRect();"
            " return [words.left - all.left, all.right - words.right]; }"
        )
        assert behind < 2 < before
        for side in ("left", "right"):
            assert not at.text(f"#{side}-facts").strip().endswith("·")


def test_passages_stand_where_the_report_says(browser: Any, tmp_path: Path) -> None:
    """Offsets are code points: characters that take two units of a browser's strings move nothing."""
    texts = ["🛳️🌊 " + text.replace("Tuesday", "Tuesday 𝔸") for text in (PARAPHRASE, WIRE)]
    found = ("ship, built in 1987", "yearly inspection")
    spans = [[Span(text.index(part), text.index(part) + len(part)) for text in texts] for part in found]
    report = compare_report()
    report = replace(
        report,
        documents=tuple(replace(item, text=text) for item, text in zip(report.documents, texts, strict=True)),
        pairs=(replace(report.pairs[0], passages=tuple(Passage(*pair, "edited", 1.0) for pair in spans)),),
    )
    with opened(browser, report, tmp_path) as at:
        for number, part in enumerate(found):
            for side in ("left", "right"):
                assert at.text(f"#{side}-text .passage[data-passage='{number}']") == f"{number + 1}{part}"


def test_changed_words_are_marked(browser: Any, tmp_path: Path) -> None:
    """What differs inside a passage is marked on its own side, word by word, and nothing else is."""
    report = compare_report()
    pair = report.pairs[0]
    with opened(browser, report, tmp_path) as at:
        for side, span in (("left", "left"), ("right", "right")):
            expected = []
            for passage in pair.passages:
                parts = stretches(
                    report.document(pair.left).text[passage.left.begin : passage.left.end],
                    report.document(pair.right).text[passage.right.begin : passage.right.end],
                )
                expected += ["".join(getattr(part, span)).strip() for part in parts if not part.equal]
            assert at.texts(f"#{side}-text .changed") == [words for words in expected if words]


def test_filters_leave_what_was_asked_for(browser: Any, corpus: Report, tmp_path: Path) -> None:
    """Relation, outlet and credit narrow both lists, the address keeps them, and Clear brings all back."""
    rewritten = [pair for pair in corpus.pairs if pair.relation == "rewrite"]
    outlet = corpus.document(rewritten[0].left).outlet

    def outlets(pair: Pair) -> set[str | None]:
        return {corpus.document(pair.left).outlet, corpus.document(pair.right).outlet}

    with opened(browser, corpus, tmp_path, "#pairs") as at:
        form = at.page.locator("#pairs-filters")
        form.locator("[name=relation][value=rewrite]").check()
        assert at.page.locator("#pairs tbody tr").count() == len(rewritten)
        form.locator("[name=outlet]").select_option(outlet)
        assert at.page.locator("#pairs tbody tr").count() == sum(
            outlet in outlets(pair) for pair in rewritten
        )
        at.page.reload()
        at.page.wait_for_selector("#waiting", state="detached")
        assert at.page.locator("#pairs tbody tr").count() == sum(
            outlet in outlets(pair) for pair in rewritten
        )
        at.page.click("#pairs-filters [type=reset]")
        at.settle()
        assert f"of {len(corpus.pairs)} pairs" in at.text("#pairs-pager")
        form.locator("[name=credit]").select_option("none")
        assert {text[0] for text in at.texts("#pairs tbody td:last-child")} == {"✗"}
        at.go("#overview")
        at.page.select_option("#families-filters [name=credit]", "none")
        silent = [
            family
            for family in corpus.families
            if any(is_uncredited(family, member) for member in family.members)
        ]
        assert at.page.locator("#families tbody tr").count() == len(silent) < len(corpus.families)
        at.page.fill("#families-filters [name=words]", "no such words anywhere")
        assert "No family" in at.text("#families tbody")


def test_keys_lead_through_the_report(browser: Any, corpus: Report, tmp_path: Path) -> None:
    """List, line, pair, passage, next pair, family, overview, search, help: without a mouse."""
    with opened(browser, corpus, tmp_path) as at:
        press = at.page.keyboard.press
        press("?")
        assert at.page.is_visible("#keys")
        press("Escape")
        assert not at.page.is_visible("#keys")
        for key, view in (("p", "pairs"), ("s", "settings"), ("o", "overview"), ("p", "pairs")):
            press(key)
            at.page.wait_for_selector(f"#part-{view}:not([hidden])")
        at.go("#pairs?relation=paraphrase")
        press("j")
        press("j")
        press("k")
        press("Enter")
        at.page.wait_for_selector("#part-pair:not([hidden])")
        at.go(address(many_passages(corpus)))
        first = at.text("#pair-trail")
        press("j")
        press("j")
        assert at.text("#passage-at").startswith("2 of")
        press("k")
        assert at.text("#passage-at").startswith("1 of")
        press("]")
        at.settle()
        assert at.text("#pair-trail") != first
        press("[")
        at.settle()
        assert at.text("#pair-trail") == first
        press("u")
        at.page.wait_for_selector("#part-family:not([hidden])")
        press("u")
        at.page.wait_for_selector("#part-overview:not([hidden])")
        press("/")
        at.page.keyboard.type("pod")
        assert at.page.input_value("#families-filters [name=words]") == "pod"
        assert at.page.is_visible("#part-overview")


def test_keys_can_be_switched_off(browser: Any, tmp_path: Path) -> None:
    """Readers who dictate or whose software uses single keys can turn ours off, and find the panel again."""
    with opened(browser, scan_report(), tmp_path) as at:
        at.page.click("#show-keys")
        at.page.uncheck("#keys-on")
        at.page.keyboard.press("Escape")
        at.page.keyboard.press("p")
        at.settle()
        assert at.page.is_visible("#part-overview")
        at.page.keyboard.press("?")
        assert at.page.is_visible("#keys")


def test_dark_follows_the_system_and_the_switch(browser: Any, tmp_path: Path) -> None:
    """Dark where the system is, light where it is not, and the other way round after a key."""
    ground = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"
    for scheme, brighter in (("dark", True), ("light", False)):
        with opened(browser, scan_report(), tmp_path, color_scheme=scheme) as at:
            before = sum(at.page.evaluate(ground))
            at.page.keyboard.press("d")
            assert (sum(at.page.evaluate(ground)) > before) is brighter
            assert (before < 200) is (scheme == "dark")


def test_paper_holds_both_articles_in_full(browser: Any, corpus: Report, tmp_path: Path) -> None:
    """In print no side scrolls and no tool is shown."""
    with opened(browser, corpus, tmp_path, address(many_passages(corpus))) as at:
        hidden = "id => document.getElementById(id).scrollHeight - document.getElementById(id).clientHeight"
        assert max(at.page.evaluate(hidden, f"{side}-text") for side in ("left", "right")) > 0
        at.page.emulate_media(media="print")
        assert max(at.page.evaluate(hidden, f"{side}-text") for side in ("left", "right")) <= 0
        assert not at.page.is_visible(".bar")
        assert not at.page.is_visible("#passage-after")


def test_nothing_sticks_out_on_a_phone(browser: Any, corpus: Report, tmp_path: Path) -> None:
    """At 360 pixels no view has to be scrolled sideways."""
    with opened(browser, corpus, tmp_path, **PHONE) as at:
        for place in views(corpus):
            at.go(place)
            at.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
            assert at.page.evaluate("document.documentElement.scrollWidth") <= 360, place


def test_on_a_phone_the_other_article_comes_into_sight(browser: Any, corpus: Report, tmp_path: Path) -> None:
    """The sides stand one above the other, and a tap on the one brings the other's passage to the screen."""
    pair = many_passages(corpus)
    with opened(browser, corpus, tmp_path, address(pair), **PHONE) as at:
        at.page.click("#left-1")
        at.settle()
        box = at.page.locator("#right-1").bounding_box()
        assert box is not None
        assert 0 <= box["y"] < PHONE["viewport"]["height"]


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, PHONE], ids=["light", "dark", "phone"])
def test_no_barrier_that_axe_calls_serious(browser: Any, tmp_path: Path, options: dict[str, Any]) -> None:
    """Contrast, names, roles, heads and focus of every view, and of the panel of keys."""
    report = audited_report()
    axe = (files(pytest.importorskip("axe_playwright_python")) / "axe.min.js").read_text(encoding="utf-8")
    with opened(browser, report, tmp_path, **options) as at:
        at.page.evaluate(axe)
        found = []
        places = (*views(report), address(report.pairs[2], 1), "keys")
        # In the dark and on a phone, the views that look different there.
        for place in places if not options else (places[0], *places[-4:-1]):
            if place == "keys":
                at.page.keyboard.press("?")
            else:
                at.go(place)
                at.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
            result = at.page.evaluate("axe.run({ resultTypes: ['violations'] })")
            found += [
                (place, item["id"], [node["html"][:200] for node in item["nodes"][:3]])
                for item in result["violations"]
                if item["impact"] in {"serious", "critical"}
            ]
        assert found == []


def hostile_report() -> Report:
    """Every text that can come from outside is an attempt to run something."""
    report = scan_report()
    names = {
        item.id: f"{place}{HOSTILE[place % len(HOSTILE)]}" for place, item in enumerate(report.documents)
    }
    bad = "".join(HOSTILE)

    def named(name: str | None) -> str | None:
        return name and names[name]

    documents = tuple(
        replace(item, id=names[item.id], outlet=f"O{bad}", title=f"T{bad}", published=f"P{bad}", path=bad,
                url=f"javascript:window.hacked=1//{place}", text=item.text + bad, meta={bad: bad})
        for place, item in enumerate(report.documents)
    )  # fmt: skip
    pairs = tuple(
        replace(pair, left=names[pair.left], right=names[pair.right], reasons=HOSTILE)
        for pair in report.pairs
    )
    families = tuple(
        replace(
            family,
            id=f"{place}{bad}",
            source=replace(family.source, document=named(family.source.document), name=bad, reasons=HOSTILE),
            members=tuple(
                replace(
                    member,
                    document=names[member.document],
                    source=named(member.source),
                    credit=Credit("named", bad, 0, 10**6),
                    also=(SecondSource(named(member.source) or names[member.document], 0.5),),
                    evidence=(Clue("leftover", "for", 1.0, bad, names[member.document], 0, 10**6),),
                    audit=CreditAudit("wrong", 9, 9, "text", "end", bad),
                    changes=Changes((Change("number", bad, bad), Change("name", bad, "")), (), (), 1, 1),
                )
                for member in family.members
            ),
            same_story=tuple(names[name] for name in family.same_story),
        )
        for place, family in enumerate(report.families)
    )
    return Report(
        replace(report.run, version=bad, started=bad, stages={bad: 1.0}),
        {bad: bad, "seed": bad},
        documents,
        (Skipped(bad, bad),),
        pairs,
        families,
        (Exchange(bad, bad, 3, 1, 0.1, 0.9, 1, 0.1, 0.9, 9, 9),),
    )


def test_hostile_texts_run_nothing(browser: Any, tmp_path: Path) -> None:
    """Markup, handlers, closing tags and template marks in every field are shown as they are written."""
    report = hostile_report()
    with opened(browser, report, tmp_path) as at:
        places = at.page.eval_on_selector_all(
            "#families a.go", "links => links.map(a => a.getAttribute('href'))"
        )
        at.go("#pairs")
        places += at.page.eval_on_selector_all(
            "#pairs a.go", "links => links.map(a => a.getAttribute('href'))"
        )
        assert len(places) == len(report.families) + len(report.pairs)
        for place in ("#overview", "#settings", *places):
            at.go(place)
            assert not at.page.is_visible("#part-missing"), place
            assert at.page.evaluate("typeof window.hacked") == "undefined"
            assert at.page.locator("img, iframe, object, embed, body script ~ script ~ style").count() == 0
            schemes = "links => links.map(a => a.protocol)"
            assert set(at.page.eval_on_selector_all("a[href]", schemes)) <= {"file:", "http:", "https:"}
        assert "<script>window.hacked=1</script>" in at.text("#left-text")
        assert "U+202E" in at.text("#left-text")
        assert "<U+202E>" in at.text("#left-title")
        assert "\u202e" not in at.text("body > main")


def test_hostile_articles_can_be_scanned_and_shown(browser: Any, tmp_path: Path) -> None:
    """The same from files to the page: a copied article full of attempts."""
    told = " ".join([WIRE, *HOSTILE[:-1], "x\u202ey\u2066z", PARAPHRASE])
    texts = tmp_path / "texts"
    texts.mkdir()
    for name in ("one", "two"):
        (texts / f"{name}.txt").write_text(f"{told} {name}", encoding="utf-8")
    report = scan(texts)
    (pair,) = report.pairs
    with opened(browser, report, tmp_path, address(pair)) as at:
        assert at.page.evaluate("typeof window.hacked") == "undefined"
        assert "onerror" in at.text("#left-text")
        assert at.page.locator(".hidden-character").count() == 4


def test_the_policy_stops_what_would_get_through(browser: Any, tmp_path: Path) -> None:
    """Were markup ever made from a text, the page's own policy still runs none of it."""
    context = browser.new_context()
    forced = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'
    file = tmp_path / "forced.html"
    file.write_text(render(scan_report(), "html").replace("<main", f"{forced}<main"))
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(file.as_uri())
    page.wait_for_selector("#waiting", state="detached")
    assert page.evaluate("typeof window.hacked") == "undefined"
    assert sum("Content Security Policy" in text for text in refused) >= 2
    assert (
        page.evaluate(
            "() => { try { document.body.innerHTML = '<b>x</b>'; return 'set'; }"
            " catch { return 'refused'; } }"
        )
        == "refused"
    )
    context.close()


def test_long_lists_come_a_page_at_a_time(browser: Any, tmp_path: Path) -> None:
    """Thousands of pairs and families are never all in the page at once."""
    report = large_report(300, 3000)
    with opened(browser, report, tmp_path) as at:
        assert at.page.locator("#families tbody tr").count() == 50
        assert "1 to 50 of 600 families" in at.text("#families-pager")
        at.page.click("#families-pager button >> nth=1")
        at.settle()
        assert "51 to 100" in at.text("#families-pager")
        at.go("#pairs?page=99999")
        assert f"of {len(report.pairs):,} pairs" in at.text("#pairs-pager")
        assert 0 < at.page.locator("#pairs tbody tr").count() <= 50
        at.page.click("#pairs a.go >> nth=0")
        at.page.wait_for_selector("#part-pair:not([hidden])")
        assert at.page.locator("#left-text .passage").count() == 1


def test_a_large_family_comes_a_page_at_a_time(browser: Any, tmp_path: Path) -> None:
    """Its table has 50 members a page, and its tree says how many it leaves out."""
    report = scan_report()
    family = report.families[1]
    names = [f"m{number:03}" for number in range(130)]
    documents = tuple(replace(report.documents[0], id=name) for name in names)
    members = tuple(replace(family.members[0], document=name, source="wire/ferry.txt") for name in names)
    report = replace(
        report,
        documents=(*documents, *report.documents),
        families=(replace(family, members=(*members, *family.members)),),
    )
    with opened(browser, report, tmp_path, f"#family/{quote(family.id, safe='')}") as at:
        assert at.page.locator("#members tbody tr").count() == 50
        assert at.page.locator(".timeline .member").count() == 120
        assert "all 134" in at.text("#timeline")
        at.page.click("#members-pager button >> nth=1")
        at.settle()
        assert "51 to 100 of 134 members" in at.text("#members-pager")


def test_a_report_without_texts_says_so(browser: Any, tmp_path: Path) -> None:
    """Where texts are missing the verdict, the figures and the places of the passages are still there."""
    report = compare_report()
    bare = replace(report, documents=tuple(replace(item, text="") for item in report.documents))
    with opened(browser, bare, tmp_path) as at:
        assert "not in this report" in at.text("#left-text")
        first = report.pairs[0].passages[0]
        assert f"characters {first.left.begin} to {first.left.end}" in at.text("#pair-passages")
        assert "86 %" in at.text("#pair-figures")
        assert at.page.locator("#strip .band").count() == len(report.pairs[0].passages)


@pytest.mark.parametrize(
    ("report", "view"), [(compare_report(), "pair"), (nothing_report(), "overview")], ids=["pair", "nothing"]
)
def test_small_reports_open_where_they_should(
    browser: Any, tmp_path: Path, report: Report, view: str
) -> None:
    """A comparison opens at its pair, and a report that found nothing says so."""
    with opened(browser, report, tmp_path) as at:
        assert at.page.is_visible(f"#part-{view}")
        if not report.pairs:
            assert "No article was found to be made from another one" in at.text("#part-overview")


def test_documents_that_are_missing_do_not_stop_the_page(browser: Any, tmp_path: Path) -> None:
    """A report made by hand may name an id that has no document; the page shows the id."""
    report = replace(scan_report(), documents=(Document("lone.txt", "Alone."),))
    with opened(browser, report, tmp_path) as at:
        for place in views(report):
            at.go(place)
        assert report.pairs[0].left in at.text("#left-facts")
