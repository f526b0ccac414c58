# Two commands on a fresh machine: make run, make test.
PORT ?= 8000
SANDBOX_PORT ?= 8400
PY := .venv/bin/python
UV_RUN := VIRTUAL_ENV=$(CURDIR)/.venv .venv/bin/uv

.PHONY: run test check bench drills audit sbom install messages

run: install
	@PORT=$(PORT) SANDBOX_PORT=$(SANDBOX_PORT) $(PY) -m shop.launch

# Compiled modules are kept, so that each process of the tests starts sooner. Two processes for two
# cores, and a third one for tests that wait (tools/testing/distribution.py).
test: export PYTHONPYCACHEPREFIX := $(CURDIR)/var/compiled
test: export PYTHONDONTWRITEBYTECODE :=
test: install
	@$(PY) -m tools.browser & browser=$$!; \
		$(PY) -W ignore manage.py collectstatic --noinput --verbosity 0 && wait $$browser
	$(PY) -m pytest -n 3 --durations=40 --durations-min=1

check: install
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports
	$(PY) manage.py makemigrations --check --dry-run
	.venv/bin/hadolint Dockerfile deploy/collector/Dockerfile
	.venv/bin/yamllint -s compose.yaml deploy/collector/compose.yaml deploy/kubernetes

bench: install
	$(PY) -m tools.bench

# What takes longer than a test may: it can be stopped, and the second part run alone.
drills: install
	$(PY) -W ignore -m tools.snapshot --check
	GENERATED_WORLDS=20000 $(PY) -m pytest -n 2 --timeout=0 tests/licensing/test_lists_agree_with_decisions.py
	GENERATED_WORLDS=500 $(PY) -m pytest --timeout=0 tests/invariants/test_denied_by_default.py
	EVERY_TEXT=1 $(PY) -m pytest -n 2 --timeout=0 tests/surfaces/test_typed_text.py
	FORMER_MIGRATIONS=1 $(PY) -m pytest tests/imports/test_renamed.py tests/orders/test_messages.py
	EVERY_ADDRESS=1 $(PY) -m pytest --timeout=0 tests/accounts/test_staff_without_permissions.py
	$(PY) -W ignore -m tools.drills opening
	$(PY) -m tools.drills revocation
	RETURN_STORIES=500 RETURN_STEPS=60 $(PY) -m pytest --timeout=0 tests/returns/test_sequences.py
	$(PY) -W ignore -m tools.drills lives 100000
	$(PY) -m tools.drills alerts
	$(PY) -m tools.drills hoarding
	$(PY) -m tools.drills proxy || [ $$? -eq 3 ]  # 3: there is no nginx on this machine
	$(PY) -m tools.drills replay
	$(PY) -m tools.drills stops 100
	$(PY) -m tools.drills restoring 60
	$(PY) -m tools.drills webhooks 10000
	$(PY) -m tools.drills failures 10000
	$(PY) -m tools.drills medal 2000 500 10
	$(PY) -m tools.drills books 10000
	$(PY) -m tools.drills importing 100000 6
	$(PY) -m tools.drills killing 56  # a thousand; it goes on where it was stopped

# Known faults of the pinned libraries, and their inventory (CycloneDX) in var/sbom.json.
audit: install
	$(PY) -m tools.supply_chain audit

sbom: install
	$(PY) -m tools.supply_chain sbom

# The virtual environment, from uv.lock, and the words; again only when one of them has changed.
install: .venv/.installed
.venv/.installed: uv.lock pyproject.toml $(wildcard locale/*/LC_MESSAGES/*.po)
	@test -x .venv/bin/python || python3 -m venv .venv
	@test -x .venv/bin/uv || .venv/bin/python -m pip install --quiet "uv>=0.9"
	@$(UV_RUN) sync --active --frozen --quiet
	@$(MAKE) --no-print-directory messages
	@touch $@

# Compiled translations; Babel, because GNU gettext is not on every machine.
messages:
	@if [ -d locale ]; then .venv/bin/pybabel --quiet compile --directory locale --domain django; fi
