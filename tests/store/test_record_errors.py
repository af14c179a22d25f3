"""What a record is refused for, word for word: where it is, what was found, what was expected, what is nearest."""

from __future__ import annotations

from typing import TypeAlias

import pytest

from billtrack.errors import InputError
from billtrack.store.records import MAX_BYTES, parse_record

HEAD = "schema: billtrack/1\nid: hres1-115\ntitle: On whales.\n"
SIGNED = HEAD + "cosponsors:\n  - {bioguide_id: W1, name: A, party: I, state: MA, %s, is_original_cosponsor: true}\n"
COSPONSOR = SIGNED % "sponsorship_date: 2017-01-03"
TEXT = HEAD + "text_versions:\n  - version_code: ih\n    coverage: complete\n"

Rows: TypeAlias = dict[str, tuple[str | bytes, str]]


def refusal(record: str | bytes) -> str:
    with pytest.raises(InputError) as caught:
        parse_record(record if isinstance(record, bytes) else record.encode(), file="bills/hres1-115.yaml")
    message = str(caught.value)
    assert message.startswith("bills/hres1-115.yaml:")
    return message.removeprefix("bills/hres1-115.yaml:")


NOT_A_RECORD: Rows = {
    "nothing": ("", "1:1: the file is empty"),
    "comment": ("# soon\n", "1:1: the file is empty"),
    "list": ("- a\n", "1:1: found a list, expected a record, its first line schema: billtrack/1"),
    "words": (
        "just words\n",
        "1:1: found the text 'just words', expected a record, its first line schema: billtrack/1",
    ),
    "no_schema": ("id: hres1-115\n", "1:1: the key schema is missing, expected schema: billtrack/1"),
    "later": (
        "schema: billtrack/2\nid: a new kind of id\nunknown: 1\n",
        "1:9: schema: written by a newer billtrack (billtrack/2); this one reads billtrack/1: upgrade billtrack",
    ),
    "other": ("schema: bills/1\n", "1:9: schema: found the text 'bills/1', expected billtrack/1"),
    "number": ("schema: 1\n", "1:9: schema: found the integer 1, expected billtrack/1"),
}

KEYS: Rows = {
    "unknown": (HEAD + "titel: y\n", "4:1: found the key 'titel', expected a known key; nearest is title"),
    "unknown_inside": (
        COSPONSOR.replace("party:", "partei:"),
        "5:32: cosponsors[0]: found the key 'partei', expected a known key; nearest is party",
    ),
    "unlike_any": (
        HEAD + "laws: [{type: Public Law, number: 115-1, zzz: 1}]\n",
        "4:42: laws[0]: found the key 'zzz', expected a known key (type, number)",
    ),
    "twice": (HEAD + "title: y\n", "4:1: found the key 'title' a second time, first on line 3: keep one of them"),
    "missing": ("schema: billtrack/1\nid: hres1-115\n", "1:1: the key title is missing"),
    "missing_inside": (COSPONSOR.replace("party: I, ", ""), "5:5: cosponsors[0]: the key party is missing"),
    "complex": (HEAD + "? [a]\n: b\n", "4:3: found a list or mapping as a key: keys are single words"),
    "merge": (
        HEAD + "laws: [{type: Public Law, number: 115-1, <<: {a: b}}]\n",
        "4:42: laws[0]: found the key '<<', expected a known key (type, number)",
    ),
    "yes_is_no_boolean": (
        HEAD + "laws: [{type: Public Law, number: 115-1, yes: b}]\n",
        "4:42: laws[0]: found the key 'yes', expected a known key (type, number)",
    ),
}

