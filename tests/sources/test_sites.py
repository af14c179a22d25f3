from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrack.errors import InputError
from billtrack.sources.sites import OFFICIAL_HOSTS, parse_site, redirected

SITE = parse_site("http://127.0.0.1:8080/v3/")


def test_a_site_is_its_address_without_the_last_slash() -> None:
    assert SITE.address == "http://127.0.0.1:8080/v3"
    assert SITE.origin == ("http", "127.0.0.1", 8080)


@pytest.mark.parametrize(
    "address",
    ["", "govinfo.gov", "ftp://govinfo.gov", "https://", "http://[::1", "http://a:99999", "file:///etc", "//x"],
)
def test_what_is_no_web_address_is_refused(address: str) -> None:
    with pytest.raises(InputError, match="not the address of a source"):
        parse_site(address)


@pytest.mark.parametrize(
    "address", ["https://me:secret@mirror.example", "https://m.example/?api_key=secret", "https://m.example/#secret"]
)
def test_an_address_with_more_in_it_is_refused_and_not_shown(address: str) -> None:
    with pytest.raises(InputError) as refusal:
        parse_site(address)
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize(
    ("address", "private"),
    [
        ("https://mirror.example", True),
        ("http://mirror.example", False),
        ("http://localhost:1", True),
        ("http://[::1]:1", True),
    ],
)
def test_only_https_and_this_machine_are_private(address: str, private: bool) -> None:
    assert parse_site(address).is_private is private


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/elsewhere", "http://127.0.0.1:8080/elsewhere"),
        ("http://127.0.0.1:8080/x", "http://127.0.0.1:8080/x"),
        ("https://www.govinfo.gov/content/pkg/x", "https://www.govinfo.gov/content/pkg/x"),
        ("https://api.congress.gov:443/v3", "https://api.congress.gov:443/v3"),
    ],
)
def test_redirects_inside_the_service_and_to_official_hosts_are_followed(location: str, target: str) -> None:
    assert redirected("http://127.0.0.1:8080/v3/a", location, site=SITE) == target


@pytest.mark.parametrize(
    "location",
    [
        "http://www.govinfo.gov/x",
        "https://www.govinfo.gov:8443/x",
        "https://www.govinfo.gov.example/x",
        "https://www.govinfo.gov@example.net/x",
        "https://example.net/https://www.govinfo.gov/",
        "//example.net/x",
        "https://127.0.0.1:8080/x",
        "http://127.0.0.1:8081/x",
        "http://127.0.0.2:8080/x",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://[::1",
        "https://xn--80ak6aa92e.com/",
        "https://www.govinfo.gov\\@example.net/",
        "https://example.net\\@www.govinfo.gov/",
        "https://user@www.govinfo.gov/",
        "https://www.govinfo.gov\t@example.net/",
    ],
)
def test_redirects_anywhere_else_are_not(location: str) -> None:
    with pytest.raises(InputError, match="redirects to"):
        redirected("http://127.0.0.1:8080/v3/a", location, site=SITE)


@given(st.text(max_size=60))
def test_wherever_a_redirect_leads_it_is_the_service_or_an_official_host(location: str) -> None:
    try:
        target = redirected("http://127.0.0.1:8080/v3/a", location, site=SITE)
    except InputError:
        return
    assert target.startswith(("http://127.0.0.1:8080", *(f"https://{host}" for host in OFFICIAL_HOSTS)))
