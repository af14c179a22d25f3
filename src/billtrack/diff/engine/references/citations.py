"""Citations of texts outside the bill: the Code, public laws, statutes, regulations, orders, measures, rules."""

from __future__ import annotations

from billtrack.model.patterns import pattern

_PLACE = r"\d+[A-Za-z]{0,4}(?:[-‐‑–.]\d+[A-Za-z]{0,4})*(?:\([0-9A-Za-z]{1,6}\))*"
_HYPHEN = r"[-‐‑–]"

MARKS = (
    *(
        "U.S.",
        "U. S.",
        "CFR",
        "C.F.R",
        "Law",
        "Pub.",
        "Stat.",
        "Reg.",
        "F.R.",
        "Executive",
        "Res.",
        "H.",
        "S. ",
        "ule X",
    ),
    *("ule I", "ule V", "ule L"),
)
"""Every citation contains one of these."""

CITATION = pattern(
    rf"\b\d+\s+(?:U\.\s?S\.\s?C\.|U\.\s?S\.\s?Code|C\.?F\.?R\.?)\s*(?:App\.?\s+|§+\s*|parts?\s+)?{_PLACE}"
    rf"(?:(?:,\s+{_PLACE})*,?\s+(?:and|or|through)\s+(?:{_PLACE}|\([0-9A-Za-z]{{1,6}}\)))*"
    rf"|\bPublic\s+Laws?\s+\d+{_HYPHEN}\d+(?:(?:,\s+\d+{_HYPHEN}\d+)*,?\s+(?:and|or)\s+\d+{_HYPHEN}\d+)?"
    rf"|\bPub\.\s?L\.\s+(?:No\.\s+)?\d+{_HYPHEN}\d+"
    r"|\b\d+\s+(?:Stat\.|Fed\.\s?Reg\.|F\.R\.)\s+\d+(?:,\d{3})*"
    r"|\bExecutive\s+Orders?\s+(?:No\.\s+|Number\s+)?\d+"
    r"|(?<![.\w])(?:H|S)\.\s?(?:R\.|(?:J\.\s?|Con\.\s?)?Res\.)?\s?\d+(?![\d,.]*\d)"
    r"|\bclauses?\s+\d+(?:\([0-9A-Za-z]{1,6}\))*(?:\s+(?:and|or)\s+\d+)?\s+of\s+rule\s+[IVXLC]+\b"
    r"|\b[Rr]ules?\s+[IVXLC]+\b"
)
"""A whole citation with its number; it never cites a clause of the text it is in."""
