# Udyog Sathi: everything a person does with this folder. `make` lists it.
# Needed: make, git and Python 3.11 or 3.12. PORT, DATA_DIR and all other settings go through the environment:
#     make run PORT=8080
.DEFAULT_GOAL := help
.PHONY: help run test test-wide chat train check contracts eval bench lock clean bootstrap bootstrap-dev

# The Python that starts the set-up; scripts/bootstrap.py itself looks for a fitting one (PYTHON=... decides).
STARTER := $(or $(PYTHON),$(shell command -v python3 || command -v python3.12 || command -v python3.11 || echo python3))
APP := .venv/bin/python
# Runs `make contracts`: a Python that has tests/contract/peers.txt too.
CONTRACTS_PYTHON ?= $(APP)
ENGINE := rasa_project/.venv/bin/python
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --override overrides.txt

help: ## List what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

run: bootstrap ## Start everything (PORT=8000 DATA_DIR=var)
	@exec $(APP) -m bot run

test: bootstrap-dev ## Run the tests, of the application and of the engine side
	@$(APP) scripts/run_tests.py

test-wide: bootstrap-dev ## The same with all variants of the conversations of workers, of which `test` runs every fourth
	@$(APP) scripts/run_tests.py --wide

chat: bootstrap ## Talk with the assistant in the terminal (ARGS="--lang bn --debug")
	@exec $(APP) -m bot chat $(ARGS)

train: bootstrap ## Train now what changed (ARGS=--force: everything)
	@exec $(APP) -m bot train $(ARGS)

check: bootstrap-dev ## Style, types and content
	$(APP) -m ruff check .
	$(APP) -m ruff format --check .
	$(APP) -m mypy
	$(APP) -m bot content check

contracts: bootstrap-dev ## Hold the channels against what others wrote (CONTRACTS_DIR=<folder of the descriptions>)
	@test -d "$(CONTRACTS_DIR)" || { echo "make contracts looks for the published descriptions (Telegram's Bot API, Meta's OpenAPI) in CONTRACTS_DIR, which names no folder. Run: make contracts CONTRACTS_DIR=/path/to/contracts" >&2; exit 1; }
	@echo "Descriptions are taken from $(CONTRACTS_DIR)"
	@CONTRACTS_DIR="$(abspath $(CONTRACTS_DIR))" $(CONTRACTS_PYTHON) -m pytest -m contracts $(ARGS) tests/contract

eval: bootstrap ## Measure how well people are understood
	@exec $(APP) -m bot eval $(ARGS)

bench: bootstrap-dev ## Measure speed and load
	@exec $(APP) -m benchmarks $(ARGS)

lock: ## Work out all lock files again; needs uv (ARGS=--upgrade: newer releases too)
	@command -v uv >/dev/null || { echo "make lock needs uv, which is not installed; nothing else here needs it." >&2; exit 1; }
	$(COMPILE) $(ARGS) requirements.in -o requirements.lock
	$(COMPILE) $(ARGS) requirements-dev.in -c requirements.lock -o requirements-dev.lock
	cd rasa_project && $(COMPILE) $(ARGS) requirements.in -o requirements.lock
	cd rasa_project && $(COMPILE) $(ARGS) requirements-dev.in -o requirements-dev.lock

clean: ## Remove both environments and all caches; data in var/ stays
	rm -rf .venv .venv.old rasa_project/.venv rasa_project/.venv.old
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis rasa_project/.pytest_cache rasa_project/.rasa var/log/bootstrap-*.log
	find . -name __pycache__ -type d -not -path './var/*' -prune -exec rm -rf {} +

bootstrap:
	@$(STARTER) scripts/bootstrap.py

bootstrap-dev:
	@$(STARTER) scripts/bootstrap.py --dev
