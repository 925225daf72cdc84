"""The command in a process of its own: streams, signals, pipes and exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_samples import report_with, save, start, syndetect, write_articles

from syndetect.model import Skipped


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with a text, its copy and something else."""
    return write_articles(tmp_path / "articles")


def test_findings_are_no_failure_and_the_report_is_on_stdout(articles: Path) -> None:
    """Exit code 0, the report whole on stdout, and nothing on a stderr that is no terminal."""
    done = syndetect("scan", articles, "--format", "json")
    assert (done.returncode, done.stderr) == (0, b"")
    report = json.loads(done.stdout)
    assert [pair["relation"] for pair in report["pairs"]] == ["copy"]


def test_piped_output_is_plain_and_only_as_wide_as_names_are(articles: Path) -> None:
    """No escape sequence in a pipe, no line over 80 columns but for a name, which stands whole."""
    done = syndetect("scan", articles)
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout
    lines = done.stdout.decode().splitlines()
    assert all(len(line) <= 80 or str(articles) in line or "/" in line for line in lines)
    assert not any("…" in line for line in lines)


def test_colour_can_be_asked_for_and_no_color_is_obeyed(articles: Path) -> None:
    """`--color always` colours a pipe; `never` and NO_COLOR leave no escape sequence at all."""
    assert b"\x1b[" in syndetect("scan", articles, "--color", "always").stdout
    assert b"\x1b" not in syndetect("scan", articles, "--color", "never").stdout
    assert b"\x1b" not in syndetect("scan", articles, env={"NO_COLOR": "1", "FORCE_COLOR": "1"}).stdout


@pytest.mark.parametrize(("relation", "code"), [("copy", 1), ("same-story", 1)])
def test_a_met_policy_is_exit_code_one_and_the_report_is_written(
    articles: Path, relation: str, code: int
) -> None:
    """1 means --fail-on and nothing else; the report is there to show why."""
    done = syndetect("scan", articles, "--format", "json", "--fail-on", relation)
    assert done.returncode == code
    assert json.loads(done.stdout)["pairs"]


def test_the_exit_code_of_a_gate_outlives_its_readers(articles: Path, tmp_path: Path) -> None:
    """With stdout and stderr in one pipe that nobody reads, 1 still means that the policy was met."""
    for words, code in (
        (["--fail-on", "copy"], 1),
        (["-o", tmp_path / "r.json", "--fail-on", "copy"], 1),
        ([], 0),
    ):
        command, folder, env = start("scan", articles, *words)
        reading, writing = os.pipe()
        os.close(reading)
        try:
            done = subprocess.run(  # type: ignore[call-overload]  # noqa: S603
                command, cwd=folder, env=env, stdout=writing, stderr=writing, check=False
            )
        finally:
            os.close(writing)
        assert done.returncode == code


def test_a_policy_that_is_not_met_is_exit_code_zero(articles: Path) -> None:
    """The third article has nothing to do with the others."""
    (articles / "b.txt").unlink()
    assert syndetect("scan", articles, "--fail-on", "same-story").returncode == 0


def test_a_report_in_a_file_is_summed_up_on_stderr(articles: Path, tmp_path: Path) -> None:
    """Stdout stays empty, stderr says what was found and where it is, `--quiet` says nothing."""
    target = tmp_path / "report.json"
    done = syndetect("scan", articles, "-o", target)
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.decode() == f"syndetect: 3 documents, 1 pair, 1 family; written to {target}\n"
    assert json.loads(target.read_text())["schema"] == "syndetect/report/1"
    assert syndetect("scan", articles, "-o", target, "--quiet").stderr == b""


def test_a_saved_report_renders_as_the_scan_did(articles: Path, tmp_path: Path) -> None:
    """`render` on the JSON gives the bytes that `scan` gave, in JSON at least."""
    saved = tmp_path / "report.json"
    syndetect("scan", articles, "-o", saved)
    assert syndetect("render", saved, "--format", "json").stdout == saved.read_bytes()
    assert syndetect("render", saved, "--fail-on", "copy").returncode == 1


