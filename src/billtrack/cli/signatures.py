"""The parameters of a command as Typer shall read them: groups of options spread out, choices named in the help."""

import copy
import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Annotated, Any, Literal, get_args, get_origin

from billtrack.cli.typed import unknown_value


def is_group(parameter: inspect.Parameter) -> bool:
    """Whether *parameter* is a group of options: a named tuple."""
    return hasattr(parameter.annotation, "_field_defaults")


def options_of(group: inspect.Parameter) -> Iterator[inspect.Parameter]:
    """The fields of a group, each an option."""
    for name, default in group.annotation._field_defaults.items():
        yield group.replace(name=name, default=default, annotation=group.annotation.__annotations__[name])


def flags_of(parameter: inspect.Parameter) -> Sequence[str]:
    """The names of an option on the command line; Typer keeps the first as the default until it builds the option."""
    declared = (
        flag
        for each in getattr(parameter.annotation, "__metadata__", ())
        for flag in (each.default, *(each.param_decls or ()))
    )
    named = [flag for flag in declared if isinstance(flag, str) and flag.startswith("-")]
    return named or [f"--{parameter.name.replace('_', '-')}"]


def with_choices_in_words(parameter: inspect.Parameter) -> inspect.Parameter:
    """Name the choices of an option in its help, where a narrow screen wraps between them and cuts none."""
    kind, *declared = get_args(parameter.annotation) or (parameter.annotation,)
    choices = _choices(kind)
    if not choices or not declared or declared[0].metavar:
        return parameter
    option, name = copy.copy(declared[0]), parameter.name.rpartition("_")[2]
    option.metavar = name.upper()
    if option.autocompletion is None:
        option.autocompletion = _completing(choices)
    option.parser = _parser(name.replace("measure_", ""), choices)
    if not set(choices) <= set(re.findall(r"[\w-]+", option.help or "")):
        option.help = f"{(option.help or '').rstrip('.')}: {', '.join(choices)}."
    return parameter.replace(annotation=Annotated[kind, option])


def one_of(name: str, words: Sequence[str]) -> dict[str, Any]:
    """The settings of an option that takes one of *words*, called *name* in errors: how it is read and completed."""
    return {"parser": _parser(name, {word: word for word in words}), "autocompletion": _completing(words)}


def _parser(name: str, choices: Mapping[str, Any]) -> Callable[[str], Any]:
    """Make the function that reads one of *choices*, in either case."""

    def read(text: str) -> Any:  # noqa: ANN401 - a word, or a member of an enum
        word = text if text in choices else re.sub("[ -]+", "_", text.strip().lower())
        if word not in choices:
            raise unknown_value(name, text, tuple(choices))
        return choices[word]

    read.__name__ = name  # the help shows it
    return read


def _completing(choices: Iterable[str]) -> Callable[[str], list[str]]:
    def complete(incomplete: str) -> list[str]:
        return [each for each in choices if each.startswith(incomplete)]

    return complete


def _choices(kind: Any) -> Mapping[str, Any]:  # noqa: ANN401 - annotations have no type
    """The values of an option that takes one of a few, each by its word; none for any other."""
    if isinstance(kind, type):
        return {str(each.value): each for each in kind} if issubclass(kind, Enum) else {}
    if get_origin(kind) is Literal:
        return {word: word for word in get_args(kind)}
    return next(filter(None, map(_choices, get_args(kind))), {})


def without_letters(annotation: Any) -> Any:  # noqa: ANN401 - annotations have no type
    """The same option without a short form."""
    kind, option = get_args(annotation)
    option = copy.copy(option)
    option.param_decls = tuple(flag for flag in option.param_decls or () if flag.startswith("--"))
    return Annotated[kind, option]


def leave_reading_to_billtrack(parameters: Iterable[inspect.Parameter]) -> None:
    """Keep Typer from checking that files can be read: that is an input error (3), not a usage error (2)."""
    for each in parameters:
        for declared in getattr(each.annotation, "__metadata__", ()):
            declared.readable = False
