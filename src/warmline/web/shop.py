"""The demo's sample shop: an ordinary page that holds the widget by its script tag."""

from html import escape
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from warmline.web.desk import Desk, the_desk

router = APIRouter(include_in_schema=False)
TheDesk = Annotated[Desk, Depends(the_desk)]

# The widget must work on the strictest of sites, so this is one.
STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:;"
    " base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)

LAMPS = (
    ("Orb", "Floor lamp, hand-blown glass", "249", "orb"),
    ("Drop", "Ceiling lamp, also for bathrooms", "129", "drop"),
    ("Fold", "Table lamp with a paper shade", "89", "fold"),
)


@router.get("/demo")
async def shop(desk: TheDesk) -> HTMLResponse:
    setups = await desk.assistants.all()
    if not desk.demo or not setups:
        raise HTTPException(404, "The sample shop is part of the demo.")
    key = escape(setups[0].profile.public_key)
    page = PAGE.replace("{lamps}", "".join(map(_lamp, LAMPS))).replace("{key}", key)
    return HTMLResponse(page, headers={"Content-Security-Policy": STRICT})


@router.get("/demo/shop.css")
async def style(desk: TheDesk) -> Response:
    return Response(STYLE, media_type="text/css")


def _lamp(lamp: tuple[str, str, str, str]) -> str:
    name, line, price, kind = map(escape, lamp)
    return (
        f'<article><div class="picture {kind}"><i></i></div>'
        f"<h2>{name}</h2><p>{line}</p><p class=price>{price} €</p></article>"
    )


PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Lumen &amp; Loft, lamps from Ghent</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/demo/shop.css"></head>
<body>
<header><b>Lumen &amp; Loft</b>
<nav><a href="#lamps">Lamps</a><a href="#workshop">Workshop</a></nav></header>
<main><section class="hero"><h1>Light that stays warm.</h1>
<p>Lamps with hand-blown shades from our workshop in Ghent. Questions about delivery, returns or a
broken parcel? Ask below on the right: our assistant answers at once, and a person takes over
whenever you want one.</p></section>
<section class="lamps" id="lamps">{lamps}</section>
<section id="workshop"><h2>The workshop</h2>
<p>Tuesday to Saturday, 10 to 18 o'clock, Ghent.</p></section></main>
<footer>A sample shop of the Warmline demo. Nothing is for sale.</footer>
<script async src="/widget.js" data-key="{key}"></script>
</body></html>
"""

STYLE = """
:root { color-scheme: light dark; --ground: #fbf9f5; --ink: #23201a; --soft: #655e50;
  --card: #fff; --line: #e8e1d4; }
@media (prefers-color-scheme: dark) { :root { --ground: #16140f; --ink: #f1ece2; --soft: #b3aa98;
  --card: #201d17; --line: #39342a; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 17px/1.6 system-ui, "Segoe UI", "Noto Sans", sans-serif; }
header, main, footer { max-width: 1080px; margin: 0 auto; padding: 24px; }
header { display: flex; justify-content: space-between; align-items: center; }
header b { font: 700 22px/1.2 Georgia, "Noto Serif", serif; }
nav { display: flex; gap: 24px; } nav a { color: inherit; }
.hero { padding: 56px 0 40px; max-width: 640px; }
h1 { font: 400 clamp(38px, 7vw, 60px)/1.1 Georgia, "Noto Serif", serif; margin: 0 0 16px; }
h2 { font: 600 19px/1.3 Georgia, "Noto Serif", serif; margin: 12px 0 2px; }
.hero p, article p, footer { color: var(--soft); }
.lamps { display: grid; grid-template-columns: repeat(auto-fill, minmax(240px, 1fr)); gap: 24px; }
article { background: var(--card); border: 1px solid var(--line); border-radius: 16px;
  padding: 14px 16px 18px; }
article p { margin: 0; } .price { color: var(--ink) !important; font-weight: 600; }
.picture { height: 190px; border-radius: 12px; display: grid; place-items: center;
  background: radial-gradient(circle at 50% 45%, #ffe9bd, #e9d3a5 45%, #b69a6b); }
.picture i { display: block; background: #fff6df; box-shadow: 0 0 60px 20px #fff1c9; }
.orb i { width: 84px; height: 84px; border-radius: 50%; }
.drop i { width: 70px; height: 96px; border-radius: 50% 50% 50% 50% / 62% 62% 38% 38%; }
.fold i { width: 92px; height: 62px; clip-path: polygon(22% 0, 78% 0, 100% 100%, 0 100%); }
#workshop { padding-top: 32px; }
footer { font-size: 14px; padding-bottom: 120px; }
"""
