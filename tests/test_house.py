"""The house is built as ARCHITECTURE.md says: who imports whom, and no room too large."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "macros").rglob("*.py"))
LONGEST = 260
WIDEST = 160

BELOW = {"records", "content", "handbook", "outputs", "project", "edition"}
MAY_IMPORT = {
    "records": {"records"},
    "handbook": {"handbook", "records"},
    "content": {"content", "handbook", "records"},
    "outputs": {"outputs", "handbook", "content", "records", "project", "web_address"},
    "project": {"project"},
    "terminal": {"terminal"},
    "refusals": set[str](),
    "arguments": {"terminal"},
    "edition": BELOW,
    "manifest": set[str](),
    "folders": {"manifest", "project"},
    "git": set[str](),
    "switch": {"folders", "manifest", "refusals"},
    "site": {"site", "heard", "manifest", "web_address"} | BELOW,
    "heard": {"content", "project"},
    "mishap": {"content", "manifest", "project", "refusals"},
    "exit_door": {"site", "folders", "manifest", "switch"} | BELOW,
    "addresses_kept": {"manifest"} | BELOW,
    "web_address": {"content", "outputs", "project"},
    "editing": {"editing", "addresses_kept", "manifest"} | BELOW,
    "start": {"start", "editing", "folders", "manifest", "terminal", "web_address"} | BELOW,
    "publish": {"site", "folders", "manifest", "switch"} | BELOW,
    "publishing": {"publishing", "publish", "site", "addresses_kept", "folders", "manifest", "web_address"} | BELOW,
    "live": {"live", "site", "heard", "mishap", "web_address"} | BELOW,
    "editor": {"editor", "editing", "live", "diff", "approve", "addresses_kept", "mishap", "refusals"} | BELOW,
    "serve": {"live", "editor", "project"},
    "lawcheck": {"lawcheck", "content", "folders", "handbook", "outputs", "records"},
    "report": {"content", "handbook", "outputs", "records", "review"},
    "compare": {"content", "diff", "editing", "handbook", "outputs", "project", "records", "refusals"},
    "review": {"handbook", "outputs", "records"},
    "approve": {"content", "handbook", "manifest", "project", "records", "refusals"},
    "duties": {"approve", "review"} | BELOW,
    "languages": {"outputs", "project"},
    "cms": {"content", "handbook", "outputs", "project", "records"},
    "plain_language": BELOW - {"handbook"},
    "diff": {"diff", "content", "folders", "git", "handbook", "outputs", "project", "records"},
    "archive": {"archive", "publish", "site", "folders", "git", "manifest"} | BELOW,
    "__main__": {"site", "serve", "exit_door", "addresses_kept", "lawcheck", "report", "plain_language"}
    | {"archive", "arguments", "cms", "diff", "duties", "editing", "languages", "publishing", "start", "mishap"}
    | {"folders", "manifest", "switch", "terminal", "refusals"}
    | BELOW,
    "__init__": set[str](),
}
"""What each room may import of ours. A room that is not here must be put here, and in ARCHITECTURE.md."""

ONLY_IN = {
    "mkdocs": ("macros/site.py", "macros/live/workshop.py"),
    "material": (),
    "pydantic": (
        "macros/records/",
        "macros/content/",
        "macros/editing/examples.py",
        "macros/start/questions.py",
        "macros/editor/",
    ),
    "pydantic_core": ("macros/records/", "macros/content/", "macros/editing/"),
    "yaml": ("macros/content/yamltext.py", "macros/content/edits.py", "macros/exit_door.py"),
    "ruamel": ("macros/editing/written.py", "macros/editing/rewriting.py"),
    "werkzeug": ("macros/editor/",),
    "wtforms": ("macros/editor/",),
    "quickjs": ("macros/outputs/search/engine.py",),
    "snowballstemmer": ("macros/outputs/search/norwegian.py",),
    "typst": ("macros/outputs/press.py",),
    "segno": ("macros/outputs/paper/marks.py",),
    "docx": ("macros/outputs/paper/word", "macros/content/sound_files.py"),
    "PIL": ("macros/content/sound_files.py",),
    "pypdfium2": ("macros/content/sound_files.py",),
    "jinja2": (
        "macros/outputs/pages/view.py",
        "macros/outputs/templates.py",
        "macros/site.py",
        "macros/live/workshop.py",
        "macros/editor/drawn.py",
    ),
    "markupsafe": ("macros/outputs/", "macros/editor/drawn.py"),
    "http": ("macros/serve.py",),
    "urllib": (
        "macros/serve.py",
        "macros/live/workshop.py",
        "macros/editor/",
        "macros/outputs/docs/links.py",
        "macros/outputs/pages/report.py",
        "macros/start/folder.py",
    ),
    "markdown": ("macros/outputs/docs/",),
    "selectolax": ("macros/outputs/docs/", "macros/outputs/headings.py"),
    "socket": (),
    "requests": (),
    "subprocess": ("macros/git.py", "macros/archive/commit.py", "macros/diff/versions.py"),
    "pickle": (),
    "sqlite3": ("macros/outputs/opendata/database.py",),
    "filelock": ("macros/folders.py",),
    "ctypes": ("macros/switch.py", "macros/outputs/press.py"),
}
"""Packages from outside that only some rooms may know."""


@cache
def imports_of(path: Path) -> list[str]:
    """Return every module *path* imports, inside functions too."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports by dots: write the whole name"
            name = node.module or ""
            found += [f"{name}.{alias.name}" for alias in node.names] if name == "macros" else [name]
    return found


