"""The place of an archive: the path of a file, or the address of a PostgreSQL server.

An address may hold a password.  ``str`` and ``repr`` of a server never show it, nor the user or the parameters.  They
show the scheme, hosts and database of a well-formed address, and nothing of any other.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeAlias
from urllib.parse import parse_qsl, unquote

from billtrack.model.patterns import pattern

_SERVER = pattern(r"\s*postgres[a-z0-9+]*:|.*://|.*password\s*=", re.IGNORECASE | re.DOTALL)
"""An address that is meant for a server, well formed or not; it must not be treated as a file name, which is shown."""
_HOST = r"(?:[A-Za-z0-9._-]*|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?"
_WELL_FORMED = pattern(
    r"postgres(?:ql)?://"
    r"(?:[^:@/?#\[\]\s]*(?::[^:@/?#\[\]\s]*)?@)?"
    rf"(?P<hosts>{_HOST}(?:,{_HOST})*)"
    r"(?P<database>/[A-Za-z0-9._-]*)?"
    r"(?:\?[^?#\s]*)?"
)
_SECRETS = frozenset({"password", "sslpassword"})


class Server:
    """The address of a PostgreSQL server; ``secret`` is all of it, for the driver alone."""

    def __init__(self, secret: str) -> None:
        self.secret = secret
        self._found = _WELL_FORMED.fullmatch(secret)

    @property
    def is_well_formed(self) -> bool:
        """Whether it may be passed to the driver, which prints addresses that it cannot parse."""
        return self._found is not None

    @property
    def password(self) -> str | None:
        """The password in it; the one among the parameters counts, as in libpq.

        Raises:
            ValueError: the address is not well formed, so nobody knows where in it a password is.
        """
        if not self.is_well_formed:
            raise ValueError(f"{self}: not an address of a server")
        before, _, query = self.secret.partition("?")
        user, at, _ = before.partition("://")[2].rpartition("@")
        _, colon, own = user.partition(":")
        named = dict(parse_qsl(query, keep_blank_values=True)).get("password")
        return named if named is not None else unquote(own) if at and colon else None

    def without_password(self) -> Server:
        """Give the address, which is well formed, without its passwords: who is sent it may write it down."""
        before, _, query = self.secret.partition("?")
        way, _, rest = before.partition("://")
        user, at, where = rest.rpartition("@")
        kept = [each for each in query.split("&") if each and unquote(each.partition("=")[0]) not in _SECRETS]
        return Server(f"{way}://{user.partition(':')[0]}{at}{where}{'?' if kept else ''}{'&'.join(kept)}")

    def __str__(self) -> str:
        return (
            f"postgresql://{self._found['hosts']}{self._found['database'] or ''}" if self._found else "postgresql://..."
        )

    def __repr__(self) -> str:
        return f"Server({self})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Server) and other.secret == self.secret

    def __hash__(self) -> int:
        return hash(self.secret)

    def __reduce__(self) -> tuple[type[Server], tuple[str]]:
        return Server, (self.secret,)


Address: TypeAlias = Path | Server


def parse_address(text: str | Path) -> Address:
    """Read the address of an archive: ``postgresql://...``, or a path."""
    return Server(text) if isinstance(text, str) and _SERVER.match(text) else Path(text)
