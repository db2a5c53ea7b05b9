"""One topic through all stages: the home of every task and statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.handbook.lookup import Found, open_points_of, tasks_about
from macros.outputs.addresses import home
from macros.outputs.pages.page import Page
from macros.outputs.pages.setting import Setting
from macros.records import Concern, Conversation, Frame, Stage, Statement, Topic


@dataclass(frozen=True, slots=True)
class Group:
    """What is about the topic at one stage: shown whole where it first belongs, else as a link."""

    stage: Stage | None
    tasks: list[Found]
    statements: list[Statement]
    elsewhere: list[Found]
    told_elsewhere: list[Statement]


def pages(setting: Setting) -> Iterator[Page]:
    """Yield the index and a page for each topic."""
    topics = list(setting.handbook.all(Topic).values())
    yield from setting.index("tema", topics)
    for topic in topics:
        yield _topic_page(setting, topic)


def _topic_page(setting: Setting, topic: Topic) -> Page:
    address = home(topic)

    def body() -> str:
        groups = _groups(setting, topic)
        shown = [record for group in groups for record in (*(one.task for one in group.tasks), *group.statements)]
        left = open_points_of(setting.handbook, {topic.ref})
        about = [
            record
            for record in setting.handbook
            if isinstance(record, Concern | Frame | Conversation) and topic.ref in record.topics
        ]
        return setting.view.render(
            "topic.html", record=topic, groups=groups, shown=shown, open_points=left, frames=about
        )

    return Page(address, topic.title, body, setting.handbook.plain(topic.text.paragraphs[0]) if topic.text else "",
                topic.origins)  # fmt: skip


def _groups(setting: Setting, topic: Topic) -> list[Group]:
    """Group by stage. A task is shown whole once, on its own topic's page; elsewhere it is a link."""
    handbook = setting.handbook
    found = tasks_about(handbook, topic)
    statements = [s for s in handbook.all(Statement).values() if s.topics[0] == topic.ref]
    others = [s for s in handbook.all(Statement).values() if topic.ref in s.topics[1:]]
    own = [one for one in found if one.task.topics[0] == topic.ref]
    groups = [
        Group(
            None,
            [one for one in own if not one.task.stages],
            [s for s in statements if not s.stages],
            [one for one in found if one not in own and not one.task.stages],
            [s for s in others if not s.stages],
        )
    ]
    for stage in handbook.all(Stage).values():
        at = [one for one in found if stage.ref in one.task.stages]
        here = [one for one in at if one in own and one.task.stages[0] == stage.ref]
        told = [s for s in statements if s.stages and s.stages[0] == stage.ref]
        linked = [s for s in others if stage.ref in s.stages]
        groups.append(Group(stage, here, told, [one for one in at if one not in here], linked))
    return [one for one in groups if one.tasks or one.statements or one.elsewhere or one.told_elsewhere]