VALUES: Rows = {
    "no_such_day": (
        SIGNED % "sponsorship_date: 2017-02-30",
        "5:71: found 2017-02-30, which is not a calendar day: expected a date like 2017-05-23",
    ),
    "quoted_date": (
        SIGNED % 'sponsorship_date: "2017-01-03"',
        (
            "5:71: cosponsors[0].sponsorship_date: found the text '2017-01-03', expected a date like 2017-05-23: "
            "write it without quotes"
        ),
    ),
    "no_date": (
        SIGNED % "sponsorship_date: soon",
        "5:71: cosponsors[0].sponsorship_date: found the text 'soon', expected a date like 2017-05-23",
    ),
    "yes": (
        COSPONSOR.replace("true", "yes"),
        "5:106: cosponsors[0].is_original_cosponsor: found the text 'yes', expected true or false",
    ),
    "quoted_true": (
        COSPONSOR.replace("true", '"true"'),
        (
            "5:106: cosponsors[0].is_original_cosponsor: found the text 'true', expected true or false: "
            "write it without quotes"
        ),
    ),
    "integer_for_text": (
        COSPONSOR.replace("party: I", "party: 1"),
        '5:39: cosponsors[0].party: found the integer 1, expected text: write it in quotes, "1"',
    ),
    "true_for_text": (
        COSPONSOR.replace("party: I", "party: true"),
        '5:39: cosponsors[0].party: found true, expected text: write it in quotes, "true"',
    ),
    "date_for_text": (
        HEAD + "notes: 2017-05-23\n",
        '4:8: notes: found the date 2017-05-23, expected text: write it in quotes, "2017-05-23"',
    ),
    "list_for_text": (HEAD + "notes: [a]\n", "4:8: notes: found a list, expected text"),
    "octal": (
        SIGNED % "district: 07, sponsorship_date: 2017-01-03",
        "5:63: cosponsors[0].district: found the text '07', expected an integer",
    ),
    "quoted_integer": (
        SIGNED % 'district: "7", sponsorship_date: 2017-01-03',
        "5:63: cosponsors[0].district: found the text '7', expected an integer: write it without quotes",
    ),
    "null": (HEAD + "policy_area: null\n", "4:14: found no value (null): leave out what is not loaded"),
    "tilde": (HEAD + "policy_area: ~\n", "4:14: found no value (~): leave out what is not loaded"),
    "nothing": (HEAD + "policy_area:\n", "4:13: found no value: leave out what is not loaded"),
    "nearest": (
        TEXT.replace("complete", "compleet"),
        (
            "6:15: text_versions[0].coverage: found the text 'compleet', expected one of complete, partial, none; "
            "nearest is complete"
        ),
    ),
    "nothing_near": (
        TEXT.replace("complete", "1"),
        "6:15: text_versions[0].coverage: found the integer 1, expected one of complete, partial, none",
    ),
    "closed_words": (
        TEXT + "    excerpts: [{part: whereas, text: a, source: b}]\n",
        (
            "7:23: text_versions[0].excerpts[0].part: found the text 'whereas', "
            "expected one of preamble, resolved, section"
        ),
    ),
    "either": (
        TEXT + "    preamble: [1]\n",
        (
            "7:16: text_versions[0].preamble[0]: found the integer 1, expected text or a mapping of keys: "
            'write it in quotes, "1"'
        ),
    ),
    "text_for_list": (
        TEXT + "    preamble: Whereas\n",
        "7:15: text_versions[0].preamble: found the text 'Whereas', expected a list",
    ),
    "day_for_moment": (
        HEAD + "update_date: 2017-01-03\n",
        "4:14: update_date: found the date 2017-01-03, expected a date and time like 2017-05-23T15:45:15Z",
    ),
    "no_moment": (
        HEAD + "update_date: yesterday\n",
        "4:14: update_date: found the text 'yesterday', expected a date and time like 2017-05-23T15:45:15Z",
    ),
    "short_time": (
        HEAD + "actions: [{action_date: 2017-01-03, action_time: 15:45}]\n",
        "4:50: actions[0].action_time: found the text '15:45', expected a time like \"15:45:15\"",
    ),
    "citation": (
        HEAD + "related_measures: [{id: H.Res. 5, relationship_type: x}]\n",
        "4:25: related_measures[0].id: found the text 'H.Res. 5', expected a measure ID like hres351-115",
    ),
    "capitals": (
        HEAD.replace("hres1", "HRES1"),
        "2:5: id: found the text 'HRES1-115', expected a measure ID like hres351-115",
    ),
    "long": (
        HEAD + f"tags: {'long ' * 30}\n",
        f"4:7: tags: found the text '{'long ' * 12}...', expected a list",
    ),
    "escape_codes": (HEAD + 'tags: "\\e[31m"\n', "4:7: tags: found the text '\\x1b[31m', expected a list"),
}

