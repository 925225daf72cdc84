"""The page's views beyond lists and pairs, in a real browser: head, network, patchwork, review, switches."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from browser import Opened, opened
from click.testing import CliRunner
from reports import audited_report, large_report, nothing_report, scan_report
from test_reporters_html_page import HOSTILE, PHONE, address, hostile_report

from syndetect import scan
from syndetect.cli.app import app
from syndetect.model import Pair, Report
from syndetect.normalise.quotation_marks import quotations
from syndetect.records import from_dict
from syndetect.reporters.headlines import family_headline, pair_headline, report_headline

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
GROUPS = ("neither", "quoted", "credited", "both")

SAWMILL = (
    "The sawmill at Lower Tarn will close in March after ninety-one years, its owners said on Friday. "
    "Orders for railway sleepers have fallen by two thirds since the line to Brannock was given up, and the "
    "band saws date from 1958. “We have cut everything that there was to cut,” said the foreman, Odo Marsh. "
    "Forty-four people work there, most of them from families that came with the first steam engine."
)
LIBRARY = (
    "The travelling library of Tarn county has lost its last driver, and the van with two thousand books "
    "has stood in a barn at Ebbing since the autumn. The council offers a licence and a winter allowance to "
    "anybody who will take the wheel. “Children wave at an empty road,” said the librarian Wanda Thrupp. "
    "A cart and a pony have been suggested by the village of Nether Poole, which has both."
)
BOTH = f"{SAWMILL}\n\n{LIBRARY}\n\nBoth belong to what the county board calls the slow goodbye of the valley."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A source each of two stories, an article made from both, and a print with another number."""
    folder = tmp_path_factory.mktemp("valley")
    heads = {
        "mill": ("Tarn Wire", "Sawmill to close", "2026-02-06T08:00:00Z", SAWMILL),
        "van": ("Ebbing News", "No driver for the library", "2026-02-05T08:00:00Z", LIBRARY),
        "both": ("Valley Echo", "The slow goodbye", "2026-02-08T08:00:00Z", BOTH),
        "print": ("Daily Brannock", "Mill closes", "2026-02-07T08:00:00Z", SAWMILL.replace("1958", "1985")),
    }
    for name, (outlet, title, published, text) in heads.items():
        head = f"---\noutlet: {outlet}\ntitle: {title}\npublished: {published}\n---\n"
        (folder / f"{name}.md").write_text(f"{head}{text}\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def valley(folder: Path) -> Report:
    """What a scan finds there."""
    return scan(folder)


def article(name: str) -> str:
    """Where the page shows an article over all its sources."""
    return f"#article/{quote(name, safe='')}"


def views(report: Report) -> list[str]:
    """An address of each of the views here."""
    names = [pair.left for pair in report.pairs[2:3]]
    return ["#network", "#network?of=articles", "#review", *map(article, names)]


def groups(at: Opened, within: str) -> dict[str, int]:
    """The words of each group as they are told there."""
    found = re.findall(r": ([\d,]+) words?", at.text(within))
    return dict(zip(GROUPS, (int(count.replace(",", "")) for count in found), strict=True))


def test_the_page_says_what_it_is_of(browser: Any, corpus: Report, tmp_path: Path) -> None:
    """Folder, numbers, time and headline stand at the top, and the title names the folder."""
    with opened(browser, corpus, tmp_path) as at:
        assert at.page.title() == "Shared text in corpus"
        assert str(CORPUS) in at.text("#part-overview .kicker")
        assert f"{len(corpus.documents)} articles" in at.text("#part-overview .kicker")
        assert at.text("#part-overview .headline") == report_headline(corpus)
        assert "defaults" in at.text("#part-overview")
        told = at.texts("#families td small")
        for family in corpus.families:
            assert family_headline(corpus, family) in told


def test_changed_settings_are_named(browser: Any, tmp_path: Path) -> None:
    """What differs from the defaults stands in the head, and nothing else does."""
    report = replace(scan_report(), settings={"min_relation": "rewrite", "seed": 1})
    with opened(browser, report, tmp_path) as at:
        assert at.texts("#part-overview .note code") == ["min_relation = rewrite"]


def test_what_was_read_and_found_clean_is_named(browser: Any, corpus: Report, tmp_path: Path) -> None:
    """An editor can tell an article without a relation from one that was lost."""
    with opened(browser, nothing_report(), tmp_path, "#settings") as at:
        assert at.texts("#clean-list li") == [
            "North Weekly Roses north/garden.txt",
            "Sund Radio Leak stops the Skarholm line sund/leak.txt",
        ]


def test_no_pair_is_told_by_left_and_right(browser: Any, corpus: Report, tmp_path: Path) -> None:
    """Outlets or files stand where the report has left and right."""
    with opened(browser, corpus, tmp_path) as at:
        for pair in corpus.pairs[::9]:
            at.go(address(pair))
            heads = (
                "#pair-facts",
                "#left-part",
                "#right-part",
                ".strip figcaption",
                "#pair-reasons",
                ".figures",
            )
            told = " ".join(map(at.text, heads))
            assert not re.search(r"\b(left|right)\b(?! out)", told)
            both = corpus.document(pair.left), corpus.document(pair.right)
            assert pair_headline(pair, *both) in at.text("#pair-title")
            labels = [at.page.get_attribute(f"#{side}-text", "aria-label") for side in ("left", "right")]
            assert all(label and "left" not in label for label in labels)


def test_links_are_drawn_as_sure_as_they_are(browser: Any, tmp_path: Path) -> None:
    """Solid from 0.85 on, dashed from 0.6 on, below that a hollow mark without a line; the legend says so."""
    report = audited_report()
    family = report.families[1]
    sure = {"coast/ferry.txt": 0.9, "lantern/ferry.txt": 0.7, "sund/leak.txt": 0.5}
    members = tuple(replace(one, certainty=sure.get(one.document, one.certainty)) for one in family.members)
    report = replace(report, families=(report.families[0], replace(family, members=members)))
    with opened(browser, report, tmp_path, f"#family/{quote(family.id, safe='')}") as at:
        for firm in ("solid", "dashed", "open"):
            assert at.page.locator(f".timeline .edge.is-{firm}").count() == 1
        assert at.page.locator(".timeline .dot.is-open").count() == 1
        legend = at.text("#timeline .legend")
        assert "85 % sure or more" in legend
        assert "at least 60 %" in legend
        assert "open" in legend


def test_changed_facts_are_marked_apart(browser: Any, valley: Report, tmp_path: Path) -> None:
    """A number told otherwise is marked on both sides and listed in words; a click brings it into sight."""
    pair = valley.between("mill.md", "print.md")
    assert pair is not None
    with opened(browser, valley, tmp_path, address(pair)) as at:
        assert at.texts("#pair-altered li") == ["number: 1958 → 1985"]
        assert at.texts("#left-text .fact") == ["1958"]
        assert at.texts("#right-text .fact") == ["1985"]
        assert "number" in str(at.page.get_attribute("#left-text .fact", "class"))
        at.page.click("#pair-altered button")
        assert not at.page.is_hidden("#fact-sample")


def test_a_long_passage_is_stepped_through_by_sentences(browser: Any, valley: Report, tmp_path: Path) -> None:
    """Each step marks a sentence on one side and the one with its words on the other; all are reached."""
    pair = valley.between("mill.md", "print.md")
    assert pair is not None
    with opened(browser, valley, tmp_path, address(pair)) as at:
        at.page.keyboard.press(".")
        seen = []
        for _ in range(4):
            said = [at.texts(f"#{side}-text .sentence.said") for side in ("left", "right")]
            assert ["".join(texts).replace("1985", "1958") for texts in said] == ["".join(said[0])] * 2
            seen.append("".join(said[0]).strip())
            at.page.keyboard.press(".")
        assert " ".join(seen) == SAWMILL
        assert at.page.is_disabled("#sentence-after")
        at.page.keyboard.press(",")
        assert at.text("#sentence-at").startswith("3 of 4")


def test_sentences_hold_the_whole_passage(browser: Any, corpus: Report, tmp_path: Path) -> None:
    """Cut into sentences a passage is still the text that it was, on both sides."""
    listed = [pair for pair in corpus.pairs if pair.passages]
    pair = max(listed, key=lambda pair: pair.passages[0].left.end - pair.passages[0].left.begin)
    with opened(browser, corpus, tmp_path, address(pair, 1)) as at:
        for side, id in (("left", pair.left), ("right", pair.right)):
            span = getattr(pair.passages[0], side)
            parts = at.texts(f"#{side}-text [data-sentence^='0-']")
            whole = "".join(parts)
            assert whole == corpus.document(id).text[span.begin : span.end]
            assert len(parts) > 1


def test_the_threshold_under_the_bars_filters(browser: Any, corpus: Report, tmp_path: Path) -> None:
    """The bars hold every pair; the list keeps those with as much in common, and says how many they are."""

    def most(pair: Pair) -> float:
        return max(pair.evidence.coverage_left, pair.evidence.coverage_right)

    with opened(browser, corpus, tmp_path, "#pairs") as at:
        bars = [int(text) for text in at.texts("#pairs-bars g text")]
        assert sum(bars) == len(corpus.pairs)
        at.page.fill("#pairs-filters [name=least]", "50")
        at.settle()
        assert "least=50" in at.page.url
        passing = sum(most(pair) >= 0.5 for pair in corpus.pairs)
        assert f"{passing} of {len(corpus.pairs)} pairs" in at.text("#pairs-passing")
        assert 0 < len(at.texts("#pairs tbody tr")) == min(passing, 50) < len(corpus.pairs)
        assert [int(text) for text in at.texts("#pairs-bars g text")] == bars


def test_the_network_draws_outlets_and_articles(browser: Any, corpus: Report, tmp_path: Path) -> None:
    """A dot for each that gave or took, an arrow for each way, and every dot leads to what it stands for."""
    derived = sum(
        member.document != family.source.document for family in corpus.families for member in family.members
    )
    with opened(browser, corpus, tmp_path, "#network") as at:
        names = {text.split(",")[0] for text in at.texts("#network .net-node title")}
        assert {"Meridian Wire", "Alder Press", "Newsbrook"} <= names
        first = [at.page.get_attribute("#network .net-node circle >> nth=0", "cx"), at.text("#network")]
        at.page.check("#network-filters [value=articles]")
        at.settle()
        assert at.page.locator("#network .net-edge").count() == derived
        assert at.page.locator("#network .net-edge.is-open").count() > 0
        at.go("#network")
        assert [
            at.page.get_attribute("#network .net-node circle >> nth=0", "cx"),
            at.text("#network"),
        ] == first
        at.page.click("#network a.net-node >> nth=0")
        at.page.wait_for_selector("#part-pairs:not([hidden])")
        assert "outlet=" in at.page.url


def test_the_network_comes_nearer_and_moves(browser: Any, corpus: Report, tmp_path: Path) -> None:
    """Buttons, keys and a drag change what is seen, and 0 shows the whole again."""

    def view(at: Opened) -> list[float]:
        return [float(part) for part in str(at.page.get_attribute("#network svg", "viewBox")).split()]

    with opened(browser, corpus, tmp_path, "#network") as at:
        whole = view(at)
        at.page.click("[data-zoom=in]")
        nearer = view(at)
        assert nearer[2] < whole[2]
        at.page.focus("#network svg")
        at.page.keyboard.press("ArrowRight")
        assert view(at)[0] > nearer[0]
        box = at.page.locator("#network svg").bounding_box()
        assert box is not None
        before = view(at)
        at.page.mouse.move(box["x"] + 20, box["y"] + 20)
        at.page.mouse.down()
        at.page.mouse.move(box["x"] + 120, box["y"] + 60)
        at.page.mouse.up()
        assert view(at)[0] < before[0]
        at.page.keyboard.press("0")
        assert view(at) == whole


def test_a_large_network_says_what_it_leaves_out(browser: Any, tmp_path: Path) -> None:
    """Only so many dots are drawn, the largest families first, and each family can be chosen."""
    report = large_report(200, 0)
    with opened(browser, report, tmp_path, "#network?of=articles") as at:
        assert at.page.locator("#network .net-node").count() <= 300
        assert "left out" in at.text("#network-says")
        at.page.select_option("#network-filters [name=family]", index=7)
        at.settle()
        assert at.page.locator("#network .net-node").count() <= 4


def test_a_patchwork_stands_on_one_screen(browser: Any, valley: Report, tmp_path: Path) -> None:
    """Both sources are listed, each colours its own part, and the share is the one that the report has."""
    document = valley.document("both.md")
    with opened(browser, valley, tmp_path, article("both.md")) as at:
        assert "Tarn Wire" in at.text("#article-sources")
        assert "Ebbing News" in at.text("#article-sources")
        assert f"({document.total_derived_words} words)" in at.text("#article-share")
        sources = {
            str(node)
            for node in at.page.eval_on_selector_all(
                "#article-text .patch", "all => all.map(a => a.dataset.source)"
            )
        }
        assert len(sources) == 2
        assert at.text("#article-text") == document.text


def test_switches_count_shares_anew(browser: Any, valley: Report, tmp_path: Path) -> None:
    """Without quotations, small passages, or a source there is less of it, at once; and then all again."""

    def words(at: Opened) -> int:
        found = re.search(r"\(([\d,]+) word", at.text("#article-share"))
        return int(found[1].replace(",", "")) if found else 0

    with opened(browser, valley, tmp_path, article("both.md")) as at:
        whole = words(at)
        before = groups(at, "#article-groups")
        assert sum(before.values()) == whole
        at.page.check("#article-switches [name=quotes]")
        after = groups(at, "#article-groups")
        assert after["quoted"] == after["both"] == 0
        assert words(at) == whole - before["quoted"] - before["both"]
        at.page.uncheck("#article-switches [name=quotes]")
        assert words(at) == whole
        at.page.uncheck("#article-sources input >> nth=0")
        assert 0 < words(at) < whole
        at.page.check("#article-sources input >> nth=0")
        at.page.fill("#article-switches [name=least]", "500")
        assert words(at) == 0


def test_words_are_grouped_by_credit_and_quotation_marks(
    browser: Any, corpus: Report, tmp_path: Path
) -> None:
    """Of every audited member: what no credit reaches is what the audit says, and quoted words are quoted."""
    with opened(browser, corpus, tmp_path) as at:
        for family in corpus.families:
            for member in family.members:
                if member.audit is None or member.audit.verdict not in {"full", "uncredited", "own"}:
                    continue
                at.go(article(member.document))
                found = groups(at, "#article-groups")
                credited = found["credited"] + found["both"]
                assert bool(credited) is (member.audit.verdict != "uncredited")
                assert bool(found["neither"] + found["quoted"]) is (member.audit.verdict == "uncredited")
                if not quotations(corpus.document(member.document).text):
                    assert found["quoted"] == found["both"] == 0


def test_a_familys_groups_are_counted_for_every_member(browser: Any, valley: Report, tmp_path: Path) -> None:
    """A row for each derived member with its four groups; leaving a source out leaves less of it."""

    def share(text: str) -> int:
        return int(text.split(maxsplit=1)[0])

    family = next(family for family in valley.families if len(family.members) > 1)
    with opened(browser, valley, tmp_path, f"#family/{quote(family.id, safe='')}") as at:
        at.page.wait_for_selector("#groups table")
        rows = at.page.locator("#groups tbody tr")
        assert rows.count() == len(family.members) - 1
        before = at.texts("#groups td:nth-child(2)")
        option = at.page.locator("#family-switches option").nth(1).get_attribute("value")
        at.page.select_option("#family-switches [name=source]", option)
        after = at.texts("#groups td:nth-child(2)")
        assert len(after) == len(before)
        assert all(share(one) <= share(other) for one, other in zip(after, before, strict=True))
        assert after != before


def marked(at: Opened, pair: Pair, key: str, note: str) -> None:
    """Mark a pair on its page, with a note."""
    at.go(address(pair))
    at.page.keyboard.press(key)
    at.page.fill("#pair-note", note)
    at.settle()


def test_marks_become_suppressions_that_syndetect_takes(
    browser: Any, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is marked as no issue, saved as a file, is suppressed in the next run; what is not still fails."""
    monkeypatch.chdir(folder.parent)
    report = scan(folder.name)
    pair, other = report.between("mill.md", "print.md"), report.between("both.md", "van.md")
    assert pair is not None
    assert other is not None
    with opened(browser, report, tmp_path, accept_downloads=True) as at:
        marked(at, pair, "y", 'agreed\nwith “them” \\ "us"')
        marked(at, other, "l", "ask the desk")
        at.go("#review")
        with at.page.expect_download() as waiting:
            at.page.click("#review-save")
        file = folder.parent / "excused.toml"
        waiting.value.save_as(file)
    (entry,) = tomllib.loads(file.read_text(encoding="utf-8"))["suppress"]
    assert entry["reason"] == 'agreed\nwith “them” \\ "us"'
    runner = CliRunner()
    found = runner.invoke(
        app, ["scan", folder.name, "--suppressions", "excused.toml", "--fail-on", "copy", "--format", "json"]
    )
    statuses = {
        (finding["submission"], finding["source"]): finding["status"]
        for finding in json.loads(found.stdout)["findings"]
    }
    assert statuses["print.md", "mill.md"] == "suppressed"
    assert "new" in statuses.values()
    assert found.exit_code == 1


def test_a_checks_marks_excuse_its_submissions(
    browser: Any, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the page of a check the submission is excused, whichever of the two was made from the other."""
    monkeypatch.chdir(tmp_path)
    for name, held in (("drafts", "mill.md"), ("archive", "print.md")):
        (tmp_path / name).mkdir()
        (tmp_path / name / held).write_text((folder / held).read_text(encoding="utf-8"), encoding="utf-8")
    command = ["check", "drafts", "--against", "archive", "--fail-on", "copy", "--format", "json"]
    before = CliRunner().invoke(app, command)
    assert before.exit_code == 1
    report = from_dict(json.loads(before.stdout))
    with opened(browser, report, tmp_path) as at:
        assert at.page.title().endswith("mill.md against print.md")
        marked(at, report.pairs[0], "y", "ours")
        at.go("#review")
        text = at.page.input_value("#review-file")
    (tmp_path / "excused.toml").write_text(text, encoding="utf-8")
    after = CliRunner().invoke(app, [*command, "--suppressions", "excused.toml"])
    assert after.exit_code == 0
    assert [one["status"] for one in json.loads(after.stdout)["findings"]] == ["suppressed"]


def test_absolute_paths_become_suppressions_that_fit_anywhere(
    browser: Any, valley: Report, folder: Path, tmp_path: Path
) -> None:
    """Where a report names whole paths, the file works from whatever folder it is kept in."""
    pair = valley.between("mill.md", "print.md")
    assert pair is not None
    with opened(browser, valley, tmp_path) as at:
        marked(at, pair, "y", "")
        at.go("#review")
        text = at.page.input_value("#review-file")
    file = tmp_path / "excused.toml"
    file.write_text(text, encoding="utf-8")
    found = CliRunner().invoke(app, ["scan", str(folder), "--suppressions", str(file), "--format", "json"])
    assert '"status": "suppressed"' in found.stdout


def test_marks_are_kept_for_the_next_visit(browser: Any, valley: Report, tmp_path: Path) -> None:
    """Closed and opened again the page still has them; taken off they are gone, and other texts are told."""
    pair = valley.pairs[0]
    with opened(browser, valley, tmp_path) as at:
        marked(at, pair, "l", "call Odo")
        at.page.reload()
        at.page.wait_for_selector("#waiting", state="detached")
        assert at.page.input_value("#pair-note") == "call Odo"
        assert at.page.is_checked("#pair-review [value=look]")
        assert "(1)" in at.text("#review-count")
        at.go("#review")
        assert "call Odo" in at.text("#reviewed")
        at.page.click("#reviewed button")
        assert "No pair is marked" in at.text("#reviewed")
        assert at.text("#review-count") == ""


def test_marks_travel_to_a_colleague(browser: Any, valley: Report, tmp_path: Path) -> None:
    """Saved as a file they are read by the page in another browser; what is no such file is told."""
    file, other = tmp_path / "marks.json", tmp_path / "other.json"
    other.write_text('[["a", {"mark": "toString", "note": 5}], 7, null]', encoding="utf-8")
    with opened(browser, valley, tmp_path, accept_downloads=True) as at:
        marked(at, valley.pairs[0], "l", "<b>call</b> Odo")
        at.go("#review")
        with at.page.expect_download() as waiting:
            at.page.click("#marks-save")
        waiting.value.save_as(file)
    with opened(browser, valley, tmp_path, "#review") as at:
        at.page.set_input_files("#marks-read", other)
        at.page.wait_for_selector("#marks-said:has-text('No marks')")
        at.page.set_input_files("#marks-read", file)
        at.page.wait_for_selector("#marks-said:has-text('1 mark read')")
        assert "<b>call</b> Odo" in at.text("#reviewed")
        at.go("#pairs?mark=look")
        assert at.page.locator("#pairs tbody a.go").count() == 1
        at.go("#pairs?mark=none")
        assert at.page.locator("#pairs tbody a.go").count() == len(valley.pairs) - 1


def test_a_browser_that_keeps_nothing_says_so(browser: Any, valley: Report, tmp_path: Path) -> None:
    """Where storage is denied marks still work until the page is closed, and the page says so."""
    with opened(browser, valley, tmp_path) as at:
        at.page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('denied'); }; }")
        marked(at, valley.pairs[0], "y", "")
        assert "keeps nothing" in at.text("#pair-mark-says")
        at.go("#review")
        assert "[[suppress]]" in at.page.input_value("#review-file")


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, PHONE], ids=["light", "dark", "phone"])
def test_no_barrier_that_axe_calls_serious(browser: Any, tmp_path: Path, options: dict[str, Any]) -> None:
    """Contrast, names, roles and focus of the views here."""
    report = audited_report()
    axe = (files(pytest.importorskip("axe_playwright_python")) / "axe.min.js").read_text(encoding="utf-8")
    with opened(browser, report, tmp_path, **options) as at:
        at.page.evaluate(axe)
        marked(at, report.pairs[2], "y", "fine")
        found = []
        for place in views(report):
            at.go(place)
            result = at.page.evaluate("axe.run({ resultTypes: ['violations'] })")
            found += [
                (place, item["id"], [node["html"][:200] for node in item["nodes"][:3]])
                for item in result["violations"]
                if item["impact"] in {"serious", "critical"}
            ]
        assert found == []


