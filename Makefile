# The two commands of a newcomer are `make run` and `make test`; the others serve whoever changes the code.
SHELL := /bin/bash
PY ?= python3
VENV := .venv
BIN := $(VENV)/bin
STEP := $(PY) tools/step.py

.PHONY: help install web wheel run test check format bench crash screenshots lock client clean

help: ## Say what each target does
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

install: $(VENV)/.installed web/node_modules/.installed ## Make the environment and install the web packages, from the lock files

$(VENV)/.installed: requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(STEP) "[1/4] Python environment" -- $(PY) -m venv $(VENV)
	@$(STEP) "[2/4] Python packages" -- $(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

web/node_modules/.installed: web/package-lock.json
	@cd web && $(PY) ../tools/step.py "[3/4] Web packages" -- npm ci --no-audit --no-fund
	@touch $@

web: install ## Build the workbench, the widget and the storefront
	@$(BIN)/python tools/build_web.py

wheel: install web ## One wheel with pages and example shops inside (dist/)
	@$(BIN)/python -m hatchling build -t wheel

run: install web ## Open the desk with the two example shops on SQLite
	@$(BIN)/xiaoer demo

test: install web ## Check the code and run all tests that this machine allows
	@$(BIN)/python tools/test_all.py

check: install ## Style, types, import directions, generated client
	@$(BIN)/python tools/check_all.py

format: install ## Write the house style into the files
	@$(BIN)/ruff format src tests benchmarks tools && $(BIN)/ruff check --fix src tests benchmarks tools
	@cd web && npx biome check --write .

bench: install ## Measure the road of a message against the limits of this machine
	@$(BIN)/xiaoer bench desk

crash: install ## Thirty rounds of killing the server under load, on SQLite and PostgreSQL
	@$(BIN)/python -m benchmarks.crash --rounds 30

screenshots: install web ## Make the pictures of README and docs
	@$(BIN)/python tools/screenshots.py

client: install ## Write the OpenAPI document and the TypeScript types made from it
	@$(BIN)/python tools/make_client.py

lock: ## Write requirements.lock anew (needs uv)
	uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-annotate --all-extras pyproject.toml tools/build.in -o requirements.lock --custom-compile-command "make lock"

clean: ## Remove what builds made (data stays)
	rm -rf $(VENV) web/node_modules web/*/dist src/xiaoer/web dist
