"""The head of a file: who answers for what stands in it, and in a file that holds many, what of it is approved."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from macros.content.faults import Fault
from macros.content.yamltext import Node, YamlText
from macros.records.references import Keys

HEAD: Final = "forvaltning"
STATE: Final = "godkjenning"
APPROVED: Final = "godkjent"
"""What the state is then; and in the head of a file that holds many: what is approved, a line each by its id."""
DRAFT: Final = "utkast"
ROW: Final = {"av": "godkjent_av", "dato": "godkjent_dato", "versjon": "godkjent_versjon"}
"""The words of such a line, and what they are called in the head of one record."""
_REMEDY: Final = "Slett linjen, og godkjenn med «python -m macros godkjenn»."


def own_head(head: Node, name: str) -> Node:
    """Return the *head* of a file that holds many as it is for the record *name*: by its own line, or a draft."""
    if not isinstance(head, dict) or APPROVED not in head:
        return head
    rows, rest = head[APPROVED], {key: value for key, value in head.items() if key != APPROVED}
    own = rows.get(name) if isinstance(rows, dict) else None
    if isinstance(own, dict) and {*own} == {*ROW}:
        return rest | {ROW[word]: value for word, value in own.items()}
    return rest | ({STATE: DRAFT} if rest.get(STATE) == APPROVED else {})


def row_of(keys: Keys, name: str) -> Keys:
    """Return where what stands at *keys* of the head of the record *name* stands in a file that holds many."""
    word = next((word for word, field in ROW.items() if keys[1:] == (field,)), None)
    return (HEAD, APPROVED, name, word) if word else keys


def in_record(keys: Keys) -> Keys:
    """Return where what stands at *keys* of a file that holds many, in its head, stands in the head of a record."""
    word = str(keys[-1])
    return (HEAD, ROW[word]) if keys[1:2] == (APPROVED,) and word in ROW else keys


def approved_in(root: dict[str, Any]) -> dict[str, Any]:
    """Return what the head of the file *root* says is approved, by id."""
    head = root.get(HEAD)
    rows = head.get(APPROVED) if isinstance(head, dict) else None
    return rows if isinstance(rows, dict) else {}


def take_approval(root: dict[str, Any], name: str) -> None:
    """Take the approval of the record *name* out of the file *root*, which is a draft when nothing else is approved."""
    rows = approved_in(root)
    if rows.pop(name, None) and not rows:
        del root[HEAD][APPROVED]
        root[HEAD][STATE] = DRAFT


def check_approvals(text: YamlText, there: Collection[str], faults: list[Fault]) -> None:
    """Check what the head of the file *text*, where the records *there* stand, says of each of them."""
    head = text.root.get(HEAD)
    if not isinstance(head, dict):
        return
    for name in ROW.values():
        if head.get(name):
            faults.append(text.fault((HEAD, name), f"«{name}» gjelder én post, og her kan stå flere. {_REMEDY}"))
    rows = head.get(APPROVED) or {}
    if not isinstance(rows, dict):
        faults.append(text.fault((HEAD, APPROVED), f"«{APPROVED}» må ha en linje for hver post. {_REMEDY}"))
        return
    for name, row in rows.items():
        if name not in there:
            remedy = "Slett linjen, eller flytt den dit posten står."
            faults.append(text.fault((HEAD, APPROVED, name), f"«{name}» er godkjent, men står ikke her. {remedy}"))
        elif not isinstance(row, dict) or {*row} != {*ROW}:
            faults.append(text.fault((HEAD, APPROVED, name), f"«{name}» må ha «av», «dato» og «versjon». {_REMEDY}"))