def test_nothing_sticks_out_on_a_phone(browser: Any, corpus: Report, tmp_path: Path) -> None:
    """At 360 pixels no view here has to be scrolled sideways."""
    with opened(browser, corpus, tmp_path, **PHONE) as at:
        for place in views(corpus):
            at.go(place)
            assert at.page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"], (
                place
            )


def test_hostile_texts_run_nothing(browser: Any, tmp_path: Path) -> None:
    """Markup and closing tags in names, texts, notes and the file of suppressions stay what they are."""
    report = hostile_report()
    with opened(browser, report, tmp_path) as at:
        for document in report.documents:
            if any(document.id in (pair.left, pair.right) for pair in report.pairs):
                at.page.evaluate(
                    "id => { location.hash = `#article/${encodeURIComponent(id)}`; }",
                    document.id.replace("\ud800", "\ufffd"),
                )
                at.settle()
                assert not at.page.is_visible("#part-missing")
        for place in ("#network", "#network?of=articles", "#overview", "#settings"):
            at.go(place)
        at.go("#pairs")
        for place in at.hrefs("#pairs a.go"):
            at.go(place)
            at.page.keyboard.press("y")
            at.page.fill("#pair-note", "".join(HOSTILE).replace("\ud800", ""))
        at.go("#review")
        assert at.page.evaluate("typeof window.hacked") == "undefined"
        assert at.page.locator("img, iframe, object, embed, body script ~ script ~ style").count() == 0
        file = at.page.input_value("#review-file")
        told = tomllib.loads(file)["suppress"]
        assert len(told) >= len(report.pairs)
        assert all(character.isprintable() or character == "\n" for character in file)
        assert "\u202e" not in at.text("body > main")


