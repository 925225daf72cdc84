"""Ready pieces: the action's steps by hand, the hook, the templates, and what the package says of itself."""

from __future__ import annotations

import http.server
import json
import os
import re
import shlex
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml
from cli_samples import start

from syndetect import __version__
from syndetect.cli.app import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
WIRE = (
    "The night ferry turned back because water had reached the engines. A tug towed the vessel through heavy "
    "swell until morning. Mechanics replaced the cracked cooling pipe within a day, the company said."
)
SHELL = pytest.mark.skipif(sys.platform == "win32", reason="the action runs on Linux")


def loaded(name: str) -> Any:
    """A YAML file of the repository."""
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """An archive and a draft that copies it."""
    for name in ("archive/ferry.txt", "drafts/my copy.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(WIRE, encoding="utf-8")
    return tmp_path


def checked(folder: Path, **asked: str) -> tuple[dict[str, str], str]:
    """The action's step run by hand: its outputs, and what it printed."""
    bin = folder / "bin"
    bin.mkdir(exist_ok=True)
    command, _, variables = start("check")
    script = bin / "syndetect"
    script.write_text(f'#!/bin/sh\nexec {shlex.join(map(str, command[:-1]))} "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    outputs, temporary = folder / "outputs", folder / "runner"
    temporary.mkdir(exist_ok=True)
    outputs.write_text("")
    env = {
        **variables,
        "PATH": os.pathsep.join([str(bin), str(Path(sys.executable).parent), os.environ["PATH"]]),
        "RUNNER_TEMP": str(temporary),
        "GITHUB_OUTPUT": str(outputs),
        "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
        **{f"SYNDETECT_{name.upper()}": value for name, value in asked.items()},
    }
    words = ["bash", str(ROOT / "action" / "check.sh")]
    done = subprocess.run(words, cwd=folder, env=env, capture_output=True, text=True, check=True)  # noqa: S603
    found = dict(line.partition("=")[::2] for line in outputs.read_text().splitlines())
    return found, done.stdout


@SHELL
def test_the_actions_check_tells_what_came_of_it(articles: Path) -> None:
    """Outputs, annotations, the step's summary and every report, whatever the verdict."""
    found, said = checked(
        articles, submissions="drafts", against="archive", fail_on="copy and derived_words>5"
    )
    assert (found["exit-code"], found["findings"], found["failing"]) == ("1", "1", "1")
    assert "::error file=drafts/my copy.txt" in said
    assert json.loads(Path(found["sarif"]).read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert Path(found["comment"]).read_text(encoding="utf-8").startswith("<!-- syndetect -->")
    assert "1 finding fails" in (articles / "summary.md").read_text(encoding="utf-8")
    found, _ = checked(articles, submissions="drafts", against="archive")
    assert found["exit-code"] == "0"
    found, _ = checked(articles, submissions="none", against="archive")
    assert found == {"exit-code": "2"}


@SHELL
def test_the_actions_check_takes_what_the_repository_says(articles: Path) -> None:
    """With a configuration nothing has to be given."""
    (articles / "syndetect.toml").write_text(
        "[check]\nsubmissions = ['drafts']\nagainst = ['archive']\nfail_on = 'copy'\n", encoding="utf-8"
    )
    assert checked(articles)[0]["exit-code"] == "1"


@SHELL
@pytest.mark.slow
def test_a_repository_of_foreign_and_ignored_files_gets_one_line_about_them(articles: Path) -> None:
    """5,000 of them: the action tells how many there are of which kind, and no report lists one."""
    for number in range(2500):
        for name in (f"src/module_{number}.py", f"node_modules/pkg/readme_{number}.md"):
            (articles / name).parent.mkdir(parents=True, exist_ok=True)
            (articles / name).write_text(f"Number {number} says nothing of ferries, and that at length.\n")
    (articles / ".gitignore").write_text("node_modules/\nbin/\noutputs\nrunner/\n", encoding="utf-8")
    (articles / "syndetect.toml").write_text(
        "[check]\nsubmissions = ['drafts']\nagainst = ['.']\nfail_on = 'copy'\n", encoding="utf-8"
    )
    subprocess.run(["git", "init", "--quiet"], cwd=articles, check=True)  # noqa: S607
    found, said = checked(articles)
    assert (found["exit-code"], found["findings"]) == ("1", "1")
    assert len(said.splitlines()) < 20
    reports = {name: Path(found[name]).read_text(encoding="utf-8") for name in ("sarif", "comment", "report")}
    texts = [*reports.values(), said, (articles / "summary.md").read_text(encoding="utf-8")]
    assert not any("module_7" in text or "readme_7" in text for text in texts)
    junit = checked_in(articles, "check", "--exit-zero", "--format", "junit")
    assert junit.count("<testcase") == 1
    shown = checked_in(articles, "scan", ".")
    assert shown.count(".py") == 1
    assert "2,500 .py" in shown


def resolved(text: str, known: dict[str, str]) -> str:
    """A text of the action with its expressions filled in; what is not known is empty, as it is there."""
    return re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda found: known.get(found[1], ""), str(text))


def wanted(step: dict[str, Any], known: dict[str, str]) -> bool:
    """Whether the condition of a step holds."""
    parts = [part.split() for part in step.get("if", "").split(" && ") if part]
    return all((known.get(name, "") == value.strip("'")) is (sign == "==") for name, sign, value in parts)


@SHELL
@pytest.mark.slow
def test_the_actions_steps_run_by_hand_in_order(articles: Path) -> None:
    """Installed from this checkout, checked, commented, and at last the verdict, as on a pull request."""
    action = loaded("action.yml")
    runner = articles / "runner"
    runner.mkdir()
    (articles / "syndetect.toml").write_text("[check]\nsubmissions = ['drafts']\nagainst = ['archive']\n")
    known = {f"inputs.{name}": str(one.get("default", "")) for name, one in action["inputs"].items()}
    known |= {"inputs.fail-on": "copy", "inputs.token": "none", "github.event_name": "pull_request"}
    known["github.event.pull_request.number"] = "7"
    comments: list[dict[str, Any]] = []
    codes = {}
    with api(comments) as (address, _):
        files = {name: str(runner / name) for name in ("GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_STEP_SUMMARY")}
        env = {
            "GITHUB_API_URL": address,
            "GITHUB_REPOSITORY": "paper/news",
            "RUNNER_TEMP": str(runner),
            **files,
        }
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        for step in action["runs"]["steps"]:
            if "run" not in step or not wanted(step, known):
                continue
            own = {name: resolved(text, known) for name, text in step.get("env", {}).items()}
            given = {**os.environ, **env, **own, "PATH": path, "GITHUB_ACTION_PATH": str(ROOT)}
            command = ["bash", "-e", "-c", step["run"]]
            done = subprocess.run(  # noqa: S603
                command, cwd=articles, env=given, capture_output=True, text=True, check=False
            )
            codes[step["name"]] = done.returncode
            if step["name"] == "Install":
                if done.returncode:
                    pytest.skip(f"no package index is at hand: {done.stderr[-200:]}")
                path = f"{Path(files['GITHUB_PATH']).read_text().strip()}{os.pathsep}{path}"
            if step.get("id"):
                lines = Path(files["GITHUB_OUTPUT"]).read_text().splitlines()
                found = dict(line.partition("=")[::2] for line in lines)
                known |= {f"steps.{step['id']}.outputs.{name}": value for name, value in found.items()}
    assert codes == {"Install": 0, "Check": 0, "Comment": 0, "Verdict": 1}
    assert [one["body"].startswith("<!-- syndetect -->") for one in comments] == [True]
    assert "1 finding fails" in Path(files["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8")


def checked_in(folder: Path, *words: str) -> str:
    """What a command prints in that folder."""
    command, _, variables = start(*words)
    asked = list(map(str, command))
    done = subprocess.run(asked, cwd=folder, env=variables, capture_output=True, text=True, check=True)  # noqa: S603
    return done.stdout


def test_the_actions_inputs_and_outputs_are_those_of_its_steps() -> None:
    """What is declared is used, and every script that is named is there."""
    action = loaded("action.yml")
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    assert [name for name in action["inputs"] if f"inputs.{name}" not in text.partition("\nruns:")[2]] == []
    script = (ROOT / "action" / "check.sh").read_text(encoding="utf-8")
    assert [name for name in action["outputs"] if f"tell {name} " not in script] == []
    for step in action["runs"]["steps"]:
        for word in shlex.split(step.get("run", "").replace("$GITHUB_ACTION_PATH", str(ROOT))):
            assert not word.startswith(str(ROOT)) or Path(word).is_file()


class _Api(http.server.BaseHTTPRequestHandler):
    """As much of GitHub's comments as the action asks for."""

    comments: list[dict[str, Any]]
    asked: list[tuple[str, str]]

    def _answer(self, content: Any) -> None:
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _noted(self) -> dict[str, str]:
        self.asked.append((self.command, self.path))
        length = int(self.headers.get("Content-Length") or 0)
        found: dict[str, str] = json.loads(self.rfile.read(length)) if length else {}
        return found

    def do_GET(self) -> None:
        self._noted()
        page = int(self.path.rpartition("page=")[2])
        self._answer(self.comments[100 * (page - 1) : 100 * page])

    def do_POST(self) -> None:
        self.comments.append({"id": len(self.comments), **self._noted()})
        self._answer({})

    def do_PATCH(self) -> None:
        content = self._noted()
        self.comments[int(self.path.rpartition("/")[2])].update(content)
        self._answer({})

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def api(comments: list[dict[str, Any]]) -> Iterator[tuple[str, type[_Api]]]:
    """A server with these comments, and what was asked of it."""
    handler = type("Api", (_Api,), {"comments": comments, "asked": []})
    server = http.server.HTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", handler
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_the_comment_is_written_once_and_then_updated(tmp_path: Path) -> None:
    """However many comments there are, one of them is ours and is kept up to date."""
    comments = [{"id": number, "body": f"remark {number}"} for number in range(150)]
    report = tmp_path / "report.md"
    with api(comments) as (address, handler):
        env = os.environ | {
            "GITHUB_API_URL": address,
            "GITHUB_REPOSITORY": "paper/news",
            "PULL_REQUEST": "7",
            "GITHUB_TOKEN": "none",
        }
        for text in ("first", "second"):
            report.write_text(f"<!-- syndetect -->\n{text}", encoding="utf-8")
            command = [sys.executable, str(ROOT / "action" / "comment.py"), str(report)]
            subprocess.run(command, env=env, check=True)  # noqa: S603
    ours = [one["body"] for one in comments if one["body"].startswith("<!-- syndetect -->")]
    assert ours == ["<!-- syndetect -->\nsecond"]
    assert [method for method, _ in handler.asked if method != "GET"] == ["POST", "PATCH"]


@SHELL
def test_the_pre_commit_hook_runs_by_hand(articles: Path) -> None:
    """Its entry is a command of ours, and judges the files that it is handed."""
    (hook,) = loaded(".pre-commit-hooks.yaml")
    name, command, *rest = shlex.split(hook["entry"])
    assert (name, command in COMMANDS, hook["language"]) == ("syndetect", True, "python")
    (articles / "syndetect.toml").write_text(
        "[check]\nagainst = ['archive']\nfail_on = 'copy'\n", encoding="utf-8"
    )
    words, _, variables = start(command, *rest, "drafts/my copy.txt")
    asked = list(map(str, words))
    done = subprocess.run(asked, cwd=articles, env=variables, capture_output=True, check=False)  # noqa: S603
    assert done.returncode == 1


def test_the_gitlab_template_asks_for_reports_that_it_writes() -> None:
    """What is kept is what the check writes."""
    job = loaded("ready/gitlab.yml")["syndetect"]
    words = shlex.split(job["script"][0])
    written = {words[at + 1] for at, word in enumerate(words) if word == "-o"}
    assert words[:2] == ["syndetect", "check"]
    assert {*job["artifacts"]["paths"], job["artifacts"]["reports"]["junit"]} <= written


def test_the_image_is_slim_and_not_roots() -> None:
    """And what it copies is there and let in."""
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    bases = [line for line in lines if line.startswith("FROM ")]
    assert all("-slim" in line for line in bases)
    assert [line for line in lines if line.startswith("USER ")] == ["USER 1000"]
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    copied = {
        word
        for line in lines
        if line.startswith("COPY ") and "--from" not in line
        for word in line.split()[1:-1]
    }
    assert copied == allowed
    assert all((ROOT / name).exists() for name in copied)
    assert any("--uid 1000 reader" in line for line in lines)


def test_workflows_run_what_is_there() -> None:
    """Every job has a time limit or waits for one that has, and permissions are named."""
    for path in (ROOT / ".github" / "workflows").iterdir():
        flow = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert flow["permissions"] == {"contents": "read"}
        assert all("timeout-minutes" in job or "needs" in job for job in flow["jobs"].values())
    assert (ROOT / ".ci" / "run").is_file()


def test_what_the_package_says_of_itself_agrees() -> None:
    """Version, licence and name are the same everywhere."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = loaded("CITATION.cff")
    assert (citation["title"], citation["version"]) == (project["name"], __version__)
    assert citation["license"] == project["license"]
    assert project["keywords"]
    assert "Typing :: Typed" in project["classifiers"]