YAML: Rows = {
    "colon": (
        HEAD + "notes: a: b\n",
        ('4:9: not readable as YAML: mapping values are not allowed in this context; put text with ": " in quotes'),
    ),
    "tab": (
        HEAD + "tags:\n\t- a\n",
        (
            "5:1: not readable as YAML: while scanning for the next token, "
            "found character that cannot start any token; indent with spaces, not tabs"
        ),
    ),
    "at_sign": (
        HEAD + "notes: @home\n",
        (
            "4:8: not readable as YAML: while scanning for the next token, "
            "found character that cannot start any token; put text that starts with @ in quotes"
        ),
    ),
    "open_quote": (
        HEAD + "notes: 'a\n",
        "5:1: not readable as YAML: while scanning a quoted scalar, found unexpected end of stream",
    ),
    "half_a_pair": (
        HEAD + 'notes: "\\ud800"\n',
        "4:11: not readable as YAML: while parsing a quoted scalar, found invalid Unicode character escape code",
    ),
    "anchor": (HEAD + "tags: &a [x]\n", "4:7: found the anchor &a: write the value where it is needed"),
    "alias": (HEAD + "notes: *a\n", "4:8: found the alias *a: write the value again"),
    "tag": (HEAD + "notes: !!str x\n", "4:8: found the tag !!str: write the value without it"),
    "two": (HEAD + "---\n" + HEAD, "4:1: found a second document: keep one document per file"),
    "directive": ("%YAML 1.1\n---\n" + HEAD, "1:1: found a % directive: remove it"),
    "deep": (
        HEAD + "tags: " + "[" * 200,
        "4:106: found more than 100 levels of nesting, the limit",
    ),
}

CHARACTERS: Rows = {
    "latin_1": (
        (HEAD + "notes: café\n").encode("latin-1"),
        "4:11: found the byte 0xE9, expected UTF-8: save the file as UTF-8",
    ),
    "utf_16": (HEAD.encode("utf-16"), "1:1: found UTF-16, expected UTF-8: save the file as UTF-8"),
    "nul": (
        HEAD + "notes: a\0b\n",
        '4:9: found the control character U+0000: remove it, or write "\\x00" in quotes',
    ),
    "hidden_line_break": (
        HEAD + "notes: a\u2028b\n",
        '4:9: found the control character U+2028: remove it, or write "\\u2028" in quotes',
    ),
    "carriage_returns": (
        (HEAD + "titel: y\n").replace("\n", "\r\n"),
        "4:1: found the key 'titel', expected a known key; nearest is title",
    ),
    "byte_order_mark": (
        "\ufeffschema: billtrack/1\nid: hres1-115\n",
        "1:1: the key title is missing",
    ),
    "too_large": (
        HEAD + "#" * MAX_BYTES,
        (
            " 8,000,052 bytes, expected at most 8,000,000: "
            "keep a long text as official XML beside the records, named by its key file"
        ),
    ),
}
TABLE = {
    f"{table}-{name}": row
    for table, rows in {
        "not_a_record": NOT_A_RECORD,
        "keys": KEYS,
        "values": VALUES,
        "yaml": YAML,
        "characters": CHARACTERS,
    }.items()
    for name, row in rows.items()
}


@pytest.mark.parametrize(("record", "message"), TABLE.values(), ids=TABLE.keys())
def test_a_refusal_says_what_is_wrong(record: str | bytes, message: str) -> None:
    assert refusal(record) == message


@pytest.mark.parametrize("bomb", ["- x\n" * 600_000, "k: &a [x]\n", "[" * 7_000_000, "? " * 3_000_000])
def test_a_bomb_is_refused_before_it_grows(bomb: str) -> None:
    assert "found" in refusal(bomb)


@pytest.mark.parametrize(
    "word", ["yes", "No", "on", "off", "0123", "1_000", "0x1f", "15:36:00", ".inf", "1e3", "=", "1.0"]
)
def test_words_that_other_readers_take_for_something_else_are_texts(word: str) -> None:
    assert parse_record(f"{HEAD}notes: {word}\n".encode(), file="it").notes == word
