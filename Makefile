# What each word does is said in README.md. Every target sets up what it needs first.

.PHONY: run test check translations bench soak gallery mutants lock clean help
.DEFAULT_GOAL := help

PYTHON := .venv/bin/python
CORE_TESTS := $(wildcard tests/tracker tests/migrations)

# every branch of the rules is run by some test of the core
COVERED := --cov=tracker.domain --cov-branch --cov-report=term-missing:skip-covered --cov-fail-under=100

# the core's tests run where there is no Qt, then all others
test: environment-for-test
	@failed=0; \
	echo "Tests of the core, where there is no Qt"; \
	.venv-server/bin/python -m pytest -p no:pytest-qt -p tests.no_qt -n 2 $(COVERED) $(CORE_TESTS) || failed=1; \
	echo "All other tests"; \
	$(PYTHON) -m pytest -n 2 $(CORE_TESTS:%=--ignore=%) || failed=1; \
	exit $$failed

run: environment-for-run
	@installer/run_demo.sh

# cheapest first
check: environment-for-test
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	.venv/bin/lint-imports --no-cache
	$(PYTHON) -m mypy
	installer/translations.sh check

translations: environment-for-test
	installer/translations.sh update

bench: environment-for-test
	$(PYTHON) -m tests.performance

# five hundred times two years of a unit and its alerts; SEED=17 repeats one, FIRST=150 goes on
soak: environment-for-test
	.venv-server/bin/python -m tests.soak.runs $(if $(SEED),--seed $(SEED)) $(if $(FIRST),--first $(FIRST))

gallery: environment-for-test
	$(PYTHON) -m pytest -p no:randomly -n 2 tests/gallery

# which of the rules' lines no test would miss: docs/mutants.md explains those that are left
mutants: environment-for-mutants
	rm -rf mutants
	.venv-mutants/bin/mutmut run
	.venv-mutants/bin/mutmut results

lock:
	@installer/lock.sh $(if $(UPGRADE),--upgrade)

clean:
	rm -rf build dist mutants .venv-server .venv-mutants .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage
	find tracker ui resources tests -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: environment-for-run environment-for-test environment-for-mutants
environment-for-run environment-for-test environment-for-mutants: environment-for-%:
	@installer/set_up.sh $*

help:
	@echo "make run           set up, make the demo unit, print the weekly paper, open the window"
	@echo "make test          set up, and run every test"
	@echo "make check         lint, import rules, types, translations"
	@echo "make bench         measure, against a floor measured in the same run"
	@echo "make soak          two years of alerts of a unit, five hundred times (SEED=17: one of them; FIRST=150: from there)"
	@echo "make gallery       a picture of every page and paper, in build/gallery"
	@echo "make mutants       which lines of counting, clocks and bail no test would miss"
	@echo "make translations  bring the translation files up to date with the texts in the program"
	@echo "make lock          write the locked requirement files again (UPGRADE=1: with newer versions)"
	@echo "make clean         remove what was made, except .venv and the demo unit's environment"
