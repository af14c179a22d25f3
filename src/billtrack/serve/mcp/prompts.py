"""Prompts: three tasks of an office, and the tools for each."""

from __future__ import annotations

from typing import NamedTuple

from mcp_types import GetPromptResult, Prompt, PromptArgument, PromptMessage, TextContent

from billtrack.errors import InputError

_RULES = (
    "Quote only words that read_text returned, with address and source. Say what is computed by billtrack, what is not "
    "loaded, not published or failed, and as of when the data are. Follow next_cursor to the end of a list before you "
    "count or say none."
)


class Job(NamedTuple):
    """A prompt: its description, its arguments, and what it asks."""

    description: str
    arguments: tuple[str, ...]
    words: str


JOBS = {
    "brief": Job(
        "A one-page brief of a measure",
        ("measure",),
        "Write a one-page brief of {measure}: where it stands and what comes next (measure_status), what happened "
        "(measure_history), what its latest text says (read_text), and who supports it (cosponsors).",
    ),
    "what_changed": Job(
        "What changed between two texts",
        ("old", "new"),
        "Explain to a member's office what changed from {old} to {new}: use compare, list every substantive change "
        "with its address and both wordings, then the rest by class.",
    ),
    "whip_list": Job(
        "Whom to ask to sign a measure",
        ("measure",),
        "Make a whip list for {measure}: current cosponsors by party (cosponsors), then members who have not "
        "signed with the reasons to ask each (overlap_gaps with this one measure).",
    ),
}


def listed_prompts() -> list[Prompt]:
    """Define the prompts as the protocol lists them."""
    return [
        Prompt(
            name=name,
            description=job.description,
            arguments=[PromptArgument(name=each, required=True) for each in job.arguments],
        )
        for name, job in JOBS.items()
    ]


def filled_prompt(name: str, values: dict[str, str]) -> GetPromptResult:
    """Fill in a prompt.

    Raises:
        InputError: no such prompt, or an argument is missing, unknown or long.
    """
    job = JOBS.get(name)
    if job is None:
        raise InputError(f"no prompt named {name[:60]}; there are {', '.join(JOBS)}")
    if set(values) != set(job.arguments) or any(not value.strip() or len(value) > 500 for value in values.values()):
        raise InputError(f"{name} takes {' and '.join(job.arguments)}, at most 500 characters each")
    words = f"{job.words.format(**values)} {_RULES}"
    return GetPromptResult(
        description=job.description, messages=[PromptMessage(role="user", content=TextContent(text=words))]
    )
