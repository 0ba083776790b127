# The verbs of this project, the same for people and for CI. Needs GNU make, a POSIX shell and
# Python 3.11 or newer with venv and pip; everything else is installed into .venv, once.

SHELL = /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

# The first Python that is new enough; only asked for when there is no .venv yet.
PYTHON ?= $(shell for p in python3 python python3.14 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; \
	done)

BIN := .venv/bin
DONE := .venv/.done
UV := $(BIN)/uv
LOCK := requirements/constraints.txt
# The lock pins what is installed and what builds it (-b), hashes included.
INSTALL := $(UV) pip install --quiet --python $(BIN)/python -c $(LOCK) -b $(LOCK)
RESOLVE = $(UV) pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)
FAST := not slow and not engine and not browser and not network
SEED := idlib-2019-12-27

.PHONY: help setup demo lint check test format docs fit picture sample roundtrip meta bench release lock clean

help: ## print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

# ------------------------------------------------------------------ set-up, once a change

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "mt-harness needs Python 3.11 or newer; none was found." >&2; \
		echo "Install one, or name it: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	$(PYTHON) -m venv .venv

$(DONE)/bootstrap: requirements/bootstrap.txt | $(BIN)/python
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip --upgrade
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@mkdir -p $(DONE) && touch $@

# `all` contains the core, so it also answers for it: `make demo` after `make test` installs nothing.
$(DONE)/core: $(DONE)/bootstrap $(LOCK) pyproject.toml
	$(INSTALL) -e .
	@touch $@

$(DONE)/all: $(DONE)/bootstrap $(LOCK) pyproject.toml
	$(INSTALL) -e '.[all]'
	@touch $(DONE)/core $@

setup: $(DONE)/all ## install everything that contributors need into .venv

# ------------------------------------------------------------------ for users

demo: $(DONE)/core ## run the seed article, core only, into reports/
	$(BIN)/mt-harness run corpora/$(SEED).txt --no-fail -o reports/$(SEED) --overwrite
	@echo; echo "With LanguageTool's findings beside ours, from this checkout:"
	@echo "  $(UV) pip install -c $(LOCK) -e '.[languagetool]' && $(BIN)/mt-harness setup languagetool"
	@echo "  $(BIN)/mt-harness run corpora/$(SEED).txt --with languagetool --no-fail -o reports/with-languagetool"

# ------------------------------------------------------------------ for contributors

lint: $(DONE)/all ## format, lint and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

check: lint ## format, lint, types and fast tests: under a minute
	$(BIN)/python -m pytest -q -n auto -m "$(FAST)"

test: $(DONE)/all ## every test; says which parts of the machine are missing
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || \
		echo "not on this machine: Chromium"
	@$(BIN)/mt-harness setup languagetool || echo "not on this machine: LanguageTool"
	$(BIN)/python -m pytest -q -m alone
	$(BIN)/python -m pytest -n auto --dist loadfile -m "not alone"

format: $(DONE)/all ## lay the code out and mend what the linter can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(DONE)/core ## write the pages of docs/ that are made from the code
	$(BIN)/mt-harness rules --markdown > docs/rules.md
	$(BIN)/mt-harness explain --metrics > docs/metrics.md

fit: $(DONE)/all ## fit what judges differences to annotated data (needs MT_HARNESS_DATA)
	$(BIN)/python -m harness.meta.fit

sample: $(DONE)/all ## write the tracked sample reports: our rules alone, and LanguageTool beside them
	$(BIN)/mt-harness run corpora/$(SEED).txt --no-fail -o reports/sample/rules --overwrite
	$(BIN)/mt-harness run corpora/$(SEED).txt --no-fail --with languagetool --require languagetool \
		-o reports/sample/languagetool --overwrite

picture: demo ## take the README's picture of the demo's report (needs Chromium)
	@PROFILE=$$(mktemp -d) && chromium --headless --no-sandbox --disable-gpu --hide-scrollbars \
		--disable-background-networking --user-data-dir="$$PROFILE" --window-size=1180,1250 \
		--screenshot="$(CURDIR)/docs/report.png" "file://$(CURDIR)/reports/$(SEED)/report.html" \
		2>/dev/null; rm -rf "$$PROFILE"

roundtrip: $(BIN)/python ## make the demo batch anew: articles through Apertium and back (Debian)
	$(BIN)/python corpora/roundtrip/make.py

meta: $(DONE)/all ## measure on the human judgements in MT_HARNESS_DATA, into docs/measured.md
	@test -d "$$MT_HARNESS_DATA" || { \
		echo "MT_HARNESS_DATA names no folder of human judgements: nothing measured." >&2; exit 1; }
	$(BIN)/mt-harness meta "$$MT_HARNESS_DATA" corpora/written corpora/roundtrip \
		--clean corpora/negative -o docs/measured.md --record harness/data/world/measured.txt
	$(BIN)/mt-harness rules --markdown > docs/rules.md

bench: $(DONE)/all ## rate and memory of batches through all rules, into reports/bench.md (long)
	$(BIN)/python benchmarks/batch.py -o reports/bench.md

lock: $(DONE)/bootstrap ## resolve all extras anew, keeping pins that still fit (UPGRADE=1: newest)
	$(RESOLVE) --no-config requirements/bootstrap.in -o requirements/bootstrap.txt
	$(RESOLVE) --all-extras pyproject.toml -o $(LOCK)

release: $(DONE)/all ## build wheel and sdist into dist/, and prove the wheel in an empty environment
	rm -rf dist
	$(UV) build --quiet --python $(BIN)/python --no-build-isolation
	@UV="$(CURDIR)/$(UV)" PYTHON="$(CURDIR)/$(BIN)/python" SEED="$(SEED)" sh .ci/prove-wheel

clean: ## remove .venv, dist and every cache
	rm -rf .venv dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find harness tests -name __pycache__ -type d -prune -exec rm -rf {} +
