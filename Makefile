# Every command of the project. « make help » lists them.
.DEFAULT_GOAL := help
.PHONY: help run test check format messages shell bench pictures lighthouse lock
export HOST PORT PORTAL_VAR
PY = $$(scripts/find-python)
VENV = .venv/bin

help: ## List the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 12

run: ## Serve the demonstration; HOST, PORT and PORTAL_VAR may be set
	@python=$(PY) && exec $$python scripts/run.py

test: ## Check the code, then run the suite on SQLite, PostgreSQL with Elasticsearch, and in Chromium
	@python=$(PY) && exec $$python scripts/test.py

check: ## Lint, types, imports, migrations, messages
	@python=$(PY) && exec $$python scripts/check.py

format: ## Format the code and the templates
	@$(VENV)/ruff check --fix-only --quiet . && $(VENV)/ruff format .

messages: ## Bring the translations up to date, and say what is missing
	@$(VENV)/python scripts/messages.py && $(VENV)/python scripts/compile_messages.py

shell: ## Open Django's shell on the demonstration
	@$(VENV)/python manage.py shell

bench: ## Measure pages, search, memory and weight beside a constant view
	@$(VENV)/python benchmarks/run.py

pictures: ## Take the pictures of docs/communes.md again
	@$(VENV)/python scripts/pictures.py

lighthouse: ## Run Lighthouse on three pages, as a phone sees them (needs Node)
	@$(VENV)/python benchmarks/lighthouse/run.py

lock: ## Resolve the dependencies again (needs uv)
	uv pip compile --quiet pyproject.toml --universal --python-version 3.11 --generate-hashes --no-annotate --no-header -o requirements/base.txt
	uv pip compile --quiet pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-annotate --no-header -o requirements/dev.txt
