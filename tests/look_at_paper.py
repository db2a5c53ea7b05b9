"""Draw every page of every sheet and pack as a picture under `build/ark/`, for a person to look at.

.venv/bin/python tests/look_at_paper.py [part of a name ...]
"""

# ruff: noqa: T201

from __future__ import annotations

import sys
from pathlib import Path

from macros.content.load import load
from macros.outputs.paper import everything
from macros.outputs.paper.marks import marks_in
from macros.outputs.paper.typeset import data_of, text_of
from macros.outputs.press import composed
from macros.outputs.told.teller import Teller
from macros.project import Project
from macros.site import site_url

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "build" / "ark"


def main(wanted: list[str]) -> None:
    """Draw the papers whose paths hold any of *wanted*, or all."""
    project = Project(ROOT)
    handbook = load(project.roots, shown_from=ROOT)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path, make in everything(Teller(handbook)):
        if wanted and not any(part in path for part in wanted):
            continue
        text = text_of(data_of(handbook, make(), site_url(project)))
        drawn = composed(text, marks_in(text), format="png", ppi=80)
        pages = drawn if isinstance(drawn, list) else [drawn]
        for number, picture in enumerate(pages, 1):
            (FOLDER / f"{Path(path).stem}-{number:03}.png").write_bytes(picture)
        print(f"{path}: {len(pages)}")


if __name__ == "__main__":
    main(sys.argv[1:])
