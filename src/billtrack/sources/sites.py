"""Where an official service is, and where a redirect from it may lead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from billtrack.errors import InputError

OFFICIAL_HOSTS = frozenset(
    {
        *("www.govinfo.gov", "govinfo.gov", "api.congress.gov"),
        *("clerk.house.gov", "www.senate.gov", "senate.gov"),
        *("raw.githubusercontent.com", "api.github.com"),  # the files of unitedstates/congress-legislators
    }
)
"""Redirects may lead only here, over HTTPS, or to the configured service itself."""

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

_PLACE = re.compile(r"(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::[0-9]*)?", re.IGNORECASE | re.ASCII)

Origin = tuple[str, str, int]
"""Scheme, host and port."""


@dataclass(frozen=True, slots=True)
class Site:
    """The address of a service: ``https://www.govinfo.gov``, a mirror, or a test server."""

    address: str
    origin: Origin

    @property
    def is_private(self) -> bool:
        """Whether nobody in between can read what is sent."""
        return self.origin[0] == "https" or self.origin[1] in _LOOPBACK


def parse_site(address: str) -> Site:
    """Parse the address of a service; a trailing slash does not matter.

    Raises:
        InputError: not an http or https address, or one with user, password, query or fragment; the message does not
            show it, since it may contain a secret.
    """
    try:
        parts = urlsplit(address.strip())
        origin = origin_of(parts)
    except ValueError:
        origin, parts = None, urlsplit("")
    if origin is None:
        raise InputError(
            "not the address of a source (expected one like https://www.govinfo.gov, without user and password)"
        )
    if parts.query or parts.fragment:
        raise InputError(f"the address of a source ({origin[1]}) must not have a query or a fragment")
    return Site(address.strip().rstrip("/"), origin)


def origin_of(parts: SplitResult) -> Origin | None:
    r"""Give scheme, host and port; ``None`` if it is not a plain web address; ValueError for an impossible port.

    Plain, because parsers disagree about the host of ``https://example.net\@www.govinfo.gov``.
    """
    if parts.scheme not in {"http", "https"} or not parts.hostname or _PLACE.fullmatch(parts.netloc) is None:
        return None
    return parts.scheme, parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)


def redirected(url: str, location: str, *, site: Site) -> str:
    """Resolve a redirect from *url*.

    Raises:
        InputError: not a web address, or outside the official hosts and *site*; the message begins "redirects".
    """
    try:
        target = urljoin(url, location)
        origin = origin_of(urlsplit(target))
    except ValueError:
        target, origin = url, None
    if origin is None:
        raise InputError("redirects to something that is not a web address")
    is_official = origin[0] == "https" and origin[1] in OFFICIAL_HOSTS and origin[2] == 443
    if origin != site.origin and not is_official:
        raise InputError(f"redirects to {origin[0]}://{origin[1]}, which is not an official source; not followed")
    return target
