"""Measure search against the theme's own, in the same browser, on the same entries. Prints figures; judges nothing.

.venv/bin/python tests/bench_search.py [--short]
"""

# ruff: noqa: T201

from __future__ import annotations

import gzip
import json
import random
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from browser import chromium, served
from search_quality import WRITTEN, queries

from macros.edition import edition
from macros.outputs.assets import joined
from macros.outputs.search.findable import Entry
from macros.outputs.search.index import Index
from macros.project import Project

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[1]
PAGES = 2000
PHONE = 4
"""How many times slower than this machine a phone is."""
SEPARATOR = r"[\s\-]+"
"""The theme's own way to part words."""

OURS = """queries => {
  const times = [], panel = handboksok.panel("/", 8);
  document.body.append(panel.box);
  for (const query of queries) {
    panel.field.value = query;
    const start = performance.now();
    panel.show(false);
    times.push(panel.box.offsetHeight && performance.now() - start);
  }
  panel.box.remove();
  return times;
}"""
"""A keystroke of ours: the hits found, marked, put on the page and laid out. The theme's is its answer alone."""

LOAD = """() => new Promise(done => {
  const start = performance.now();
  const script = document.createElement("script");
  script.src = "sok.js";
  script.onload = () => {
    const index = document.createElement("script");
    index.src = "indeks.js";
    index.onload = () => done(performance.now() - start);
    document.head.append(index);
  };
  document.head.append(script);
})"""

THEIRS = """async ([worker, docs, queries, separator]) => {
  const search = new Worker(worker);
  const ask = message => new Promise(done => {
    search.onmessage = event => done(event.data);
    search.postMessage(message);
  });
  const fields = { title: { boost: 1000 }, text: { boost: 1 }, tags: { boost: 1000000 } };
  const config = { lang: ["no"], separator, pipeline: ["stopWordFilter"], fields };
  const begun = performance.now();
  await ask({ type: 0, data: { config, docs, options: { suggest: false } } });
  const ready = performance.now() - begun;
  const times = [];
  for (const query of queries) {
    const typed = query.trim().split(/\\s+/).map(word => word + "*").join(" ");
    const start = performance.now();
    await ask({ type: 2, data: typed });
    times.push(performance.now() - start);
  }
  return [ready, times];
}"""


def keystrokes() -> list[str]:
    """Return what stands in the field after each key, for every query that somebody wrote."""
    asked = [query.text for name in WRITTEN for query in queries(name)]
    return [text[:end] for text in asked for end in range(1, len(text) + 1)]


def many(entries: Sequence[Entry], number: int) -> list[Entry]:
    """Return *entries* with made-up ones, put together of their words, until there are *number*."""
    chance = random.Random(7)
    words = [word for entry in entries for word in entry.title.split()]
    made = list(entries)
    while len(made) < number:
        one, other = chance.choice(entries), chance.choice(entries)
        compound = chance.choice(words).strip("?:().").lower() + chance.choice(words).lower()
        title = " ".join([*chance.sample(words, 3), compound])
        made.append(replace(one, address=f"laget/{len(made)}/", title=title, names=(), answer=other.answer))
    return made


def p(times: Sequence[float], share: float) -> float:
    """Return the time that *share* of *times* lie within."""
    return sorted(times)[int(share * (len(times) - 1))]


def row(what: str, ready: float, times: Sequence[float], size: int) -> None:
    """Print one line."""
    slow = f"{p(times, 0.5):7.2f} {p(times, 0.95):7.2f} {max(times):7.1f} ms"
    print(f"{what:28} {size / 1024:8.1f} kB {ready:8.0f} ms {slow}", flush=True)


def measure(page: Page, base: str, folder: Path, index: Index, typed: list[str], what: str) -> float:
    """Measure both on *index*; return ours over theirs at 95 %."""
    (folder / "sok.js").write_bytes(joined("search"))
    (folder / "indeks.js").write_bytes(index.script)
    page.goto(base)
    ready = page.evaluate(LOAD)
    page.evaluate(OURS, typed[:200])
    ours = page.evaluate(OURS, typed)
    row(f"{what}, vår", ready, ours, len(gzip.compress(index.script)))
    slowed = page.context.new_cdp_session(page)
    slowed.send("Emulation.setCPUThrottlingRate", {"rate": PHONE})
    row(f"{what}, vår på en telefon", ready, page.evaluate(OURS, typed[::3]), len(gzip.compress(index.script)))
    slowed.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    docs: list[dict[str, Any]] = [
        {
            "location": entry.address,
            "title": entry.title,
            "text": f"{entry.answer} {' '.join(entry.names)} {entry.body}",
        }
        for entry in index.entries
    ]
    worker = f"{base}assets/javascripts/workers/{next((folder / 'assets/javascripts/workers').glob('*.js')).name}"
    ready, theirs = page.evaluate(THEIRS, [worker, docs, typed, SEPARATOR])
    row(f"{what}, temaets", ready, theirs, len(gzip.compress(json.dumps(docs).encode())))
    return p(ours, 0.95) / p(theirs, 0.95)


def main(*, short: bool) -> None:
    """Print the table; the *short* one has every seventh keystroke, and the real site alone."""
    made = edition(Project(ROOT))
    spec = find_spec("material")
    if spec is None or spec.origin is None:
        raise SystemExit("mkdocs-material is not installed")
    sites = [(f"{len(made.pages)} sider", made.index)]
    if not short:
        larger = Index(made.handbook, made.pages)
        larger.__dict__["entries"] = many(made.index.entries, len(made.index.entries) * PAGES // len(made.pages))
        sites.append((f"{PAGES} sider", larger))
    typed = keystrokes()[:: 7 if short else 1]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(Path(spec.origin).parent / "templates/assets/javascripts", folder / "assets/javascripts")
        (folder / "index.html").write_text("<!doctype html><meta charset=utf-8><title>Måling</title>", "utf-8")
        print(f"{len(typed)} tastetrykk i Chromium", flush=True)
        print(f"{'':28} {'indeks':>8}  gz {'klar':>8}    {'p50':>7} {'p95':>7} {'verst':>7}")
        with served(folder) as base, chromium() as browser:
            page = browser.new_page()
            for what, index in sites:
                share = measure(page, base, folder, index, typed, what)
                print(f"{what + ', vår delt på temaets':28} {'':30} {share:14.2f}", flush=True)


if __name__ == "__main__":
    main(short="--short" in sys.argv[1:])
