"""A site that may be published: its address leads somewhere, and none of those that were published is gone."""

from __future__ import annotations

from pathlib import Path

from macros import publish
from macros.addresses_kept import vanished
from macros.content.faults import ContentError
from macros.edition import edition
from macros.manifest import Manifest
from macros.outputs.press import presses
from macros.project import Project
from macros.site import site_url
from macros.web_address import published_at, trial_note


def build(
    project: Project, target: Path, basis: Manifest, *, files: bool = False, trial: bool = False,
    before: Path | None = None, made_on: str = "",
) -> tuple[list[str], int]:  # fmt: skip
    """Build the site into *target*; return what is told of it, and how many files were made anew.

    What is unchanged in *before* is taken over. Raises `ContentError` with every fault, and then nothing is changed.
    """
    with presses() as beside:
        address = site_url(project)
        made = edition(project, site_url=address if trial else published_at(project, address))
        if faults := vanished(project, made):
            raise ContentError(faults)
        told = [f"{len(made.pages)} sider{made_on}", *filter(None, (trial_note(address),))]
        return told, publish.publish(
            project, made, target, files=files, basis=basis, told=told, beside=beside, before=before
        )
