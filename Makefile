# Two commands to begin with: `make run` (a demo partnership in the browser) and `make test` (everything).
SHELL := /bin/bash
# One build folder outside the checkout: a fresh clone does not start cold.
export CARGO_TARGET_DIR ?= $(HOME)/.cache/tandem/target
CARGO := cargo
# Gives the tests a PostgreSQL: the one that TANDEM_TEST_POSTGRES names, else one that is started now and stopped after.
with-postgres = [ -n "$$TANDEM_TEST_POSTGRES" ] || { trap 'scripts/test-postgres stop' EXIT; \
	  TANDEM_TEST_POSTGRES=$$(scripts/test-postgres start) || exit 3; export TANDEM_TEST_POSTGRES; };

.PHONY: help run build test test-rust test-browser lint mutants bench bench-linkage bench-deliberation pictures assets clean

help: ## Show the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

run: ## Build, and serve a demo partnership on http://127.0.0.1:8080
	@scripts/need cargo cc
	@echo "== Building (the first time takes some minutes)"
	@$(CARGO) build --bin tandem
	@$(CARGO_TARGET_DIR)/debug/tandem demo

build: ## Leave the release binary (prints where)
	@scripts/need cargo cc
	@$(CARGO) build --release --bin tandem
	@echo "== $(CARGO_TARGET_DIR)/release/tandem"

test: ## Every test: format, lints, SQLite, PostgreSQL, browser
	@scripts/need cargo cc nextest postgres node chromium faketime
	@$(MAKE) --no-print-directory lint test-rust test-browser

lint: ## Format and clippy, warnings denied
	@echo "== Format"
	@$(CARGO) fmt --all --check
	@echo "== Clippy"
	@$(CARGO) clippy --workspace --all-targets --quiet -- -D warnings

test-rust: ## Rust tests on SQLite and on a PostgreSQL that the script starts
	@scripts/need cargo cc nextest postgres
	@echo "== Rust tests (SQLite and PostgreSQL)"
	@$(with-postgres) $(CARGO) nextest run --workspace --no-fail-fast && $(CARGO) test --workspace --doc --quiet

test-browser: ## Journeys, accessibility and budgets in Chromium
	@scripts/need cargo cc postgres node chromium faketime
	@echo "== Browser tests"
	@$(CARGO) build --bin tandem
	@[ -d e2e/node_modules ] || (cd e2e && npm ci --no-audit --no-fund --silent)
	@$(with-postgres) TANDEM_BIN=$(CARGO_TARGET_DIR)/debug/tandem node e2e/run.mjs

# The mutants have a build folder of their own: Cargo takes the same crate from two folders for one, and would link a mutant.
mutants: ## Change the access code in every small way and see that a test notices (over an hour; FILE=.. for a part)
	@scripts/need cargo cc nextest mutants postgres
	@mkdir -p $(CARGO_TARGET_DIR)/mutants
	@$(with-postgres) CARGO_TARGET_DIR=$(CARGO_TARGET_DIR)/mutants CARGO_INCREMENTAL=1 NEXTEST_PROFILE=mutants \
	  $(CARGO) mutants -p $(or $(PACKAGE),tandem-access) $(if $(FILE),-f '$(FILE)') -o $(CARGO_TARGET_DIR)/mutants

bench: ## Measure: writes, search, imports, start, memory; beside the limits of this machine
	@scripts/need cargo cc postgres
	@$(CARGO) build --release --bin tandem --bin bench
	@scripts/bench

bench-linkage: ## Measure linking beside Splink: speed, memory, accuracy, growth (skips without the comparison kit)
	@scripts/need cargo cc
	@$(CARGO) build --release --bin tandem
	@command -v python3 >/dev/null || { echo "skipped: python3 is missing"; exit 0; }; \
	  python3 bench/linkage.py $(CARGO_TARGET_DIR)/release/tandem $(ROWS)

bench-deliberation: ## Measure counting votes beside pabutools on every .pb file (skips without it)
	@scripts/need cargo cc
	@$(CARGO) build --release --bin tandem
	@command -v python3 >/dev/null || { echo "skipped: python3 is missing"; exit 0; }; \
	  python3 bench/deliberation.py $(CARGO_TARGET_DIR)/release/tandem $(FILES)

pictures: ## Take the pictures in docs/
	@scripts/need cargo cc node chromium
	@$(CARGO) build --bin tandem
	@cd e2e && { [ -d node_modules ] || npm ci --no-audit --no-fund --silent; } && \
	  TANDEM_BIN=$(CARGO_TARGET_DIR)/debug/tandem node pictures.mjs

assets: ## Make web/dist again from web/ (needs npm)
	@scripts/need cargo node
	@cd web && npm ci --no-audit --no-fund --silent
	@$(CARGO) run --quiet -p xtask -- assets

clean: ## Remove what tests left
	@scripts/test-postgres stop; rm -rf e2e/out e2e/node_modules web/node_modules
