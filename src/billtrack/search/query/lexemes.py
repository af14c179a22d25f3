"""Split a typed query into words, phrases, ``key:value``, operators and parentheses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from billtrack.model.patterns import pattern
from billtrack.model.values import Value


class LexemeKind(Enum):
    """What a piece of a query is."""

    OPEN = "("
    CLOSE = ")"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"
    NEAR = "NEAR"
    WORD = "word"
    PHRASE = "phrase"
    KEYED = "key:value"
    LONE_QUOTE = '"'


class Lexeme(Value, frozen=True):
    """One piece and its ``text``.

    ``key`` is the part before the colon, in lowercase.  ``is_prefix``: a star follows.  ``distance``: the number after
    ``NEAR/``, if any.  ``opens``: a parenthesis follows at once, as in ``NEAR(``.
    """

    kind: LexemeKind
    text: str
    key: str = ""
    is_prefix: bool = False
    distance: int | None = None
    opens: bool = False


_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"') | {"：": ":"})
_LEXEME = pattern(
    r"""
    (?P<open>\()
  | (?P<close>\))
  | (?P<minus>(?<![^\s(])[-−–](?=[^\s)−–-]))
  | (?P<near>NEAR(?:/(?P<distance>[0-9]{1,6}))?(?=[\s()]|$))
  | (?P<key>[A-Za-z][A-Za-z_-]*):(?P<value>(?:"[^"]*"|[^\s()"])+|(?=\s|$|[()]))
  | "(?P<phrase>[^"]*)"(?P<star>\*)?
  | (?P<word>[^\s()"]+)
  | (?P<quote>")
    """,
    re.VERBOSE,
)
_OPERATORS = {
    "AND": LexemeKind.AND,
    "&&": LexemeKind.AND,
    "OR": LexemeKind.OR,
    "|": LexemeKind.OR,
    "||": LexemeKind.OR,
    "NOT": LexemeKind.NOT,
}


def lexemes(text: str) -> Iterator[Lexeme]:
    """Split *text* into its pieces, in order; quotation marks of every shape count."""
    for found in _LEXEME.finditer(text.translate(_QUOTES)):
        match found.lastgroup:
            case "open":
                yield Lexeme(LexemeKind.OPEN, "(")
            case "close":
                yield Lexeme(LexemeKind.CLOSE, ")")
            case "minus":
                yield Lexeme(LexemeKind.NOT, "-")
            case "near" | "distance":
                distance = found["distance"]
                opens = found.string.startswith("(", found.end())
                yield Lexeme(
                    LexemeKind.NEAR, found[0], distance=None if distance is None else int(distance), opens=opens
                )
            case "value":
                yield Lexeme(LexemeKind.KEYED, found["value"], key=found["key"].lower().replace("-", "_"))
            case "phrase" | "star":
                yield Lexeme(LexemeKind.PHRASE, found["phrase"], is_prefix=found["star"] is not None)
            case "quote":
                yield Lexeme(LexemeKind.LONE_QUOTE, '"')
            case _:
                yield _word(found[0])


def _word(text: str) -> Lexeme:
    operator = _OPERATORS.get(text)
    return Lexeme(LexemeKind.WORD, text) if operator is None else Lexeme(operator, text)


_VALUE = pattern(r'"(?P<quoted>[^"]*)"|(?P<bare>[^",]+)')


def values_in(text: str) -> tuple[str, ...]:
    """The values of ``key:value``: separated by commas outside quotation marks; none may be empty."""
    found = (each["quoted"] if each["quoted"] is not None else each["bare"] for each in _VALUE.finditer(text))
    return tuple(value for value in (each.strip() for each in found) if value)
