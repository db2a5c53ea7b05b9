"""One class per kind of record. The alias of each field is the word an editor writes: bridge and glossary in one."""

from macros.records.base import Change, Head, Origin, Overlay, Record, Removed
from macros.records.concerns import Concern, Spoken
from macros.records.frames import (
    Checklist,
    Column,
    Copy,
    Form,
    Frame,
    Item,
    Part,
    Partner,
    Phase,
    Routine,
    Row,
    Template,
    TemplateField,
    TemplateTable,
)
from macros.records.law import (
    Conflict,
    DoesNotHold,
    Law,
    Party,
    Passage,
    Provision,
    Source,
    Term,
)
from macros.records.learning import Answer, Exercise, Lesson, Pitfall, Question
from macros.records.people import Actor, Contact, Municipality, Role
from macros.records.work import (
    Condition,
    Conversation,
    Disclosure,
    Event,
    Handover,
    OpenPoint,
    Stage,
    Statement,
    Task,
    Topic,
)

__all__ = [
    "Actor", "Answer", "Change", "Checklist", "Column", "Concern", "Condition", "Conflict", "Contact", "Conversation",
    "Copy", "Disclosure", "DoesNotHold", "Event", "Exercise", "Form", "Frame", "Handover", "Head", "Item", "Law",
    "Lesson", "Municipality", "OpenPoint", "Origin", "Overlay", "Part", "Partner", "Party", "Passage", "Phase",
    "Pitfall", "Provision", "Question", "Record", "Removed", "Role", "Routine", "Row", "Source", "Spoken", "Stage",
    "Statement", "Task", "Template", "TemplateField", "TemplateTable", "Term", "Topic",
]  # fmt: skip
