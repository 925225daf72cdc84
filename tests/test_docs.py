"""The documents say what the program does."""

import doctest
import importlib
import importlib.util
import inspect
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from types import ModuleType

import click
import pytest
import yaml

import syndetect
from docs.console import differences
from docs.site import place_of, relinked
from syndetect.cli.app import COMMANDS, app
from syndetect.cli.configuration import find
from syndetect.gates import parse, read_partners, read_suppressions
from syndetect.plugins import formats
from syndetect.settings import Settings

ROOT = Path(__file__).resolve().parents[1]


GENERATED = ["commands", "settings", "gates", "formats", "python", "limits", "verdict"]
PAGES = sorted(
    page.relative_to(ROOT).as_posix()
    for page in [*(ROOT / "docs").rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
)
WALKED = [page for page in PAGES if "```console\n" in (ROOT / page).read_text(encoding="utf-8")]


def text_of(name: str) -> str:
    """A document of the repository."""
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    """docs/generate.py as a module."""
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", GENERATED)
def test_what_is_made_from_the_code_is_up_to_date(generate: ModuleType, name: str) -> None:
    """`make docs` would change nothing."""
    assert text_of(f"docs/{name}.md") == generate.DOCUMENTS[f"docs/{name}.md"]()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_described(name: str) -> None:
    """The page of commands leaves none out."""
    command = app.get_command(click.Context(app), name)
    assert command is not None
    section = text_of("docs/commands.md").partition(f"## {name}\n")[2].partition("\n## ")[0]
    options = [text for option in command.params if isinstance(option, click.Option) for text in option.opts]
    assert section
    assert [option for option in options if f"`{option}`" not in section] == []


def test_every_setting_and_format_is_described() -> None:
    """The settings page has a row for each setting; the page of commands names each format."""
    page = text_of("docs/settings.md")
    assert [item.name for item in fields(Settings) if f"| `{item.name}` |" not in page] == []
    assert [name for name in formats() if name not in text_of("docs/commands.md")] == []
    assert [name for name in formats() if f"`{name}`" not in text_of("docs/formats.md")] == []


def test_the_readme_has_the_two_commands_that_ci_runs() -> None:
    """Each marked block holds one command, and CI asks for both by these names."""
    for name in ("setup", "tests"):
        assert f"$(command_of {name})" in text_of(".ci/run")
        (block,) = re.findall(f"<!-- {name} -->\n```sh\n(.+)\n```\n<!-- /{name} -->", text_of("README.md"))
        assert block


@pytest.mark.parametrize(
    "line", [line for line in text_of("README.md").splitlines() if line.startswith("syndetect ")]
)
def test_the_readmes_examples_are_accepted(line: str, tmp_path: Path) -> None:
    """Each example's command and options exist: what fails is the missing input, not the usage."""
    words = line.partition("#")[0].split()[1:]
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "syndetect", *words],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "--help" not in done.stderr


