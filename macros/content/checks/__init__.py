"""The rules that span records. Each check is a generator of findings; its docstring is the rule."""

from collections.abc import Callable, Iterator
from typing import Final

from macros.content.checks.concerns import check_spoken
from macros.content.checks.finding import Finding
from macros.content.checks.laws import check_chapters, check_items_named, check_unread_headings
from macros.content.checks.learning import check_answers_hold, check_experiences
from macros.content.checks.letters import check_letters
from macros.content.checks.notes import check_notes
from macros.content.checks.people import check_holders, check_limits, check_local_names, check_role_ids
from macros.content.checks.shape import (
    check_conditions,
    check_doers_of_grounds,
    check_rows,
    check_something_heads,
    check_threads,
    check_trees,
)
from macros.content.checks.sources import check_accounts, check_few_citations, check_figures
from macros.content.checks.words import check_abbreviations
from macros.handbook import Handbook

Check = Callable[[Handbook], Iterator[Finding]]

CHECKS: Final[tuple[Check, ...]] = (
    check_trees,
    check_conditions,
    check_rows,
    check_threads,
    check_doers_of_grounds,
    check_something_heads,
    check_answers_hold,
    check_experiences,
    check_items_named,
    check_chapters,
    check_unread_headings,
    check_few_citations,
    check_role_ids,
    check_holders,
    check_limits,
    check_local_names,
    check_letters,
)

WHOLE: Final[tuple[Check, ...]] = (check_accounts, check_figures, check_abbreviations, check_notes, check_spoken)
"""Checks that only say something when all of the content is sound."""
