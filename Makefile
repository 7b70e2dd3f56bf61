# Two commands do everything from a fresh clone: `make decks` and `make test`. docs/developing.md tells of the others.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
LOWEST := .venv-lowest

# What to test, as pytest takes it: `make test TESTS=tests/test_pdf.py`.
TESTS  ?=
# What every dependency is used by, for a quick look at the lowest versions: `make test-lowest TESTS="$(CORE)"`.
CORE   := $(addprefix tests/test_,anki_deck.py pdf.py docx.py markdown.py grade.py schedule.py store.py \
          import_files.py authoring_import.py authoring_menu.py play_commands.py progress_anki.py)

.PHONY: decks test test-all lowest test-lowest test-lowest-core test-pythons check lint bench clean

decks: $(VENV)/installed
	$(BIN)/quizgen build questions.yaml -o decks
	@echo
	@echo "The products are in decks/: import an .apkg into Anki, print a .pdf."
	@echo "Start the quiz:  $(BIN)/quizgen play            (in Indonesian: $(BIN)/quizgen play -l id)"

test: $(VENV)/installed-test
	$(BIN)/pytest -n auto --dist worksteal $(TESTS)

test-all: $(VENV)/installed-test
	$(BIN)/pytest -n auto --dist worksteal -m "" $(TESTS)
	$(BIN)/python -m tests.fuzz --minutes 30
	$(MAKE) test-lowest test-pythons

lowest: $(LOWEST)/installed-test

test-lowest: lowest
	$(LOWEST)/bin/pytest -n auto --dist worksteal -p no:cacheprovider $(TESTS)

test-lowest-core:
	$(MAKE) test-lowest TESTS="$(CORE)"

test-pythons:
	.ci/pythons $(TESTS)

check: lint
	$(BIN)/pytest tests/test_imports.py tests/test_docs.py

lint: $(VENV)/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/installed-bench
	$(BIN)/python -m benchmarks

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/installed-test: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	@touch $@ $(VENV)/installed

$(VENV)/installed-bench: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[test,bench]'
	@touch $@ $(VENV)/installed

# uv knows the lowest versions that exist within the bounds of pyproject.toml; pip takes only the newest.
$(LOWEST)/installed-test: pyproject.toml
	$(PYTHON) -m venv --clear $(LOWEST)
	$(LOWEST)/bin/python -m pip install --quiet uv
	$(LOWEST)/bin/python -m uv pip install --quiet --python $(LOWEST)/bin/python --resolution lowest-direct \
	  --editable '.[test]'
	@touch $@

clean:
	rm -rf $(VENV) .venv-* site .mypy_cache .ruff_cache .pytest_cache .hypothesis

.PHONY: docs pictures

docs: $(VENV)/installed-docs
	$(BIN)/python docs/make_reference.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict
	@echo "The documentation is site/index.html."

pictures: $(VENV)/installed-test
	$(BIN)/python docs/make_pictures.py

$(VENV)/installed-docs: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[docs]'
	@touch $@ $(VENV)/installed
