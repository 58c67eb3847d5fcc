"""Take the README's screenshots from the running demo: ``python -m tools.screenshots``."""

import base64
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tools.ports import free_port

IMAGES = Path(__file__).parents[1] / "docs" / "images"
CHROMIUM = "/usr/bin/chromium"
ARGS = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--font-render-hinting=none"]
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 780}


@contextmanager
def demo() -> Iterator[str]:
    """The demo's address, once it says that it is ready."""
    port = free_port()
    command = [sys.executable, "-m", "warmline.cli", "demo", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            if "Ctrl+C" in line:
                break
        yield f"http://127.0.0.1:{port}"
        process.terminate()


def page(browser: Browser, scheme: str, size: dict[str, int]) -> Page:
    context = browser.new_context(
        viewport=size, color_scheme=scheme, device_scale_factor=1.5, locale="en-GB"
    )
    return context.new_page()


def visit(tab: Page, url: str, *says: str) -> None:
    tab.goto(f"{url}/demo")
    tab.get_by_role("button", name="Open chat").click()
    box = tab.get_by_role("textbox", name=re.compile("Write a message|Add anything"))
    for text in says:
        box.fill(text)
        box.press("Enter")
        tab.wait_for_timeout(2500)


def log_in(tab: Page, url: str) -> None:
    tab.goto(f"{url}/console/")
    tab.get_by_label("Email").fill("maya@demo.example")
    tab.get_by_label("Password").fill("warmline-demo")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("navigation", name="Main")).to_be_visible()


def open_waiting(tab: Page) -> None:
    tab.get_by_role("link", name=re.compile("Visitor")).first.click()
    tab.wait_for_timeout(1500)


def reports_and_drill(tab: Page) -> None:
    tab.get_by_role("link", name="Reports").click()
    expect(tab.get_by_text("How conversations went")).to_be_visible()
    tab.screenshot(path=IMAGES / "reports.png")
    tab.get_by_role("link", name="Drill").click()
    tab.get_by_role("button", name="Run a drill").click()
    expect(tab.get_by_text("Everything works")).to_be_visible(timeout=30_000)
    tab.screenshot(path=IMAGES / "drill.png")


def side_by_side(browser: Browser, pictures: list[bytes], target: Path) -> None:
    images = "".join(
        f'<img src="data:image/png;base64,{base64.b64encode(one).decode()}">' for one in pictures
    )
    style = "div{display:inline-flex;gap:24px;padding:24px;background:#e9ebf0}img{height:660px}"
    tab = browser.new_page(viewport={"width": 1600, "height": 760})
    tab.set_content(f"<style>{style}</style><div>{images}</div>")
    tab.locator("div").screenshot(path=target)


def on_phones(browser: Browser, url: str, question: str) -> None:
    phones = []
    for scheme in ("light", "dark"):
        tab = page(browser, scheme, PHONE)
        visit(tab, url, question)
        phones.append(tab.screenshot())
    small = page(browser, "light", PHONE)
    log_in(small, url)
    phones.append(small.screenshot())
    side_by_side(browser, phones, IMAGES / "phone.png")


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    asks = ("How long does delivery take?", "Can I talk to a person, please?")
    with demo() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        desk = page(browser, "light", DESK)
        log_in(desk, url)
        open_waiting(desk)
        desk.screenshot(path=IMAGES / "console-light.png")
        shop = page(browser, "light", DESK)
        visit(shop, url, *asks)
        shop.screenshot(path=IMAGES / "widget-site.png")
        dark = page(browser, "dark", DESK)
        log_in(dark, url)
        open_waiting(dark)
        dark.screenshot(path=IMAGES / "console-dark.png")
        pictures = []
        for scheme in ("light", "dark"):
            tab = page(browser, scheme, {"width": 430, "height": 760})
            tab.set_viewport_size({"width": 520, "height": 800})
            visit(tab, url, asks[0])
            pictures.append(tab.screenshot())
        side_by_side(browser, pictures, IMAGES / "widget-states.png")
        on_phones(browser, url, asks[0])
        reports_and_drill(desk)
        browser.close()


if __name__ == "__main__":
    main()
