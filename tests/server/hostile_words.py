"""Words that terminals, spreadsheets, browsers and readers would obey, and records full of them."""

from __future__ import annotations

import re

import msgspec

from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Measure

PAYLOADS = {
    "ANSI": "\x1b[31mred\x1b[2J\x1b[H",
    "OSC": "\x1b]0;owned\x07\x1b]8;;http://evil.example\x1b\\x\x1b]52;c;cm0gLXJm\x07",
    "C1": "\x9b31m\x9d0;owned\x9c\x90q\x9c",
    "lines": "a\rb\n\nbilltrack: error: no\x0b\x0c\x85\u2028\u2029c\bd\x7f",
    "bidi": "\u202etxet\u202c \u2066a\u2069 \u200e\u200f\u061c",
    "invisible": "a\u200bb\u200cc\u200dd\u2060e\ufefff\U000e0041",
    "Rich": "[red]x[/red] [link=http://evil.example]y[/link] [/] [bold",
    "formula": "=1+cmd|'/c calc'!A0",
    "plus": "+1",
    "at": "@SUM(1)",
    "minus": "-2+3",
    "tab": "\t=1+1",
    "quoted formula": '"=1+1',
    "HTML": "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><svg/onload=alert(1)>&lt;b&gt;]]>-->",
    "Markdown": "[x](javascript:alert(1)) ![y](http://evil.example/z) <http://evil.example> `a` | *b* # c",
    "climbing": "../../../../etc/passwd\\..\\x:con",
    "format": "%s %n {0} {x!r} ${HOME} $(id) `id` ;id",
    "long": "w" * 3000,
}
PAYLOADS["all"] = " ".join(PAYLOADS.values())


def hostile_record(record: Measure, payload: str) -> Measure:
    """A record with *payload* in every text where the model takes it."""
    values = msgspec.to_builtins(record, enc_hook=str)
    keeps = {"schema", "id", "version_code", "part", "url", "source", "file", "system_code", "bioguide_id"}

    def poisoned(value: object, key: str) -> object:
        if isinstance(value, dict):
            return {inner: poisoned(each, inner) for inner, each in value.items()}
        if isinstance(value, list):
            return [poisoned(each, key) for each in value]
        if not isinstance(value, str) or key in keeps or re.fullmatch(r"[\d:TZ+.-]+|[a-z_]+", value):
            return value
        return payload + " " + value

    return msgspec.convert(poisoned(values, ""), Measure, dec_hook=lambda _, text: parse_measure_id(text), strict=False)
