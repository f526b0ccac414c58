"""A stand-in for VIES beside the sandbox: a few known VAT numbers with invented companies.

Numbers of Germany and Spain are valid without a name, as these states disclose none. Other numbers
are not valid.
"""

from starlette.requests import Request
from starlette.responses import JSONResponse

COMPANIES = {
    "FR40303265045": "EXAMPLE TRADING SAS",
    "BE0428759497": "VOORBEELD HANDEL NV",
    "IT00743110157": "ESEMPIO COMMERCIO SPA",
    "XI110305878": "EXAMPLE NORTH LTD",
}
WITHOUT_NAME = frozenset({"DE", "ES"})
UNDISCLOSED = "---"


async def check_vat_number(request: Request) -> JSONResponse:
    """Answer like VIES' REST interface."""
    asked = await request.json()
    country, number = str(asked.get("countryCode", "")), str(asked.get("vatNumber", ""))
    name = COMPANIES.get(country + number, UNDISCLOSED if country in WITHOUT_NAME else "")
    return JSONResponse(
        {
            "countryCode": country,
            "vatNumber": number,
            "valid": bool(name),
            "name": name or UNDISCLOSED,
            "address": "1 Example Street" if name not in {"", UNDISCLOSED} else UNDISCLOSED,
            "requestIdentifier": f"WAPI{country}{number}" if name else "",
        }
    )
