# Two commands: `make run` and `make test`. They need Python 3.11 or newer, make and the package index.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
CHECK := "import sys; sys.exit(sys.version_info < (3, 11) and 'Python 3.11 or newer is needed; set PYTHON=python3.x')"

.PHONY: install run dev build records test test-quick check texts documents fuzz lint lint-js format lock check-wheels sample bench mutants \
	bench-serving soak pictures clean

run: $(VENV)/run.stamp
	@test -f var/snapshots/current || $(BIN)/webmap build
	@$(BIN)/webmap run --port $(PORT)

# The map of this checkout, made new at every change of code, template, text, script or style; the scripts and
# styles are sent one by one, so that the browser shows in which file a line stands.
dev: $(VENV)/dev.stamp
	@test -f var/snapshots/current || $(BIN)/webmap build
	@WEBMAP_JOIN_ASSETS=false $(BIN)/flask --app webmap.app run --debug --port $(PORT) \
		--extra-files "$$(find static webmap/web/templates webmap/vocabulary/translations -type f | paste -sd: -)"

# What a server needs, and nothing more: see deploy/README.md.
install: $(VENV)/run.stamp

build: $(VENV)/run.stamp
	$(BIN)/webmap build

# Everything, or one room of it: make test ROOM=lists, make test ROOM=web/pages.
test: $(VENV)/dev.stamp
	$(BIN)/python -m pytest $(if $(ROOM),tests/$(ROOM))

# Without a browser, without other programs (nginx, LibreOffice) and without what goes through the whole register.
test-quick: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -m "not browser and not slow and not register"

# What is known without running the program: form, style, types, and the walls between the rooms.
check: $(VENV)/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 0 tests/test_rooms.py tests/web/test_script_folders.py

# Hostile input, SECONDS for each of four readers, two at a time; what is found lies in var/fuzz.
SECONDS ?= 30
fuzz: $(VENV)/dev.stamp
	$(BIN)/python -m fuzz.run --seconds $(SECONDS)

lint: $(VENV)/dev.stamp lint-js
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/bandit --quiet --configfile pyproject.toml --recursive webmap data bench .ci
	$(BIN)/python .ci/audit.py

# The types of the scripts stand in their comments; TypeScript checks them where node is present.
lint-js:
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory $(VENV)/node.stamp && \
		$(VENV)/node/node_modules/.bin/tsc -p static/js; \
	else echo "npm is not here: the types of the scripts were not checked."; fi

$(VENV)/node.stamp: $(VENV)/bin.stamp requirements/package-lock.json
	@mkdir -p $(VENV)/node
	@cp requirements/package.json requirements/package-lock.json $(VENV)/node/
	@cd $(VENV)/node && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

# Every new sentence of the program comes into the catalogue of translations, with the files that say it and
# what a comment `Text: …` notes for translators; sentences that are gone leave it. Names what has no Korean yet.
texts: $(VENV)/dev.stamp
	$(BIN)/python .ci/texts.py

format: $(VENV)/dev.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# After a column, filter or format has changed: writes the tables of docs/ and, under a version that is new,
# what the schema and the snapshot hold (docs/schema).
records: $(VENV)/dev.stamp
	$(BIN)/python -m tests.view.recording

# Made again only on purpose: the sample is committed, and a test holds it to its script.
sample: $(VENV)/dev.stamp
	$(BIN)/python data/make_sample.py

$(VENV)/bin.stamp:
	@$(PYTHON) -c $(CHECK)
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/run.stamp: $(VENV)/bin.stamp requirements/run.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/build.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

# Needs uv (https://docs.astral.sh/uv/). Records hashes, never the address of a package index. What is pinned
# stays as it is while it fits; `make lock UPGRADE=--upgrade` takes the newest.
UPGRADE ?=
LOCK = uv pip compile $(UPGRADE) --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--quiet --custom-compile-command "make lock" --output-file
lock:
	$(LOCK) requirements/run.txt pyproject.toml
	$(LOCK) requirements/dev.txt --extra dev pyproject.toml
	printf 'hatchling\neditables\n' | $(LOCK) requirements/build.txt -
	printf 'datasette\ngranian\npygeoapi\n' | $(LOCK) requirements/bench.txt --constraint requirements/run.txt -
	printf 'mutmut\n' | $(LOCK) requirements/mutants.txt --constraint requirements/dev.txt -

# Whether every pinned package has a wheel for Linux, Windows and macOS 14 on Python 3.11 to 3.14; asks pip.
check-wheels: $(VENV)/dev.stamp
	$(BIN)/python .ci/check_wheels.py

# The documents that are made from declarations, such as docs/settings.md; a test compares them.
documents: $(VENV)/run.stamp
	$(BIN)/python docs/make_documents.py

# The pictures of README and guides, taken by the tests that follow the guides step by step.
pictures: $(VENV)/dev.stamp
	WEBMAP_PICTURES=1 $(BIN)/python -m pytest tests/browser/test_guides.py tests/browser/desk/test_desk_guide.py -n 0

# Speed as ratios against something run beside it.
bench: $(VENV)/dev.stamp $(VENV)/bench.stamp
	$(BIN)/python bench/matching.py
	$(BIN)/python bench/growth.py
	$(BIN)/python -m bench.names
	$(BIN)/python bench/comparing.py
	$(BIN)/python bench/cells.py
	$(BIN)/python -m bench.disclosure
	$(BIN)/python -m bench.desk
	$(BIN)/python bench/exports.py
	$(BIN)/python bench/page.py
	$(BIN)/python bench/serving.py --rounds 3 --flood 2000
	$(BIN)/python bench/releasing.py

# The same of the servers alone, with the whole flood of the targets.
bench-serving: $(VENV)/dev.stamp $(VENV)/bench.stamp
	$(BIN)/python bench/serving.py

# Small changes to the core, a seeded sample: what no test notices is printed. ARGUMENTS=--all takes every change.
mutants: $(VENV)/mutants.stamp
	$(BIN)/python bench/mutants.py $(ARGUMENTS)

# Ten minutes at half of what the application can do here, once a flood has filled its caches.
soak: $(VENV)/dev.stamp
	$(BIN)/python bench/serving.py --parts spike,soak --flood 4000 --soak 600

# pygeoapi and Datasette, beside which the application is measured, in an environment of their own.
$(VENV)/bench.stamp: $(VENV)/bin.stamp requirements/bench.txt
	$(PYTHON) -m venv $(VENV)/bench
	$(subst $(VENV)/,$(VENV)/bench/,$(BIN))/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes -r requirements/bench.txt
	@touch $@

$(VENV)/mutants.stamp: $(VENV)/dev.stamp requirements/mutants.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/mutants.txt
	@touch $@

clean:
	rm -rf $(VENV) mutants var .pytest_cache .mypy_cache .ruff_cache
