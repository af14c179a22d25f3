"""The words and options that select measures from all that is held, for every command that takes a selection."""

from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, TypeAlias

import typer

from billtrack.cli.completion import complete_stages, complete_types
from billtrack.cli.typed import parse_congress, parse_member, parse_stage, parse_types
from billtrack.model.choices import Position

if TYPE_CHECKING:
    from billtrack.status.listing import ListFilter

StageFilter: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--stage",
        parser=parse_stage,
        metavar="STAGE",
        help="Only measures at this stage, such as agreed_to; may be repeated.",
        autocompletion=complete_stages,
    ),
]
TypeFilter: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--type",
        parser=parse_types,
        metavar="TYPE",
        help="Only measures of this type, such as hres, bill or resolution; may be repeated.",
        autocompletion=complete_types,
    ),
]


class Selection(NamedTuple):
    """The options of a selection, each a field; a command takes them as one parameter (``reading_command``)."""

    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WORDS]...", help="Only measures with all these words in one of their titles."),
    ] = None
    stage: StageFilter = None
    measure_type: TypeFilter = None
    congress: Annotated[
        list[int] | None,
        typer.Option(
            "--congress",
            parser=parse_congress,
            metavar="N",
            help="Only measures of this Congress, such as 119; may be repeated.",
        ),
    ] = None
    sponsor: Annotated[
        list[Any] | None,
        typer.Option(
            "--sponsor",
            parser=parse_member,
            metavar="MEMBER",
            help="Only measures with this sponsor: name, state or Bioguide ID; may be repeated.",
        ),
    ] = None
    tag: Annotated[
        list[str] | None, typer.Option("--tag", metavar="TAG", help="Only measures you tagged TAG; may be repeated.")
    ] = None
    position: Annotated[
        list[Position] | None, typer.Option("--position", help="Only measures you marked so; may be repeated.")
    ] = None
    priority: Annotated[
        list[int] | None,
        typer.Option("--priority", metavar="N", help="Only measures you gave this priority; may be repeated."),
    ] = None
    owner: Annotated[
        list[str] | None,
        typer.Option(
            "--owner", metavar="NAME", help="Only measures whose owner has these words in the name; may be repeated."
        ),
    ] = None

    def filter(self) -> "ListFilter":
        """Make the filter of the values given."""
        from billtrack.model.measure_names import MeasureType  # noqa: PLC0415 - help selects nothing
        from billtrack.status.listing import ListFilter  # noqa: PLC0415 - the same
        from billtrack.status.stages import Stage  # noqa: PLC0415 - the same

        return ListFilter(
            stages=frozenset(map(Stage, self.stage or ())),
            types=frozenset(MeasureType(kind) for kinds in self.measure_type or () for kind in kinds),
            congresses=frozenset(self.congress or ()),
            sponsors=tuple(fact for facts in self.sponsor or () for fact in facts),
            tags=frozenset(self.tag or ()),
            positions=frozenset(self.position or ()),
            priorities=frozenset(self.priority or ()),
            owners=tuple(self.owner or ()),
            words=" ".join(self.words or ()),
        )
