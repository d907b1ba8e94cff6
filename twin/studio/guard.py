"""Who may speak to the studio: this machine's own browser, with the token, in small JSON requests. All else is refused with a reason."""

from secrets import compare_digest
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from twin.words import LANGUAGES, Language, Words, number

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
LARGEST = 4_000_000  # bytes in one request
ELSEWHERE = Words(
    "the studio answers on this machine only: open it at 127.0.0.1",
    "le studio ne répond qu'à cet ordinateur : ouvrez-le à l'adresse 127.0.0.1",
)
FOREIGN = Words("another site may not speak to the studio", "un autre site n'a pas le droit de parler au studio")
WRONG_TOKEN = Words(
    "the token is missing or wrong: open the address that `twin studio` printed",
    "le jeton manque ou est faux : ouvrez l'adresse affichée par `twin studio`",
)
NOT_JSON = Words("send JSON: content-type application/json", "envoyez du JSON : content-type application/json")
TOO_LARGE = Words(f"the request is larger than {number(LARGEST)} bytes", f"la requête dépasse {number(LARGEST, lang='fr')} octets")
TOKEN_HEADER = "x-twin-token"
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


class Guard:
    """Wraps the app: checks every request before it arrives, and puts the security headers on every answer."""

    def __init__(self, app: ASGIApp, token: str, lang: Language) -> None:
        self.app, self.token, self.lang = app, token, lang

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":  # no websockets here
            return
        sender = _with_headers(send)
        refused = self._refused(scope)
        if refused is not None:
            status, reason = refused
            asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [""])[0]
            await JSONResponse({"error": reason.to(spoken(asked, self.lang))}, status)(scope, receive, sender)
            return
        await self.app(scope, _counted(receive), sender)

    def _refused(self, scope: Scope) -> tuple[int, Words] | None:
        """(status, reason) when the request may not pass."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if hostname(host) not in LOOPBACK:
            return 403, ELSEWHERE
        origin = headers.get("origin")
        if origin is not None and origin != f"http://{host}":
            return 403, FOREIGN
        if headers.get("sec-fetch-site") == "cross-site":
            return 403, FOREIGN
        if not scope["path"].startswith("/static/") and not self._knows_token(scope, headers):
            return 403, WRONG_TOKEN
        if scope["method"] not in ("GET", "HEAD"):
            return _unfit(headers)
        return None

    def _knows_token(self, scope: Scope, headers: Headers) -> bool:
        given = headers.get(TOKEN_HEADER) or parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        return compare_digest(given.encode("utf-8", "replace"), self.token.encode())


def hostname(host: str) -> str:
    """The name in a Host header, without its port."""
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host


def _unfit(headers: Headers) -> tuple[int, Words] | None:
    """Why the body of a request will not be read, if so."""
    if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        return 415, NOT_JSON
    length = headers.get("content-length")
    if length is not None and (not length.isdigit() or int(length) > LARGEST):
        return 413, TOO_LARGE
    return None


def spoken(asked: object, otherwise: Language) -> Language:
    """The language a request asks for, when it is one we speak."""
    return next((lang for lang in LANGUAGES if lang == asked), otherwise)


def _counted(receive: Receive) -> Receive:
    """`receive` that stops a body which goes on beyond its limit, whatever its length claimed to be."""
    seen = 0

    async def counting() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > LARGEST:
            raise HTTPException(413, TOO_LARGE)
        return message

    return counting


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
        await send(message)

    return sending
