# `make dev` once, then `make check` runs what has to hold before a change lands.

PYTHON ?= .venv/bin/python
SYNDETECT_DATA ?= ../shared/data
export SYNDETECT_DATA

.PHONY: dev site test test-short format lint types imports docs check-docs constraints check-constraints newest check-static quality speed check

dev: ## a virtual environment with everything a contributor needs
	python3 -m venv .venv
	.venv/bin/pip install --only-binary :all: -c constraints.txt --editable '.[dev]'

test:
	$(PYTHON) -m pytest -n auto --dist loadfile

test-short: ## without the tests that start browsers, other processes or whole benchmarks
	$(PYTHON) -m pytest -n auto --dist loadfile -m "not slow"

format: ## rewrite what lint would complain about
	$(PYTHON) -m ruff check --fix
	$(PYTHON) -m ruff format

lint:
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check

types:
	$(PYTHON) -m mypy

imports: ## the layers, and names that stand for two things
	$(PYTHON) -m tools.names
	$(PYTHON) -c 'from importlinter.cli import lint_imports_command as lint; lint()'

docs: ## write the generated documents anew
	$(PYTHON) -m docs.generate

check-docs:
	$(PYTHON) -m docs.generate --check

site: ## the pages of docs/ as a web site in build/site, with pictures taken anew; a link that leads nowhere ends it
	$(PYTHON) -m docs.site build/site

check-static: lint types imports check-docs check-constraints

constraints: ## the newest release of every dependency becomes the tested one
	$(PYTHON) -m tools.constraints

check-constraints: ## the tested releases are those that pyproject.toml asks for
	$(PYTHON) -m tools.constraints --check

newest: ## the tests on the newest of everything, in an environment of their own
	tools/newest

quality: ## the floors, where the labelled data is present
	$(PYTHON) -m benchmarks.quality --fast --check --if-present

speed:
	$(PYTHON) -m benchmarks.speed.startup
	$(PYTHON) -m benchmarks.speed.calls

check: ## what CI runs, in a fresh environment
	.ci/run
