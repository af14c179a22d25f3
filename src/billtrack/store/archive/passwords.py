"""The password in the address of a server, apart from it: what is sent to other machines is written down there."""

from __future__ import annotations

from urllib.parse import parse_qsl, unquote

from billtrack.store.archive_address import Server

_SECRETS = frozenset({"password", "sslpassword"})


def password_of(server: Server) -> str | None:
    """Find the password in the address of *server*; the one among the parameters counts, as in libpq.

    Raises:
        ValueError: the address is not well formed, so nobody knows where in it a password is.
    """
    if not server.is_well_formed:
        raise ValueError(f"{server}: not an address of a server")
    before, _, query = server.secret.partition("?")
    user, at, _ = before.partition("://")[2].rpartition("@")
    _, colon, own = user.partition(":")
    named = dict(parse_qsl(query, keep_blank_values=True)).get("password")
    return named if named is not None else unquote(own) if at and colon else None


def without_password(server: Server) -> Server:
    """Give the address of *server*, which is well formed, without its passwords."""
    before, _, query = server.secret.partition("?")
    way, _, rest = before.partition("://")
    user, at, where = rest.rpartition("@")
    kept = [each for each in query.split("&") if each and unquote(each.partition("=")[0]) not in _SECRETS]
    return Server(f"{way}://{user.partition(':')[0]}{at}{where}{'?' if kept else ''}{'&'.join(kept)}")
