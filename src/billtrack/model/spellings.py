"""The words people and sources use for types of measures, and for documents that are not measures.

Tables only, without the grammar that uses them (``billtrack.model.identifiers``).  Words are in lowercase letters,
without dots, spaces and hyphens: "H. Con. Res." is ``hconres``.
"""

from __future__ import annotations

from itertools import product

from billtrack.model.measure_names import MeasureType


def _type_words() -> dict[str, MeasureType]:
    chambers = {"h": ("h", "hr", "house"), "s": ("s", "sen", "senate")}
    kinds = {
        "res": ("res", "resolution", "simpleresolution"),
        "jres": ("jres", "jresolution", "jtres", "jointres", "jointresolution"),
        "conres": ("conres", "con", "concres", "conresolution", "concurrentres", "concurrentresolution"),
    }
    resolutions = {
        letters + kind: MeasureType(chamber + suffix)
        for chamber, suffix in product(chambers, kinds)
        for letters, kind in product(chambers[chamber], kinds[suffix])
    }
    bills = {"hr": MeasureType.HR, "hrbill": MeasureType.HR, "housebill": MeasureType.HR}
    return resolutions | bills | {"s": MeasureType.S, "sbill": MeasureType.S, "senatebill": MeasureType.S}


TYPE_WORDS = _type_words()
"""Every spelling of a type; The Bluebook's "H.R. Res." is an ``hres``, not an ``hr``."""

GOVTRACK_TYPES = dict(zip(("h", "s", "hj", "sj", "hc", "sc", "hr", "sr"), MeasureType, strict=True))
"""The types in GovTrack's former addresses; there ``hr`` was a House resolution."""

_DOCUMENTS = {
    "an amendment": "amdt amendment sa ha samdt hamdt suamdt samendment hamendment senateamendment houseamendment",
    "a committee report": "rept report hrept hrpt hreport housereport srept srpt sreport senatereport exrept crpt",
    "a congressional document": "hdoc housedoc housedocument sdoc senatedoc senatedocument",
    "a law": "pl publ publaw publiclaw plaw law pvtl pvtlaw privlaw privatelaw stat usc uscode cfr fedreg fr",
    "a court decision": "us sct",
    "a nomination": "pn nomination presidentialnomination",
    "a treaty document": "treaty treatydoc treatydocument tdoc",
    "a page of the Congressional Record": "cr congrec congressionalrecord rec rech recs rece recd",
}
OTHER_DOCUMENTS = {word: document for document, words in _DOCUMENTS.items() for word in words.split()}
"""Words of citations that look like a measure's, and what they cite."""

OTHER_ADDRESSES = {
    "an amendment": r"(?:^|/)amendments?/",
    "a committee report": r"(?:^|/)(?:committee-report|congressional-report|crpt)s?[/-]",
    "a law": r"(?:^|/)(?:laws?|plaws?|public-laws)[/-]",
    "a nomination": r"(?:^|/)nominations?/",
    "a treaty document": r"(?:^|/)treat(?:y|ies|y-document)/",
}
"""Addresses on official sites that are not measures, and what they are."""

USLM_LEVELS = {
    "d": "division",
    "t": "title",
    "st": "subtitle",
    "ch": "chapter",
    "sch": "subchapter",
    "pt": "part",
    "spt": "subpart",
    "s": "section",
}
"""The prefixes of levels in a USLM identifier; levels inside a section have none."""

LOOKALIKES = (
    {ord(mark): "-" for mark in "‐‑‒–—―−_"} | {ord(mark): " " for mark in "\"'`´“”‘’„‟‚‛«»‹›"} | {ord("\\"): "/"}
)
"""Characters after NFKC, and their meaning in a name: dashes, quotation marks, folder separators."""
