# make sample   sets everything up and reads the sample documents into a ledger
# make test     sets everything up and runs every check
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: help setup sample test lint format docs pictures bench train clean

help:
	@grep '^# make' $(MAKEFILE_LIST) | cut -c 3-

setup: $(VENV)/.ready-dev

$(VENV)/.ready: pyproject.toml tools/setup.sh
	@sh tools/setup.sh $(VENV) .
	@touch $@

$(VENV)/.ready-dev: pyproject.toml tools/setup.sh
	@sh tools/setup.sh $(VENV) '.[dev,tables]'
	@touch $@ $(VENV)/.ready

sample: $(VENV)/.ready
	@$(BIN)/renkei sample

test: setup lint
	$(BIN)/pytest

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: setup
	$(BIN)/python tools/commands.py
	$(BIN)/python tools/schemas.py
	$(BIN)/python tools/systems.py
	$(BIN)/python tools/model_tables.py
	$(BIN)/python tools/readme.py

pictures: setup
	$(BIN)/python tools/pictures.py

bench: setup
	@$(BIN)/python bench --peers $(or $(PEERS),$(BIN)/python) --documents $(or $(DOCUMENTS),100000)

train: setup
	$(BIN)/python tools/train.py
	$(BIN)/python tools/train_topics.py

clean:
	rm -rf $(VENV) build dist sample.ledger*
