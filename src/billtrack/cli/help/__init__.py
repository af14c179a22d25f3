"""``billtrack help``: the topics, Markdown files beside this module, and the help of each command.

``search`` and ``votes`` are names of both: the topic is shown, and it refers to the help of the command.
"""

import difflib
from importlib import resources
from typing import Annotated

import typer

from billtrack.cli.commands import COMMANDS
from billtrack.cli.options import CommonOptions
from billtrack.cli.program import run_command
from billtrack.cli.reports import DONE, UsageError

_COMMAND_NAMES = tuple(entry.name for entry in COMMANDS)


def topics() -> tuple[str, ...]:
    """List the names of the topics, in alphabetical order."""
    files = resources.files(__name__).iterdir()
    return tuple(sorted(file.name.removesuffix(".md") for file in files if file.name.endswith(".md")))


def topic_text(topic: str) -> str:
    """Read the Markdown of one of the ``topics``; its first line is its title."""
    return resources.files(__name__).joinpath(f"{topic}.md").read_text(encoding="utf-8")


def _complete(incomplete: str) -> list[str]:
    return [name for name in (*topics(), *_COMMAND_NAMES) if name.startswith(incomplete)]


TopicArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="TOPIC", help="A topic or a command; without one, list the topics.", autocompletion=_complete
    ),
]


def show_help(topic: TopicArgument = None) -> int:
    """Explain a topic, such as formats, search or exit-codes."""
    if topic is None or topic in topics():
        from billtrack.output.console import emit_markdown  # noqa: PLC0415 - loads msgspec; Typer writes other help

        emit_markdown(_contents() if topic is None else topic_text(topic), CommonOptions().output())
        return DONE
    if topic in _COMMAND_NAMES:
        return run_command([topic, "--help"])
    raise UsageError(_unknown(topic))


def _contents() -> str:
    titles = "".join(f"- `{each}`: {topic_text(each).splitlines()[0].removeprefix('# ')}\n" for each in topics())
    return (
        f"# Help topics\n\n{titles}\n"
        "`billtrack help TOPIC` explains a topic, `billtrack help COMMAND` a command. `billtrack --help` lists the "
        "commands.\n"
    )


def _unknown(topic: str) -> str:
    near = difflib.get_close_matches(topic, [*topics(), *_COMMAND_NAMES], n=1)
    meant = f"; did you mean {near[0]}?" if near else f" (one of {', '.join(topics())})"
    return f"unknown help topic {topic!r}{meant}"
