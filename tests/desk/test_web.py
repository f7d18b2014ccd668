"""The desk's pages over the bundled reports of one happening: no dead link, nothing from outside, no word unescaped."""

import html
import os
import re
import shutil
import threading

import pytest
import uvicorn
from litestar.testing import TestClient

from tocsin.desk.command import main
from tocsin.desk.day import gather_paths
from tocsin.desk.demo import SHOWN
from tocsin.desk.options import Known
from tocsin.desk.web import House, app

LINK = re.compile(r'(?:href|action|src)="([^"]+)"')


@pytest.fixture(scope="module")
def house(gazetteer_path, tmp_path_factory):
    folder = tmp_path_factory.mktemp("home")
    (folder / "shelves").mkdir()
    (folder / "shelves" / "gazetteer.sqlite").symlink_to(gazetteer_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TOCSIN_HOME", str(folder))
        files = sorted(str(p) for p in SHOWN.iterdir())
        main(["keep", *files[:2]])
        yield House(gather_paths([SHOWN], Known()))


@pytest.fixture(scope="module")
def client(house):
    with TestClient(app(house), base_url="http://127.0.0.1") as made:
        yield made


def test_every_link_of_every_page_leads_somewhere(client):
    todo, seen = ["/", "/register", "/sources", "/log", "/search?q=Damascus"], set()
    while todo:
        address = todo.pop()
        seen.add(address)
        answer = client.get(address)
        assert answer.status_code == 200, address
        if "text/html" in answer.headers["content-type"] and "/brief" not in address:
            found = {
                link.partition("#")[0].replace("&amp;", "&") for link in LINK.findall(answer.text)
            }
            assert all(link.startswith("/") or not link for link in found), address
            todo += [link for link in found if link and link not in seen and link not in todo]
    assert sum(address.startswith("/report/") for address in seen) >= 12
    assert sum(address.startswith("/story/") for address in seen) >= 1


def test_a_passage_that_a_page_rests_on_is_marked_in_its_report(client, house):
    story = house.rows[0].story.id
    linked = set(
        re.findall(
            r"/report/(report-[0-9a-f]+)\?at=(\d+)-(\d+)#at", client.get(f"/story/{story}").text
        )
    )
    assert linked
    for name, start, end in linked:
        text = client.get(f"/report/{name}", params={"at": f"{start}-{end}"}).text
        shown = "".join(re.findall(r'class="asked"[^>]*>(.*?)</span>', text, re.DOTALL))
        said = house.reports[name].text[int(start) : int(end)]
        assert 'id="at"' in text and re.sub(
            r"<sup>.*?</sup>|<[^>]+>|\s", "", html.unescape(shown)
        ) == re.sub(r"\s", "", said)


def test_pages_load_nothing_from_elsewhere_and_say_so(client):
    answer = client.get("/")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert "style=" not in answer.text and "onclick" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_watch_is_filtered_by_what_was_done_and_in_which_language(client, house):
    family = house.rows[0].families[0][0]
    assert 'class="story' in client.get("/", params={"family": family}).text
    assert "No story fits" in client.get("/", params={"language": "xx"}).text


def test_what_is_not_there_is_said_in_a_page_of_the_desk(client):
    for address in (
        "/story/none",
        "/report/none",
        "/register/none",
        "/nothing",
        "/story/none/brief",
    ):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "To the Watch" in answer.text


def test_a_question_that_cannot_be_asked_is_answered_with_those_that_can(client):
    answer = client.get("/search", params={"q": "colour:red"})
    assert "there is no filter &#39;colour&#39;" in answer.text
    assert "&lt;script&gt;" in client.get("/search", params={"q": "<script>"}).text


@pytest.fixture(scope="module")
def address(house):
    """The desk behind a real socket."""
    server = uvicorn.Server(uvicorn.Config(app(house), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser():
    program = (
        shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )
    if program is None:
        if "browser" in os.environ.get("TOCSIN_REQUIRE", "").split(","):
            pytest.fail("no Chromium is installed, and TOCSIN_REQUIRE asks for a browser")
        pytest.skip("no Chromium is installed; `apt-get install chromium` brings it")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        made = play.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-quic"]
        )
        yield made
        made.close()


@pytest.mark.parametrize("width", [1440, 1024, 390])
@pytest.mark.parametrize("night", ["light", "dark"])
def test_a_browser_shows_the_pages_without_error_or_outside_request(
    browser, address, house, width, night
):
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=night)
    wrong, asked = [], []
    page.on(
        "console", lambda message: wrong.append(message.text) if message.type == "error" else None
    )
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    for path in (
        "/",
        f"/story/{house.rows[0].story.id}",
        f"/report/{next(iter(house.reports))}",
        "/register",
    ):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    page.close()
    assert wrong == []
    assert all(url.startswith(address) for url in asked)


def test_a_reader_walks_from_the_watch_to_a_passage_by_key_and_click(browser, address):
    page = browser.new_page()
    page.goto(address)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/story/*")
    page.locator("table.matrix td a").first.click()
    page.wait_for_url("**/report/*#at")
    assert page.locator("#at").count() == 1
    page.close()


def test_the_pages_say_the_same_without_a_script(browser, address):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(address)
    page.get_by_label("Order").select_option("outlets")
    page.get_by_role("button", name="Show").click()
    assert "by=outlets" in page.url and page.locator(".story").count() >= 1
    page.close()


def test_a_form_that_another_site_sends_is_refused(house):
    for headers in (
        {"sec-fetch-site": "cross-site"},
        {"origin": "http://elsewhere.example"},
        {"host": "elsewhere.example"},
    ):
        with TestClient(app(house), base_url="http://127.0.0.1") as client:
            assert client.post("/", headers=headers).status_code in (403, 405)
            if "host" in headers:
                assert client.get("/", headers=headers).status_code == 403
