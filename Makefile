# The first target that needs it makes .venv and installs everything into it; it is made again when pyproject.toml changes.
PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
PY := $(BIN)/python
READY := .venv/installed

.DEFAULT_GOAL := help
.PHONY: help demo setup test lint examples check-examples gallery clean

help:
	@echo "make demo            a plan for Saint-Jumeau: a table, and a picture in out/"
	@echo "make test            all tests"
	@echo "make lint            style, types and layers"
	@echo "make examples        print every example into its .out file and the tables of the README anew"
	@echo "make check-examples  compare them with what is kept"
	@echo "make gallery         draw the pictures of the README anew"
	@echo "make clean           remove .venv, caches and out/"

$(READY): pyproject.toml
	@$(PYTHON) -c "import sys; sys.version_info >= (3, 11) or sys.exit('twin needs Python 3.11 or newer, this is ' + sys.version.split()[0] + '; name another: make PYTHON=python3.12 ...')"
	$(PYTHON) -m venv .venv
	$(PY) -m pip install --quiet --upgrade "pip>=25.1"
	$(PY) -m pip install --quiet --editable . --group dev
	@$(PY) -c "import pathlib; pathlib.Path('$(READY)').touch()"

setup: $(READY)

demo: $(READY)
	$(PY) -m twin demo

test: $(READY)
	$(PY) -m pytest --numprocesses auto --dist worksteal

lint: $(READY)
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	$(PY) -c "from importlinter.cli import lint_imports_command; lint_imports_command()"

examples: $(READY)
	$(PY) tests/examples/refresh.py

check-examples: $(READY)
	$(PY) tests/examples/refresh.py --check

gallery: $(READY)
	$(PY) tests/examples/gallery.py

clean:
	rm -rf .venv out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
