"""What goes wrong between here and a server, each in one sentence with the way out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

import requests

from kg.errors import StoreError, StoreUnreachable

_SHOWN: Final = 200
_TAGS: Final = re.compile(rb"<(?:script|style).*?</(?:script|style)>|<[^>]*>", re.DOTALL | re.I)
_PAGE: Final = re.compile(rb"<\s*(?:html|!doctype|body)\b", re.I)
_NO_NAME: Final = ("NameResolution", "getaddrinfo", "Name or service not known", "nodename nor")
_SAID: Final = {
    HTTPStatus.NOT_FOUND: "there is nothing at this address; name the server's query endpoint, "
    "as http://localhost:7878/query",
    HTTPStatus.METHOD_NOT_ALLOWED: "this address takes no such request; name the server's query "
    "endpoint in --store, and its update endpoint in KG_STORE_UPDATE",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "the request is larger than the server takes",
    HTTPStatus.REQUEST_TIMEOUT: "the server ran out of time; ask for less, or raise its limit",
    HTTPStatus.TOO_MANY_REQUESTS: "the server is asked too often; wait, and try again",
    HTTPStatus.BAD_GATEWAY: "the server behind this address does not answer; is it running?",
    HTTPStatus.SERVICE_UNAVAILABLE: "the server is busy or being tended; wait, and try again",
    HTTPStatus.GATEWAY_TIMEOUT: "the server behind this address does not answer in time",
}


def unreachable(url: str, error: Exception, timeout: float) -> StoreError:
    """No answer came: what that means for the person who waited for it."""
    text = f"{type(error).__name__} {error}"
    if isinstance(error, requests.ConnectTimeout | requests.ReadTimeout):
        way = "is it busy? KG_STORE_TIMEOUT sets the seconds to wait"
        return StoreUnreachable(f"{url} did not answer within {timeout:g} seconds; {way}")
    if isinstance(error, requests.exceptions.ProxyError):
        return StoreUnreachable(f"{url} cannot be reached through the proxy of the environment")
    if isinstance(error, requests.exceptions.SSLError):
        return StoreUnreachable(
            f"{url} cannot be trusted: {_secure(text)}; REQUESTS_CA_BUNDLE names certificates "
            "of your own"
        )
    if any(said in text for said in _NO_NAME):
        return StoreUnreachable(f"{url} cannot be reached: no such host; is the name right?")
    if "refused" in text:
        return StoreUnreachable(f"no server answers at {url}; is it running?")
    if isinstance(error, requests.ConnectionError):
        return StoreUnreachable(f"{url} broke off the connection; is the server running?")
    return StoreUnreachable(f"{url} cannot be reached; is the address right?")


def cut_off(url: str) -> StoreError:
    """An answer began, and its end never came."""
    return StoreUnreachable(f"{url} broke off in the middle of its answer; try again")


def refused(
    url: str, status: int, headers: Mapping[str, str], body: bytes, user: str | None
) -> StoreError:
    """The server answered, and the answer is no."""
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return _not_allowed(url, status, user)
    if status < HTTPStatus.BAD_REQUEST:
        place = headers.get("Location", "").partition("?")[0] or "elsewhere"
        return StoreError(f"{url} has moved to {_without_user(place)}; name that address")
    said = _SAID.get(HTTPStatus(status)) if status in {*HTTPStatus} else None
    if said:
        return StoreError(f"{url}: {said} (HTTP {status})")
    return StoreError(f"{url} refused the request (HTTP {status}): {_first_line(body)}")


def _not_allowed(url: str, status: int, user: str | None) -> StoreError:
    if user is None:
        return StoreError(
            f"{url} asks who is there (HTTP {status}); set KG_STORE_USER and KG_STORE_PASSWORD"
        )
    if status == HTTPStatus.UNAUTHORIZED:
        return StoreError(
            f"{url} does not accept the user {user!r} with this password (HTTP {status}); "
            "see KG_STORE_USER and KG_STORE_PASSWORD"
        )
    return StoreError(f"{url} does not allow this to the user {user!r} (HTTP {status})")


def _secure(text: str) -> str:
    if "CERTIFICATE_VERIFY_FAILED" in text or "certificate" in text:
        return "its certificate does not hold"
    return "it does not speak TLS as this machine does"


def _without_user(place: str) -> str:
    return re.sub(r"//[^/@]*@", "//", place)


def _first_line(body: bytes) -> str:
    """What the server says, without markup and without the query that it may repeat."""
    shown = body[:10_000]
    shown = _TAGS.sub(b" ", shown) if _PAGE.search(shown) else shown
    text = shown.decode("utf-8", "replace")
    lines = (" ".join(line.split()) for line in text.splitlines())
    line = next((line for line in lines if line), "it says no more")
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