def test_paper_holds_an_article_in_full(browser: Any, valley: Report, tmp_path: Path) -> None:
    """In print nothing scrolls, no tool is shown, and a PDF can be made of every view here."""
    with opened(browser, valley, tmp_path) as at:
        for place in (*views(valley), article("both.md")):
            at.go(place)
            assert at.page.pdf()[:5] == b"%PDF-"
        at.page.emulate_media(media="print")
        assert not at.page.is_visible(".bar")
        assert not at.page.is_visible("#article-switches")
        height = at.page.evaluate(
            "(id => { const at = document.getElementById(id); return at.scrollHeight - at.clientHeight; })"
            "('article-text')"
        )
        assert height <= 1


def test_an_article_without_its_text_has_the_reports_share(
    browser: Any, valley: Report, tmp_path: Path
) -> None:
    """Where the report holds no texts, the share and the sources are still told."""
    bare = replace(valley, documents=tuple(replace(one, text="") for one in valley.documents))
    with opened(browser, bare, tmp_path, article("both.md")) as at:
        assert f"({valley.document('both.md').total_derived_words} words)" in at.text("#article-share")
        assert "not in this report" in at.text("#article-text")
        family = max(bare.families, key=lambda family: len(family.members))
        at.go(f"#family/{quote(family.id, safe='')}")
        at.page.wait_for_selector("#groups table")
        assert "not in this report" in at.text("#groups")
        assert "Tarn Wire" in at.text("#article-sources")


def test_an_article_that_is_not_there_is_said(browser: Any, tmp_path: Path) -> None:
    """An address of an article that the report does not have leads to no empty view."""
    with opened(browser, scan_report(), tmp_path, article("nobody.txt")) as at:
        assert at.page.is_visible("#part-missing")