def test_without_a_usable_article_the_exit_code_is_two(tmp_path: Path) -> None:
    """An empty folder, a folder of unreadable things and a missing path each end with 2 and one sentence."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "x.txt").write_bytes(b"")
    for place in ("empty", "bad", "missing"):
        done = syndetect("scan", tmp_path / place)
        assert done.returncode == 2, place
        assert done.stderr.startswith(b"syndetect: ")


def test_a_skipped_file_is_exit_code_two_under_strict_only(articles: Path) -> None:
    """The report is written either way and names the file."""
    (articles / "empty.txt").write_bytes(b"")
    assert syndetect("scan", articles).returncode == 0
    done = syndetect("scan", articles, "--strict", "--format", "json")
    assert done.returncode == 2
    assert [Path(item["source"]).name for item in json.loads(done.stdout)["skipped"]] == ["empty.txt"]
    assert b"--strict" in done.stderr


def test_an_unwritable_output_is_found_before_anything_is_read(tmp_path: Path) -> None:
    """The complaint is about the output although the input is missing too."""
    done = syndetect("scan", tmp_path / "missing", "-o", tmp_path / "none" / "x.json")
    assert done.returncode == 2
    assert b"cannot write the report" in done.stderr


def test_jsonl_on_stdin_is_read_with_other_field_names() -> None:
    """`-` reads records; `--field` says where the text is."""
    lines = [json.dumps({"id": name, "body": f"{name} {text}"}) for name, text in (("x", LONG), ("y", LONG))]
    done = syndetect("scan", "-", "--field", "text=body", "--format", "json", stdin="\n".join(lines).encode())
    assert done.returncode == 0
    assert [(pair["left"], pair["right"]) for pair in json.loads(done.stdout)["pairs"]] == [("x", "y")]


LONG = " ".join(
    f"word{number} follows word{number + 1} on the long road to the mill." for number in range(30)
)


def test_two_files_are_compared_whatever_their_relation(articles: Path) -> None:
    """Exactly one pair, sides as given, and it may be unrelated."""
    done = syndetect("compare", articles / "c.txt", articles / "a.txt", "--format", "json")
    assert done.returncode == 0
    (pair,) = json.loads(done.stdout)["pairs"]
    assert pair["relation"] == "unrelated"
    assert Path(pair["left"]).name == "c.txt"


def test_listed_pairs_are_compared_as_listed(tmp_path: Path) -> None:
    """Each line of the pairs file is a pair of the report."""
    (tmp_path / "docs.jsonl").write_text(
        "\n".join(json.dumps({"id": name, "text": f"{name} {LONG}"}) for name in "pqr")
    )
    (tmp_path / "pairs.jsonl").write_text('{"left": "r", "right": "p"}\n{"left": "p", "right": "q"}\n')
    done = syndetect(
        "compare", "--pairs", "pairs.jsonl", "--docs", "docs.jsonl", "--format", "json", cwd=tmp_path
    )
    assert done.returncode == 0
    found = {(pair["left"], pair["right"]) for pair in json.loads(done.stdout)["pairs"]}
    assert found == {("r", "p"), ("p", "q")}


def test_settings_come_from_the_folder_and_the_command_line_outweighs_them(articles: Path) -> None:
    """`./syndetect.toml` is read, `--set` and `--min-relation` go before it."""
    (articles.parent / "syndetect.toml").write_text('seed = 7\nmin_relation = "copy"\n')
    args = ("scan", articles, "--format", "json")
    found = json.loads(syndetect(*args, cwd=articles.parent).stdout)["settings"]
    assert (found["seed"], found["min_relation"]) == (7, "copy")
    typed = (*args, "--set", "seed=8", "--min-relation", "excerpt")
    found = json.loads(syndetect(*typed, cwd=articles.parent).stdout)["settings"]
    assert (found["seed"], found["min_relation"]) == (8, "excerpt")


def test_one_or_several_processes_write_the_same_report(articles: Path) -> None:
    """`--jobs` changes how long it takes, nothing else."""
    reports = [
        json.loads(syndetect("scan", articles, "--format", "json", "-j", n).stdout) for n in ("1", "2")
    ]
    for report in reports:
        del report["run"]
    assert reports[0] == reports[1]


def test_a_hostile_file_name_reaches_the_terminal_escaped(articles: Path) -> None:
    """A name with an escape sequence is shown, not obeyed, in the report and in messages."""
    (articles / "b.txt").rename(articles / "b\x1b[2J\u202e.txt")
    (articles / "\x1b]0;pwned\x07.txt").write_bytes(b"")
    done = syndetect("scan", articles)
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout + done.stderr
    assert "\u202e".encode() not in done.stdout


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    """`| head` ends the run quietly, and not with 1."""
    report = save(report_with(*["copy"] * 2000), tmp_path / "big.json")
    command, folder, variables = start("render", report, "--format", "json")
    with subprocess.Popen(  # noqa: S603
        command, cwd=folder, env=variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(10)
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_a_full_disk_is_told_and_is_exit_code_two(tmp_path: Path) -> None:
    """A report that could not be written is never taken for one that was."""
    report = save(report_with("copy"), tmp_path / "r.json")
    command, folder, variables = start("render", report, "--format", "json")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(  # noqa: S603
            command, cwd=folder, env=variables, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert done.stderr == b"syndetect: cannot write the report to stdout: No space left on device\n"


def test_a_closed_stdout_is_told_and_is_exit_code_two(tmp_path: Path) -> None:
    """`>&-` gets a sentence, not a traceback."""
    report = save(report_with("copy"), tmp_path / "r.json")
    command, folder, variables = start("render", report, "--format", "json")
    done = subprocess.run(  # noqa: S603
        ["/bin/sh", "-c", 'exec "$@" >&-', "sh", *command],
        cwd=folder,
        env=variables,
        stderr=subprocess.PIPE,
        check=False,
    )
    assert done.returncode == 2
    assert b"stdout is closed" in done.stderr


@pytest.mark.usefixtures("heeds_interrupts")
def test_an_interrupted_run_is_130_and_leaves_no_file(tmp_path: Path) -> None:
    """Ctrl-C says so in one line; neither a report nor a temporary file remains."""
    command, folder, variables = start("scan", "-", "-o", tmp_path / "x.json")
    with subprocess.Popen(  # noqa: S603
        command, cwd=folder, env=variables, stdin=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        try:
            _wait_until_it_reads(running)
            running.send_signal(signal.SIGINT)
            # Not `communicate`: it closes stdin, and that ends the run too.
            assert running.wait() == 130
        finally:
            running.kill()
        assert running.stderr is not None
        said = running.stderr.read()
    assert said == b"syndetect: interrupted\n"
    assert list(tmp_path.iterdir()) == []


def _wait_until_it_reads(running: subprocess.Popen[bytes]) -> None:
    """Return once the process has taken the first record from its stdin, which stays open."""
    assert running.stdin is not None
    record = json.dumps({"id": "x", "text": LONG}) + "\n"
    os.set_blocking(running.stdin.fileno(), False)
    sent = 0
    # A pipe holds 64 KiB: once more than that went through, somebody is reading.
    while sent < 300_000:
        try:
            sent += os.write(running.stdin.fileno(), record.encode())
        except BlockingIOError:
            time.sleep(0.01)


def test_the_module_runs_like_the_command() -> None:
    """`python -m syndetect` is the same program."""
    done = subprocess.run([sys.executable, "-m", "syndetect", "--version"], capture_output=True, check=True)
    assert done.stdout.startswith(b"syndetect ")


def test_a_report_that_skipped_files_renders_without_complaint(tmp_path: Path) -> None:
    """A saved report may hold nothing but what was skipped."""
    report = report_with(skipped=(Skipped("x.txt", "it is empty"),))
    done = syndetect("render", save(report, tmp_path / "r.json"))
    assert done.returncode == 0
    assert b"x.txt" in done.stdout


@pytest.mark.parametrize("format", ["json", "csv", "sarif", "graphml", "markdown"])
def test_a_full_disk_leaves_no_half_file(articles: Path, tmp_path: Path, format: str) -> None:
    """What stood there before still stands, nothing else is left, and the message says why."""
    target = tmp_path / "out" / "report.x"
    target.parent.mkdir()
    target.write_text("old")
    script = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "from syndetect.cli.app import app\n"
        "app.main(sys.argv[1:])\n"
    )
    root = str(Path(__file__).resolve().parents[1])
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", script, "scan", str(articles), "--format", format, "-o", str(target)],
        env={**os.environ, "PYTHONPATH": root},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert b"cannot write the report to" in done.stderr
    assert [path.name for path in target.parent.iterdir()] == ["report.x"]
    assert target.read_text() == "old"


def test_a_full_disk_behind_stdout_is_told(articles: Path) -> None:
    """A report that could not be written is no success."""
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    command, _, variables = start("scan", articles, "--format", "json")
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run(  # noqa: S603
            command,  # type: ignore[arg-type]
            env=variables,  # type: ignore[arg-type]
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert b"cannot write the report to stdout" in done.stderr
