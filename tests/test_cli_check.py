"""``syndetect check`` in a git repository, as a job of continuous integration runs it."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
from pathlib import Path

import pytest
from cli_samples import COPY, ORIGINAL, OTHER
from click.testing import CliRunner, Result

from syndetect.cli.app import app

FRESH = (
    "Seventeen kites were lost on the beach at Ostmoor on Sunday, and all but two of them were found again.\n"
)


def git(folder: Path, *words: str) -> str:
    """Run git there, with a name and without anybody's settings."""
    clean = {name: text for name, text in os.environ.items() if not name.startswith("GIT_")}
    names = {
        f"GIT_{role}_{what}": "nobody@example.org"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    done = subprocess.run(  # noqa: S603
        ["git", "-C", str(folder), *words],  # noqa: S607
        env={**clean, **names, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A checkout with an archive and one draft of its own, committed on main."""
    top = tmp_path / "paper"
    for name, text in {
        "archive/bridge.txt": ORIGINAL,
        "archive/bees.md": OTHER,
        "drafts/kites.md": FRESH,
        "make.py": "print('no article')\n",
    }.items():
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(text, encoding="utf-8")
    git(top, "init", "--quiet", "--initial-branch=main")
    commit(top, "First articles")
    return top


def commit(top: Path, message: str) -> None:
    """Everything as it stands."""
    git(top, "add", "--all")
    git(top, "commit", "--quiet", "--message", message)


def run(top: Path, *words: str | Path, env: dict[str, str] | None = None) -> Result:
    """Run the command in this process, in that folder."""
    with contextlib.chdir(top):
        return CliRunner().invoke(
            app, list(map(str, words)), env={"GITHUB_STEP_SUMMARY": None, **(env or {})}
        )


POLICY = "relation>=excerpt and derived_words>30"


def job(top: Path, *extra: str, format: str = "json") -> tuple[int, str, str]:
    """The job: exit code, stdout and stderr."""
    done = run(
        top, "check", "drafts", "--against", "archive", "--fail-on", POLICY, "--format", format, *extra
    )
    return done.exit_code, done.stdout, done.stderr


def test_a_copy_turns_the_job_red_a_baseline_green_and_a_new_copy_red_again(repository: Path) -> None:
    """The life of a gate in one repository."""
    assert job(repository)[0] == 0

    (repository / "drafts" / "bridge.md").write_text(COPY, encoding="utf-8")
    code, out, said = job(repository)
    assert code == 1
    assert "1 finding meets --fail-on: drafts/bridge.md from archive/bridge.txt (copy)" in said
    assert [one["fails"] for one in json.loads(out)["findings"]] == [True]

    code, _, said = job(repository, "--baseline", "known.json", "--write-baseline")
    assert code == 0
    assert "the baseline is written to known.json" in said
    commit(repository, "What is known")
    code, out, _ = job(repository, "--baseline", "known.json")
    assert code == 0
    assert [one["status"] for one in json.loads(out)["findings"]] == ["known"]

    (repository / "drafts" / "second.md").write_text(COPY, encoding="utf-8")
    code, out, said = job(repository, "--baseline", "known.json")
    assert code == 1
    assert "drafts/second.md from archive/bridge.txt" in said
    assert {one["submission"]: one["status"] for one in json.loads(out)["findings"]} == {
        "drafts/bridge.md": "known",
        "drafts/second.md": "new",
    }


def test_a_baseline_holds_from_any_folder_and_for_any_way_of_naming(repository: Path) -> None:
    """Its names are paths from its own folder, not what a run was told."""
    (repository / "drafts" / "bridge.md").write_text(COPY, encoding="utf-8")
    job(repository, "--baseline", "known.json", "--write-baseline")
    inside = repository / "drafts"
    words = ("--against", "../archive", "--fail-on", "copy", "--baseline", "../known.json")
    assert run(inside, "check", "bridge.md", *words).exit_code == 0
    absolute = ("check", repository / "drafts" / "bridge.md", *words)
    assert run(inside, *absolute).exit_code == 0


def test_what_was_renamed_or_printed_once_more_is_known_and_a_copy_beside_it_is_new(repository: Path) -> None:
    """Findings go by the words of the texts and by the source's family, not by file names alone."""
    draft, source = repository / "drafts" / "bridge.md", repository / "archive" / "bridge.txt"
    draft.write_text(COPY, encoding="utf-8")
    job(repository, "--baseline", "known.json", "--write-baseline")

    moved = draft.rename(draft.with_name("moved.md"))
    assert job(repository, "--baseline", "known.json")[0] == 0
    source = source.rename(source.with_name("other.txt"))
    assert job(repository, "--baseline", "known.json")[0] == 0
    (repository / "archive" / "print.txt").write_text(f"{ORIGINAL}\n\nPrinted by Pool.\n", encoding="utf-8")
    assert job(repository, "--baseline", "known.json")[0] == 0

    moved.with_name("second.md").write_text(COPY, encoding="utf-8")
    moved.rename(draft)
    code, out, _ = job(repository, "--baseline", "known.json")
    assert code == 1
    new = {one["submission"] for one in json.loads(out)["findings"] if one["fails"]}
    assert new == {"drafts/second.md"}
    # The first is not read here, and yet it is there.
    words = ("--against", "archive", "--fail-on", "copy", "--baseline", "known.json")
    assert run(repository, "check", "drafts/second.md", *words).exit_code == 1


def test_a_big_repository_is_one_line(repository: Path) -> None:
    """What git ignores is not read, other files are one line, with no JUnit case or annotation."""
    for folder, suffix in (("node_modules/pack", "md"), ("src", "py")):
        place = repository / folder
        place.mkdir(parents=True)
        for number in range(2_500):
            (place / f"f{number}.{suffix}").write_text(COPY if number == 0 else "x = 1\n", encoding="utf-8")
    (repository / ".gitignore").write_text("node_modules/\n", encoding="utf-8")
    job(repository, "--baseline", "known.json", "--write-baseline", "--no-progress")
    for name in ("r.json", "r.md", "r.xml", "r.csv", "r.html", "r.ndjson"):
        assert run(repository, "scan", "drafts", "-o", name).exit_code == 0
    commit(repository, "Much")

    words = ("check", "--changed-since", "HEAD~1", "--strict", "--fail-on", POLICY)
    done = run(repository, *words, "--format", "json")
    report = json.loads(done.stdout)
    assert (done.exit_code, report["skipped"], report["submissions"]) == (0, [], [])
    (repository / "drafts" / "new.md").write_text(COPY, encoding="utf-8")
    done = run(repository, *words, "--format", "json")
    report = json.loads(done.stdout)
    assert done.exit_code == 1
    assert report["skipped"] == []
    assert {one["source"] for one in report["findings"]} == {"archive/bridge.txt"}
    assert report["run"]["counts"]["passed over: .py"] == 2_501
    said = run(repository, *words, "--format", "terminal").stdout
    assert sum("of kinds that are not read" in line for line in said.splitlines()) == 1
    assert run(repository, *words, "--format", "junit").stdout.count("<testcase") == 1
    assert "skipped" not in run(repository, *words, "--format", "github").stdout
    read = json.loads(run(repository, "scan", ".", "--no-ignore", "--format", "json").stdout)
    assert any(one["id"].startswith("node_modules") for one in read["documents"])


def test_changed_articles_are_held_against_the_whole_checkout(repository: Path) -> None:
    """New, edited and uncommitted ones; not other files, ignored ones, or what main did meanwhile."""
    git(repository, "switch", "--quiet", "--create", "feature")
    (repository / "drafts" / "bridge.md").write_text(COPY, encoding="utf-8")
    commit(repository, "A draft")
    (repository / "drafts" / "kites é.md").write_text(COPY, encoding="utf-8")
    (repository / "drafts" / "scrap.md").write_text(COPY, encoding="utf-8")
    (repository / ".gitignore").write_text("scrap.md\n", encoding="utf-8")
    (repository / "make.py").write_text("print('still none')\n", encoding="utf-8")
    git(repository, "switch", "--quiet", "main")
    (repository / "archive" / "main.md").write_text(OTHER, encoding="utf-8")
    git(repository, "add", "archive")
    git(repository, "commit", "--quiet", "--message", "Meanwhile")
    git(repository, "switch", "--quiet", "feature")

    done = run(repository, "check", "--changed-since", "main", "--format", "json", "--fail-on", "copy")
    report = json.loads(done.stdout)
    assert done.exit_code == 1
    assert report["submissions"] == ["drafts/bridge.md", "drafts/kites é.md"]
    found = {(one["submission"], one["source"]) for one in report["findings"]}
    assert {source for submission, source in found if submission == "drafts/bridge.md"} >= {
        "archive/bridge.txt"
    }
    assert any({"drafts/bridge.md", "drafts/kites é.md"} == set(pair) for pair in found)

    less = ("--exclude", "kites*", "--format", "json")
    excluded = run(repository, "check", "--changed-since", "main", *less)
    assert json.loads(excluded.stdout)["submissions"] == ["drafts/bridge.md"]
    (repository / ".syndetectignore").write_text("drafts/\n", encoding="utf-8")
    ignored = run(repository, "check", "--changed-since", "main", "--format", "json")
    assert json.loads(ignored.stdout)["submissions"] == []
    (repository / ".syndetectignore").unlink()

    below = run(repository, "check", "archive", "--changed-since", "main", "--format", "json")
    assert below.exit_code == 0
    assert json.loads(below.stdout)["submissions"] == []
    assert "no article has changed since main" in below.stderr


def test_a_new_draft_is_not_named_as_the_source(repository: Path) -> None:
    """What is new since the revision was made after the rest, however long it is; not so an edited file."""
    (repository / "drafts" / "bridge.md").write_text(f"{ORIGINAL}\n{FRESH}", encoding="utf-8")
    done = run(repository, "check", "--changed-since", "HEAD", "--format", "json")
    (family,) = json.loads(done.stdout)["families"]
    assert family["source"]["document"] == "archive/bridge.txt"
    commit(repository, "A draft")
    (repository / "archive" / "bridge.txt").write_text(f"{ORIGINAL}\nIt rained.", encoding="utf-8")
    done = run(repository, "check", "--changed-since", "HEAD", "--format", "json")
    (family,) = json.loads(done.stdout)["families"]
    assert "handed in" not in json.dumps(family)


@pytest.mark.parametrize("format", ["json", "sarif", "junit", "markdown", "terminal", "github"])
def test_no_change_is_still_a_report(repository: Path, format: str) -> None:
    """A job uploads what it always uploads."""
    done = run(repository, "check", "--changed-since", "HEAD", "--format", format, "--strict")
    assert done.exit_code == 0
    assert done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--changed-since", "nowhere"], "git knows no revision 'nowhere' here; fetch it"),
        (["--changed-since", "--output=x"], "git knows no revision '--output=x' here"),
        (["--changed-since", "HEAD", "--baseline", "b", "--write-baseline"], "--write-baseline would forget"),
        (["drafts"], "nothing to check it against; give --against PATH"),
        ([], "nothing to check; name a SUBMISSION"),
        (["drafts", "--against", "archive", "--write-baseline"], "give --baseline FILE as well"),
        (["drafts", "--against", "archive", "--baseline", "none.json"], "there is no baseline none.json"),
        (["drafts", "--against", "archive", "--suppressions", "no.toml"], "cannot read no.toml"),
        (
            ["drafts", "--against", "archive", "--partners", "make.py", "-o", "make.py"],
            "would replace the input",
        ),
        (["drafts", "--against", "archive", "--format", "sarfi"], "valid are: terminal, json"),
        (["drafts", "--against", "archive", "--fail-on", "coverge>1%"], "did you mean 'coverage'?"),
        (
            ["drafts", "--against", "archive", "--fail-on", "rewrite", "--min-relation", "copy"],
            "--fail-on rewrite would miss",
        ),
    ],
)
def test_mistakes_are_told_before_any_work(repository: Path, words: list[str], said: str) -> None:
    """Exit code 2 and one sentence, though the archive could not even be read."""
    (repository / "archive" / "bridge.txt").unlink()
    done = run(repository, "check", *words)
    assert done.exit_code == 2
    assert said in done.stderr
    assert done.stdout == ""


def test_a_policy_with_a_typo_is_pointed_at(repository: Path) -> None:
    """The policy, and carets under the place."""
    done = run(
        repository, "check", "drafts", "--against", "archive", "--fail-on", "copy or relation>=parphrase"
    )
    assert done.stderr.splitlines()[-2:] == [
        "  copy or relation>=parphrase",
        "  " + " " * 18 + "^" * 9,
    ]


def test_outside_of_a_checkout_git_itself_says_why(tmp_path: Path) -> None:
    """Its own sentence tells more than any of ours."""
    done = run(
        tmp_path,
        "check",
        "--changed-since",
        "HEAD",
        env={"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)},
    )
    assert done.exit_code == 2
    assert "--changed-since needs a git checkout around" in done.stderr
    assert "not a git repository" in done.stderr


def test_suppressions_and_partners_open_the_gate(repository: Path) -> None:
    """With a reason until a day, or by licence; an expired one closes it again and is told."""
    (repository / "drafts" / "bridge.md").write_text(COPY, encoding="utf-8")
    entry = '[[suppress]]\nsubmission = "drafts/*"\nreason = "agreed"\nexpires = {}\n'
    (repository / "open.toml").write_text(entry.format("9999-01-01"), encoding="utf-8")
    (repository / "over.toml").write_text(entry.format("2020-01-01"), encoding="utf-8")
    (repository / "partners.toml").write_text('[[partner]]\nname = "Archive"\n', encoding="utf-8")
    assert job(repository, "--suppressions", "open.toml")[0] == 0
    code, out, said = job(repository, "--suppressions", "over.toml")
    assert code == 1
    assert "expired on 2020-01-01 and no longer applies (agreed)" in said
    assert json.loads(out)["gate"]["notes"]
    (repository / "partners.toml").write_text(
        '[[partner]]\nname = "X"\nsources = "archive/*"\n', encoding="utf-8"
    )
    code, out, said = job(repository, "--partners", "partners.toml")
    assert code == 0
    assert json.loads(out)["findings"][0]["reason"] == "licensed by X"
    assert "left out of the verdict: 1 licensed" in said


def test_a_saved_check_renders_as_the_direct_one(repository: Path) -> None:
    """With its gate, in every format that a job uploads."""
    (repository / "drafts" / "bridge.md").write_text(COPY, encoding="utf-8")
    assert job(repository, "-o", "report.json")[0] == 1
    for format in ("sarif", "github", "markdown", "csv"):
        saved = run(repository, "render", "report.json", "--format", format)
        assert saved.exit_code == 0
        assert saved.stdout == job(repository, format=format)[1]
    assert run(repository, "render", "report.json", "--fail-on", "copy").exit_code == 1


def test_the_step_summary_is_appended_where_github_wants_it(repository: Path) -> None:
    """Beside the annotations, after what other steps wrote; an unwritable one is found before the work."""
    (repository / "drafts" / "bridge.md").write_text(COPY, encoding="utf-8")
    summary = repository / "summary.md"
    summary.write_text("# Before\n")
    words = ("check", "drafts", "--against", "archive", "--fail-on", "copy")
    env = {"GITHUB_STEP_SUMMARY": str(summary)}
    done = run(repository, *words, "--format", "github", env=env)
    assert done.exit_code == 1
    assert "::error file=drafts/bridge.md,line=1," in done.stdout
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("# Before\n<!-- syndetect -->\n## syndetect: 1 finding fails")
    assert run(repository, *words, "--format", "json", env=env).exit_code == 1
    assert summary.read_text(encoding="utf-8") == text
    refused = run(repository, *words, "--format", "github", env={"GITHUB_STEP_SUMMARY": str(repository)})
    assert refused.exit_code == 2
    assert "GITHUB_STEP_SUMMARY" in refused.stderr
    assert refused.stdout == ""


def test_a_partners_short_form_in_a_dateline_is_a_credit(repository: Path) -> None:
    """The names that the partners' file gives are known to the search for credits, and to the audit."""
    place = repository / "archive" / "wire.txt"
    place.write_text(f"---\noutlet: Nordvik Press Agency\n---\n{ORIGINAL}", encoding="utf-8")
    (repository / "archive" / "bridge.txt").unlink()
    (repository / "drafts" / "bridge.md").write_text(f"LOMVIK (NVX) - {ORIGINAL}", encoding="utf-8")
    partners = repository / "partners.toml"
    words = ("--partners", "partners.toml", "--fail-on", "copy")
    for outlets, code in (("'Nordvik Wire'", 1), ("['NVX']", 0)):
        partners.write_text(
            f"[[partner]]\nname = 'Nordvik Press Agency'\noutlets = {outlets}\ncredit = true\n",
            encoding="utf-8",
        )
        done = run(repository, "check", "drafts", "--against", "archive", "--format", "json", *words)
        assert done.exit_code == code, done.output
        member = next(
            one
            for family in json.loads(done.stdout)["families"]
            for one in family["members"]
            if one["document"].endswith("bridge.md")
        )
        assert (member["credit"]["kind"] == "wire") is (code == 0)
        assert (member["audit"]["verdict"] == "full") is (code == 0)
    scanned = run(repository, "scan", ".", "--format", "json", *words)
    assert scanned.exit_code == 0
