# Everything a fresh machine needs: git, make and Python 3.11 are enough.
SHELL := /bin/bash
.DEFAULT_GOAL := help

PYTHON := $(shell command -v python3.11 || command -v python3)
UV := .uv/bin/uv
UV_VERSION := 0.13.9
APP := .venv/bin
export SAMPLE_DATA ?= 1
export UV_PYTHON_DOWNLOADS := never
# An office's own certificate stands in the system's store, not in uv's.
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt),)
export SSL_CERT_FILE ?= /etc/ssl/certs/ca-certificates.crt
endif

.PHONY: help install run test check lint format train clean

help: ## say what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

install: .venv/.installed .venv-rasa/.installed ## install both environments

run: install ## train if needed, fill the database, serve everything
	@exec $(APP)/motcua run

test: install ## run the whole test suite
	@$(APP)/python -m tests.machine
	@$(APP)/python -m pytest --numprocesses=2 tests/unit
	@.venv-rasa/bin/python -m pytest -c tests/nlu/pytest.ini --rootdir=. tests/nlu
	@$(APP)/python -m pytest tests/telegram tests/browser tests/stack

check: lint test ## run what CI runs

lint: install ## look at style, types and the direction of imports
	@$(APP)/ruff check . && $(APP)/ruff format --check . && $(APP)/mypy && $(APP)/lint-imports

format: install ## put the code into its form
	@$(APP)/ruff check --fix . ; $(APP)/ruff format .

train: install ## train the model
	@$(APP)/motcua train

clean: ## remove all that was installed, trained and stored
	rm -rf .uv .venv .venv-rasa .rasa models var

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { echo "Motcua cần Python 3.11; máy này có: $$($(PYTHON) --version)"; exit 1; }
	@echo "Đang cài uv…"
	@$(PYTHON) -m venv .uv && .uv/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

.venv/.installed: $(UV) pyproject.toml uv.lock
	@echo "Đang cài môi trường của ứng dụng…"
	@UV_PROJECT_ENVIRONMENT=.venv $(UV) sync --frozen --python $(PYTHON)
	@touch $@

.venv-rasa/.installed: $(UV) pyproject.toml uv.lock
	@echo "Đang cài môi trường của Rasa (2,5 GB, mất vài phút)…"
	@UV_PROJECT_ENVIRONMENT=.venv-rasa $(UV) sync --frozen --only-group rasa --python $(PYTHON)
	@touch $@
