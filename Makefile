# Every target sets up what it needs in .venv, from the lock, and nothing outside this folder.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
TOOLS := build/tools

.PHONY: serve test nightly check site offline archive bench bench-short audit audit-dependencies search-quality look-at-paper exit-door lock schema

serve: $(READY)
	$(BIN)/python -m macros serve

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

# What takes minutes to try: builds killed a hundred times, full disks, hundreds of saves.
nightly: $(READY)
	$(BIN)/pytest tests/nightly

check: $(READY)
	$(BIN)/python -m macros check

# A trial: this repository's own address is an example. To publish, write yours in mkdocs.yml and build without --prove.
site: $(READY)
	$(BIN)/python -m macros build --prove

# A copy that opens from a folder or a memory stick with the network off.
offline: $(READY)
	$(BIN)/python -m macros build --prove --mappe build/handbok-uten-nett --fra-mappe
	rm -f build/handbok-uten-nett.zip
	cd build && ../$(BIN)/python -m zipfile -c handbok-uten-nett.zip handbok-uten-nett

# One file for the archive, with checksums. The same commit gives the same bytes.
archive: $(READY)
	mkdir -p build
	rm -f build/handbok-arkiv.zip
	$(BIN)/python -m macros arkiv build/handbok-arkiv.zip

# A row that fails says so, and the rest comes; `bench-short` takes a minute on a machine that does nothing else.
bench: $(READY)
	$(BIN)/python tests/bench.py

bench-short: $(READY)
	$(BIN)/python tests/bench.py --short

# How often search puts the right answer first, by kind of query. Add -v by hand to see what misses.
search-quality: $(READY)
	$(BIN)/python tests/search_quality.py

# axe on every kind of page in every way, and Lighthouse on four. Needs Node.js, Chromium and the network (once).
audit: site $(TOOLS)/lighthouse/.ready
	$(BIN)/python tests/audit.py

# What the locks name: a bill of materials in build/, and what PyPI knows to be unsafe. Needs the network.
audit-dependencies: $(READY) $(TOOLS)/dependencies/.ready
	$(BIN)/python tests/audit_dependencies.py $(TOOLS)/dependencies/bin

schema: $(READY)
	$(BIN)/python -m macros schema

# A picture of every page of every sheet, in build/ark/.
look-at-paper: $(READY)
	$(BIN)/python tests/look_at_paper.py

# The same site by the engines that come after MkDocs, with pictures of them beside each other in build/exit-door/bilder/.
exit-door: site $(TOOLS)/exit-door/.ready
	$(BIN)/python -m macros pages build/exit-door
	$(TOOLS)/exit-door/bin/properdocs build --strict --quiet -f build/exit-door/mkdocs.yml -d site-properdocs
	cd build/exit-door && ../../$(TOOLS)/exit-door/bin/zensical build --clean -f mkdocs.yml
	$(BIN)/python tests/compare_exit_door.py site build/exit-door

# Exact versions with hashes for every platform, without the address of any index.
LOCK := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade
lock: $(READY)
	$(LOCK) pyproject.toml --extra dev -o requirements.lock
	$(LOCK) tests/tools/exit-door.in -o tests/tools/exit-door.txt
	$(LOCK) tests/tools/dependencies.in -o tests/tools/dependencies.txt
	cd tests/tools/lighthouse && rm -f package-lock.json && npm install --package-lock-only --omit-lockfile-registry-resolved

# Tools that only one target needs, each in an environment of its own, from a lock of its own.
$(TOOLS)/lighthouse/.ready: tests/tools/lighthouse/package.json tests/tools/lighthouse/package-lock.json
	mkdir -p $(@D)
	cp $^ $(@D)
	npm ci --silent --no-fund --no-audit --ignore-scripts --prefix $(@D)
	touch $@

$(TOOLS)/%/.ready: tests/tools/%.txt
	$(PYTHON) -m venv $(@D)
	$(@D)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	touch $@

$(READY): requirements.lock pyproject.toml
	@echo "Setting up .venv. The first time takes a minute or two."
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(READY)