def room_of(path: Path) -> str:
    parts = path.relative_to(ROOT / "macros").with_suffix("").parts
    return parts[0]


def test_every_room_is_in_the_table() -> None:
    assert sorted({room_of(path) for path in MODULES} - {*MAY_IMPORT}) == []


def test_every_room_is_named_in_architecture() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    rooms = {room_of(path) for path in MODULES} - {"__init__", "__main__", "project"}
    assert sorted(room for room in rooms if f"{room}.py" not in text and f"macros/{room}/" not in text) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_imports_only_the_rooms_its_own_may(path: Path) -> None:
    ours = {name.split(".")[1] for name in imports_of(path) if name.startswith("macros.")}
    assert sorted(ours - MAY_IMPORT[room_of(path)]) == []


@pytest.mark.parametrize("package", ONLY_IN)
def test_a_package_from_outside_is_known_only_where_it_belongs(package: str) -> None:
    importing = [
        path.relative_to(ROOT).as_posix()
        for path in MODULES
        if any(name.split(".")[0] == package for name in imports_of(path))
    ]
    assert [path for path in importing if not path.startswith(ONLY_IN[package] or ("-",))] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_is_too_long_to_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


def test_templates_never_take_text_for_html() -> None:
    theme = ROOT / "macros" / "theme"
    templates = [*theme.rglob("*.html")]
    assert len(templates) > 10
    assert [
        path.name
        for path in (theme / "fragments").glob("*.html")
        if "|safe" in path.read_text("utf-8").replace(" ", "")
    ] == []


def test_no_line_of_a_template_is_too_wide_to_read() -> None:
    wide = [
        f"{path.relative_to(ROOT).as_posix()}:{number}: {len(line)}"
        for path in sorted((ROOT / "macros" / "theme").rglob("*.html"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(line) > WIDEST
    ]
    assert wide == []


def test_nothing_of_ours_evaluates_text_as_code() -> None:
    calls = [
        f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("eval", "exec", "compile")
    ]
    assert calls == []


def test_the_build_knows_no_today() -> None:
    asking = []
    for path in MODULES:
        if room_of(path) in (
            "__main__",
            "lawcheck",
            "editor",
        ):  # the laws held against the calendar; what is written today
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Attribute)
                and node.attr in ("today", "now", "utcnow")
                and isinstance(node.ctx, ast.Load)
            ):
                owner = node.value
                name = owner.id if isinstance(owner, ast.Name) else ""
                if name in ("date", "datetime", "time"):
                    asking.append(f"{path.relative_to(ROOT).as_posix()}:{node.lineno}")
    assert asking == []


@pytest.mark.parametrize("module", ["macros.__main__", "macros.outputs.press"])
def test_a_process_that_sets_type_knows_no_records(module: str) -> None:
    loaded = f"import sys, {module}; print([name for name in sys.modules if name == 'macros.records'])"
    told = subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"
