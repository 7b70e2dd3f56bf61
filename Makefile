# Two commands do everything from a fresh clone: `make decks` and `make test`.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.PHONY: decks test check bench clean

decks: $(VENV)/installed
	$(BIN)/quizgen build questions.yaml -o decks
	@echo
	@echo "The products are in decks/: import an .apkg into Anki, print a .pdf."
	@echo "Start the quiz:  $(BIN)/quizgen play            (in Indonesian: $(BIN)/quizgen play -l id)"

test: $(VENV)/installed-test
	$(BIN)/pytest -n auto

check: $(VENV)/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest tests/test_imports.py tests/test_docs.py

bench: $(VENV)/installed-test
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

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

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