@pytest.mark.parametrize("page", PAGES)
def test_links_between_the_documents_lead_somewhere(page: str) -> None:
    """Every relative link names a file that is there; pictures are taken when the site is built."""
    targets = re.findall(r"(?<!!)\[[^\]]*\]\((?!http)([^)#\s]+)", text_of(page))
    assert [target for target in targets if not ((ROOT / page).parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_links_to_headings_lead_to_one(page: str) -> None:
    """Named as GitHub and the site name them: small, without signs, a stroke for each blank."""
    links = re.findall(r"\]\((?!http)([^)#\s]*)#([^)\s]+)\)", text_of(page))
    missing = []
    for target, anchor in links:
        file = (ROOT / page).parent / target if target else ROOT / page
        headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
        named = {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}
        missing += [f"{target}#{anchor}"] * (anchor not in named)
    assert missing == []


def test_every_page_is_found_from_both_indexes() -> None:
    """That of the site, and that of the repository."""
    pages = [page.removeprefix("docs/") for page in PAGES if page.startswith("docs/")]
    wanted = [page for page in pages if page not in ("index.md", "README.md")]
    tree = text_of("docs/index.md").splitlines()
    assert [page for page in wanted if place_of(f"docs/{page}").removesuffix(".md") not in tree] == []
    assert [page for page in wanted if f"]({page})" not in text_of("docs/README.md")] == []
    # Sphinx writes pages of its own over these, without a word.
    assert not {"search.md", "genindex.md"} & {place_of(f"docs/{page}") for page in wanted}


def test_links_out_of_the_documents_lead_to_pages_of_the_site() -> None:
    """Or are none there: what is no page of the site is not linked."""
    text = "[a](../CONTRIBUTING.md#a) [b](../action.yml) [c](gates.md#x) [d](http://e.example) ![e](x.md)"
    expected = "[a](contributing.md#a) b [c](gates.md#x) [d](http://e.example) ![e](x.md)"
    assert relinked(text, "docs/report.md") == expected
    assert relinked("[a](docs/gates.md#x)", "CONTRIBUTING.md") == "[a](gates.md#x)"
    assert relinked("[a](../gates.md) [b](../../CHANGELOG.md)", "docs/howto/gate.md") == (
        "[a](../gates.md) [b](../changelog.md)"
    )


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("bash") is None, reason="console blocks are bash's")
@pytest.mark.parametrize("page", WALKED)
def test_consoles_of_the_documents_run_as_they_stand(page: str) -> None:
    """Each page's files and commands, in order, print what stands under them."""
    assert differences(ROOT / page, os.environ) == []


def test_what_a_console_prints_is_compared_but_for_dots(tmp_path: Path) -> None:
    """Another output, an exit code and a command that hides one are seen; dots are anything."""
    page = tmp_path / "page.md"
    text = "<!-- file: a/b.txt -->\n```text\none\n```\n\n```console\n$ cat a/b.txt\n{}\n"
    text += "$ cat \\\n    c\n...\n$ echo $?\n1\n```\n"
    page.write_text(text.format("o...e"), encoding="utf-8")
    assert differences(page, os.environ) == []
    page.write_text(text.format("two"), encoding="utf-8")
    assert [one.partition("\n")[0] for one in differences(page, os.environ)] == ["$ cat a/b.txt"]
    page.write_text("```console\n$ false\n```\n", encoding="utf-8")
    assert "exit code 1" in differences(page, os.environ)[0]


def test_the_notebook_says_nothing_that_it_was_not_run_for() -> None:
    """It is kept without outputs; the site runs it anew."""
    cells = json.loads(text_of("docs/tour.ipynb"))["cells"]
    assert cells
    assert all(cell["cell_type"] == "markdown" or not cell["outputs"] for cell in cells)


def test_the_examples_of_gates_are_accepted(tmp_path: Path) -> None:
    """Every policy, suppression and partner on the page is one."""
    page = text_of("docs/gates.md")
    policies = re.findall(r"--fail-on '([^']+)'", page)
    assert policies
    assert [policy for policy in policies if parse(policy).text != policy] == []
    suppress, partner, configuration = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    (tmp_path / "syndetect.toml").write_text(configuration)
    assert parse(find(tmp_path / "syndetect.toml").options["check"]["fail_on"])
    (tmp_path / "suppress.toml").write_text(suppress)
    (tmp_path / "partner.toml").write_text(partner)
    assert (
        len(read_suppressions(tmp_path / "suppress.toml"))
        == len(read_partners(tmp_path / "partner.toml"))
        == 1
    )


def test_the_workflow_uses_what_the_action_has() -> None:
    """Every input that the page's workflow gives is one, and the hook that it names is there."""
    workflow, hooks = map(
        yaml.safe_load, re.findall(r"```yaml\n(.*?)```", text_of("docs/gates.md"), re.DOTALL)
    )
    action = yaml.safe_load(text_of("action.yml"))
    given = [step["with"] for step in workflow["jobs"]["check"]["steps"] if "syndetect" in step["uses"]]
    assert given
    assert all(name in action["inputs"] for one in given for name in one)
    known = {hook["id"] for hook in yaml.safe_load(text_of(".pre-commit-hooks.yaml"))}
    assert {hook["id"] for repo in hooks["repos"] for hook in repo["hooks"]} <= known


@pytest.mark.parametrize(
    "module",
    [
        "syndetect",
        "syndetect.pipeline",
        "syndetect.pipeline.auditing",
        "syndetect.pipeline.reading",
        "syndetect.records.from_json",
        "syndetect.model.report",
    ],
)
def test_the_examples_of_docstrings_run(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the top of a checkout, with what they print."""
    monkeypatch.chdir(ROOT)
    finder = doctest.DocTestFinder(exclude_empty=True)
    runner = doctest.DocTestRunner(optionflags=doctest.REPORT_NDIFF)
    found = [test for test in finder.find(importlib.import_module(module)) if test.examples]
    for test in found:
        needed = [name for name in ("pandas", "polars") if f"to_{name}" in test.name]
        if all(importlib.util.find_spec(name) for name in needed):
            assert runner.run(test).failed == 0
    assert found
    assert runner.tries


@pytest.mark.parametrize("page", ["README.md", "docs/python.md"])
def test_the_python_of_the_documents_runs(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whole programs, from the top of a checkout; signatures are none."""
    monkeypatch.chdir(ROOT)
    programs = [
        block for block in re.findall(r"```python\n(.*?)```", text_of(page), re.DOTALL) if "import" in block
    ]
    assert programs
    for program in programs:
        exec(compile(program, page, "exec"), {})  # noqa: S102 (what the page says is what is tested)


def test_every_function_of_the_package_has_an_example() -> None:
    """One that runs, in its docstring."""
    functions = [getattr(syndetect, name) for name in syndetect.__all__]
    plain = [one for one in functions if inspect.isfunction(one)]
    assert plain
    assert [one.__name__ for one in plain if ">>>" not in (one.__doc__ or "")] == []
