# Every target sets up what it needs in .venv, from the lock, and nothing outside this folder.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: serve test nightly check site offline bench bench-short audit search-quality look-at-paper exit-door lock schema

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

site: $(READY)
	$(BIN)/python -m macros build

# A copy that opens from a folder or a memory stick with the network off.
offline: $(READY)
	$(BIN)/python -m macros build --mappe build/handbok-uten-nett --fra-mappe
	rm -f build/handbok-uten-nett.zip
	cd build && ../$(BIN)/python -m zipfile -c handbok-uten-nett.zip handbok-uten-nett

# A row that fails says so, and the rest comes; `bench-short` takes a minute on a machine that does nothing else.
bench: $(READY)
	$(BIN)/python tests/bench.py

bench-short: $(READY)
	$(BIN)/python tests/bench.py --short

# How often search puts the right answer first, by kind of query. Add -v by hand to see what misses.
search-quality: $(READY)
	$(BIN)/python tests/search_quality.py

# axe on every kind of page in every way, and Lighthouse on four. Needs Node.js, Chromium and the network; 12 is the last that runs on Debian's Node.js.
audit: site
	npm install --silent --no-fund --no-audit --prefix build/audit lighthouse@12
	$(BIN)/python tests/audit.py

schema: $(READY)
	$(BIN)/python -m macros schema

# A picture of every page of every sheet, in build/ark/.
look-at-paper: $(READY)
	$(BIN)/python tests/look_at_paper.py

# The same pages by the engines that come after MkDocs, in an environment of their own. Needs the network.
exit-door: $(READY)
	$(BIN)/python -m macros pages build/exit-door
	$(PYTHON) -m venv build/exit-door-venv
	build/exit-door-venv/bin/pip install --quiet --disable-pip-version-check properdocs mkdocs-material
	build/exit-door-venv/bin/pip install --quiet --disable-pip-version-check zensical || build/exit-door-venv/bin/pip install --quiet --disable-pip-version-check zensical==0.0.73
	build/exit-door-venv/bin/properdocs build --strict --quiet -f build/exit-door/mkdocs.yml -d site-properdocs
	cd build/exit-door && ../exit-door-venv/bin/zensical build --clean -f mkdocs.yml
	$(BIN)/python tests/compare_exit_door.py build/exit-door

# Exact versions with hashes for every platform, without the address of any index.
lock: $(READY)
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --upgrade -o requirements.lock

$(READY): requirements.lock pyproject.toml
	@echo "Setting up .venv. The first time takes a minute or two."
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(READY)
