"""Pages of a list by number, in the address, with the filters kept."""

from __future__ import annotations

from django.http import HttpRequest


def page_number(request: HttpRequest) -> int:
    """The page that the address asks for; the first when it asks for none, or for nonsense."""
    given = request.GET.get("pagina", "1")
    return int(given) if given.isdecimal() and 0 < len(given) < 6 else 1


def pages_of(total: int, size: int) -> int:
    """For lists of which the database hands over one page."""
    return max(1, -(-total // size))


def page_address(request: HttpRequest, page: int) -> str:
    """The same list at another page."""
    query = request.GET.copy()
    query["pagina"] = str(page)
    return f"?{query.urlencode()}"
