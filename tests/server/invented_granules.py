"""Invented granules of the Congressional Record, set as GPO sets them."""

from __future__ import annotations

HEAD = """<html>
<body><pre>
[Congressional Record Volume 171, Number 58 (Tuesday, April 1, 2025)]
[Senate]
[Page S100]

"""
NO_TEXT = f"{HEAD}                      LEGISLATIVE SESSION\n\n  Mr. SAMPLE. Mr. President, lamps.\n</pre>\n".encode()


def agreed_granule(number: int, *, place: str = "Gull Rock") -> bytes:
    """S.Res. *number* as the Senate agreed to it, on page S100 of 1 April 2025."""
    return (
        f"{HEAD}                     HONORING THE KEEPERS\n\n"
        f"  The resolution (S. Res. {number}) was agreed to.\n"
        "  The preamble was agreed to.\n"
        "  The resolution, with its preamble, reads as follows:\n\n"
        f"                              S. Res. {number}\n\n"
        f"       Whereas the lamp of {place} was lit every night for a \n"
        "     hundred years: Now, therefore, be it\n"
        "       Resolved, That the Senate--\n"
        "       (1) honors the keepers; and\n"
        "       (2) thanks them.\n"
        "\n                          ____________________\n</pre></body></html>\n"
    ).encode()
