# `make` alone lists the targets.  The environment in .venv is made when a target needs it, and made anew when
# what it is made from has changed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip -qq --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: setup extract report workbook test lint types eval damage fuzz bench bench-peers docs clean help

setup: $(VENV)/.dev  ## make the environment with all that development needs

extract: $(VENV)/.run  ## read the articles in seeds/ and write the tables to outputs/
	@$(BIN)/gouchen extract seeds --output outputs

report: $(VENV)/.run  ## write the tables in outputs/ to report.html, a page to read and search
	@$(BIN)/gouchen report outputs --output report.html

workbook: $(VENV)/.run  ## write the tables in outputs/ to workbook.xlsx
	@$(BIN)/gouchen workbook outputs --output workbook.xlsx

test: $(VENV)/.dev  ## run the tests
	@$(BIN)/pytest --quiet

lint: $(VENV)/.dev  ## check style and format
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet

types: $(VENV)/.dev  ## check the types
	@$(BIN)/mypy --no-error-summary

eval: $(VENV)/.run  ## compare with the gold rows: precision, recall, F1, attributes (ARGS="--errors --layer place")
	@$(BIN)/python tools/evaluate.py $(ARGS)

damage: $(VENV)/.run  ## damage clean articles in every known way, and write to docs/repair.md how much is restored
	@$(BIN)/python tools/damage.py --write

fuzz: $(VENV)/.run  ## read 100,000 inputs that are no articles (ARGS="--count 5000 --seed 7")
	@$(BIN)/python tools/fuzz.py $(ARGS)

bench: $(VENV)/.run  ## measure start-up, re-runs, processes and each stage (ARGS="100 1000 10000": so many articles)
	@$(BIN)/python benchmarks/bench.py $(ARGS)

bench-peers: $(VENV)/.run  ## measure other libraries on the same text, in an environment of their own
	@$(BIN)/python benchmarks/peers.py $(ARGS)

docs: $(VENV)/.run  ## write docs/columns.md, docs/commands.md, the rows in README.md and what docs/tutorial.md prints anew
	@$(BIN)/python tools/build_docs.py
	@$(BIN)/python tools/build_tutorial.py

clean:  ## remove the environment and everything else that can be made again
	@rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*  ## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-20s%s\n", $$1, $$2 }'

$(VENV)/.run: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.11 …")'
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP) install --editable '.[workbook]'
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	@$(PIP) install --editable '.[dev]'
	@touch $@
