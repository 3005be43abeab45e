"""The page in a browser: real clicks in headless Chromium, on a screen and on a phone."""

import csv
import shutil
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from documents import document, tables_of

from pipeline import extract, write
from pipeline.model import Article, Figure, Initiative, Mention, Place, Quantity, Sentence, Span
from pipeline.report import report

SEEDS = Path(__file__).parent.parent / "seeds"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
SCREEN, PHONE = (1400, 900), (390, 844)
HOSTILE = "</script><script>window.hacked=1</script><img src=x onerror=window.hacked=1><!-- {{payload}} ]]>"

pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER),
    reason="Chromium and its driver are missing: apt-get install chromium chromium-driver",
)


@pytest.fixture(scope="module")
def browser():
    from selenium import webdriver  # noqa: PLC0415 -- slow, and of no use without a browser

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield Page(driver)
    driver.quit()


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    folder = tmp_path_factory.mktemp("outputs")
    extract([SEEDS], folder)
    return folder


@pytest.fixture(scope="module")
def seeds(tables):
    file = tables / "report.html"
    report(tables, file)
    return file


@pytest.fixture
def page(browser, seeds):
    browser.open(seeds)
    yield browser
    assert browser.driver.get_log("browser") == []


class Page:
    """What a reader does with the page, and sees of it."""

    def __init__(self, driver):
        self.driver = driver

    def open(self, file, size=SCREEN, row=""):
        metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size == PHONE}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        if row:
            self.driver.get("about:blank")  # a change of the fragment alone loads nothing
        self.driver.get(file.as_uri() + (f"#{row}" if row else ""))

    def all(self, selector):
        return self.driver.find_elements("css selector", selector)

    def one(self, selector):
        return self.driver.find_element("css selector", selector)

    def click(self, selector):
        self.one(selector).click()

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def texts(self, selector):
        return self.run(
            "return [...document.querySelectorAll(arguments[0])].map((one) => one.textContent)", selector
        )

    def data(self, selector, name):
        script = "return [...document.querySelectorAll(arguments[0])].map((one) => one.dataset[arguments[1]])"
        return self.run(script, selector, name)

    def count(self):
        return int("".join(filter(str.isdigit, self.one("#count").text.split("of")[0].split("/")[0])))

    def seen(self, selector, within):
        """Is the element inside the visible part of another?"""
        return self.run(
            """const [a, b] = [...arguments].map((one) => document.querySelector(one).getBoundingClientRect());
            return a.height > 0 && a.top >= b.top && a.bottom <= Math.min(b.bottom, innerHeight);""",
            selector,
            within,
        )


def rows(folder, table):
    with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_click_on_a_row_shows_its_sentence(page):
    row = page.all("#rows .row")[120]
    words = row.find_element("css selector", ".words").text
    assert not page.all(".mark.selected")
    row.click()
    assert "".join(page.texts(".mark.selected")) == words
    assert words in page.one(".sentence.current").text
    assert page.seen(".mark.selected", "#text")


def test_a_click_on_a_mark_shows_its_row(page):
    mark = page.all("#text .mark.begins.numbers")[60]
    words = mark.text
    page.run("arguments[0].scrollIntoView()", mark)
    mark.click()
    assert page.one("#rows .row[aria-current] .words").text.startswith(words)
    assert page.seen("#rows .row[aria-current]", "#rows")
    assert page.seen("#rows .cells", "#rows")
    assert page.driver.current_url.partition("%23n")[2].isdigit()


def test_every_row_of_the_article_is_marked(page, tables):
    first = rows(tables, "articles")[0]["article_id"]
    wanted = sum(
        row["article_id"] == first
        for name in ("numbers", "places", "initiatives")
        for row in rows(tables, name)
    )
    marked = {number for numbers in page.data("#text .mark", "rows") for number in numbers.split()}
    assert len(marked) == wanted


def test_marks_that_overlap_are_reached_by_clicking_again(page):
    page.run("arguments[0].scrollIntoView()", page.one(".mark.places.initiatives, .mark.numbers.initiatives"))
    selected = []
    for _ in range(2):
        page.click(".mark.places.initiatives, .mark.numbers.initiatives")
        selected.append(page.one("#rows .row[aria-current]").get_attribute("class"))
    assert len(set(selected)) == 2
    assert "initiatives" in selected[1]


def test_search_narrows_and_its_end_brings_all_back(page):
    everything = page.count()
    page.one("#search").send_keys("许昌 社区")
    assert 0 < page.count() < everything
    assert len(page.all("#rows .row")) == min(page.count(), 200)
    page.one("#search").send_keys("不存在的词")
    assert page.count() == 0
    assert page.one("#rows .empty").is_displayed()
    page.one("#search").clear()
    page.one("#search").send_keys(" ")
    assert page.count() == everything


def test_filters_by_kind_place_initiative_and_article(page, tables):
    numbers = rows(tables, "numbers")
    page.click("#kind option[value='kind.money']")
    assert page.count() == sum(row["kind"] == "money" for row in numbers)
    page.one("#place").send_keys("河南省\n")
    assert page.count() == sum(
        row["kind"] == "money" and row["place_path"].startswith("河南省") for row in numbers
    )
    assert len(page.all("#chips .chip")) == 2
    page.click("#chips .plain")
    name = max(rows(tables, "initiative_index"), key=lambda row: int(row["figures"]))
    page.one("#initiative").send_keys(name["name"] + "\n")
    assert page.count() == int(name["figures"]) + int(name["mentions"])
    page.click("#chips .chip")
    page.click("#articles li:nth-child(3) button")
    article = rows(tables, "articles")[1]
    assert page.count() == sum(int(article[name]) for name in ("numbers", "places", "initiatives"))
    page.click("[data-layer=numbers]")
    assert page.count() == int(article["places"]) + int(article["initiatives"])
    assert not page.all("#text .mark.numbers")


def test_the_language_can_be_switched(page):
    labelled = "[...document.querySelectorAll('[data-label]')].map((one) => one.textContent)"
    first, language = page.run(f"return {labelled}"), page.one("html").get_attribute("lang")
    page.click("#language")
    second = page.run(f"return {labelled}")
    assert not set(first) & set(second)
    assert {language, page.one("html").get_attribute("lang")} == {"en", "zh-Hans"}
    page.click("#language")
    assert page.run(f"return {labelled}") == first


def test_charts_count_what_the_tables_hold_and_filter(page, tables):
    kinds = Counter(row["kind"] for row in rows(tables, "numbers"))
    page.click("nav [data-view=overview]")
    bars = [int(text) for text in page.texts("figure.kinds .sum")]
    assert sorted(bars) == sorted(kinds.values())
    shown = dict(zip(page.data(".tile", "key"), page.texts(".tile .sum"), strict=True))
    provinces = Counter(row["place_path"].split("/")[0] for row in rows(tables, "numbers"))
    assert len(shown) == 34
    assert {key.removeprefix("tile."): int(text) for key, text in shown.items() if text} == {
        name: count for name, count in provinces.items() if f"tile.{name}" in shown
    }
    page.click("[data-key='tile.湖北省']")
    assert page.one("[data-key='tile.湖北省']").get_attribute("aria-pressed") == "true"
    assert 0 < page.count() < sum(kinds.values())
    page.click("figure.timeline button")
    assert len(page.all("#chips .chip")) == 2


def test_the_comparison_holds_each_figure_of_an_initiative_once_and_leads_to_it(page, tables):
    page.click("nav [data-view=compare]")
    about = Counter(row["initiative_id"] for row in rows(tables, "numbers") if row["initiative_id"])
    assert len(page.all("#compare tbody tr")) == len(about)
    assert len(page.all("#compare [data-figure]")) == sum(about.values())
    places = {row["place_path"].split("/")[0] for row in rows(tables, "numbers") if row["initiative_id"]}
    assert len(page.all("#compare thead th")) == 1 + len(places)
    figure = page.one("#compare td .figure b")
    words = figure.text
    figure.click()
    assert "".join(page.texts(".mark.selected")) == words
    assert page.seen(".mark.selected", "#text")


def test_a_link_leads_to_its_row(browser, seeds, tables):
    row = rows(tables, "places")[-1]
    browser.open(seeds, row=row["place_mention_id"].replace("#", "%23"))
    assert browser.one("#rows .row[aria-current] .words").text == row["text"]
    assert browser.seen(".mark.selected", "#text")


def test_the_keyboard_is_enough(page):
    from selenium.webdriver import ActionChains, Keys  # noqa: PLC0415 -- slow, and of no use without a browser

    page.run("document.querySelector('#text .mark.begins').focus()")
    ActionChains(page.driver).send_keys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ENTER).perform()
    assert page.one("#rows .row[aria-current] .words").text == page.all("#text .mark.begins")[2].text
    assert page.run("return document.activeElement.classList.contains('selected')")
    ActionChains(page.driver).send_keys(Keys.TAB, Keys.ARROW_DOWN, Keys.ENTER).perform()
    assert page.run("return document.activeElement.matches('#rows .row[aria-current]')")


def test_every_control_has_a_name_and_no_id_stands_twice(page):
    nameless = """return [...document.querySelectorAll("button, input, select, [role=button], section, nav")]
        .filter((one) => !(one.getAttribute("aria-label") || one.textContent).trim()).map((one) => one.outerHTML);"""
    for view in ("overview", "compare", "read"):
        page.click(f"nav [data-view={view}]")
        assert page.run(nameless) == [], view
        ids = page.run("return [...document.querySelectorAll('[id]')].map((one) => one.id)")
        assert len(ids) == len(set(ids)), view


def test_nothing_is_fetched(page):
    assert page.run("return performance.getEntriesByType('resource').length") == 0
    assert page.run("return fetch('https://example.org').then(() => 'fetched', () => 'refused')") == "refused"
    assert "example.org" in page.driver.get_log("browser")[0]["message"]


def test_on_a_phone_nothing_is_wider_than_the_screen(browser, seeds):
    browser.open(seeds, PHONE)
    for view in ("read", "overview", "compare"):
        browser.click(f"nav [data-view={view}]")
        assert browser.run("return document.documentElement.scrollWidth") <= PHONE[0], view


def test_on_a_phone_a_mark_shows_its_row_below_the_text_and_a_row_leads_back(browser, seeds):
    browser.open(seeds, PHONE)
    browser.click("#text .mark.begins.numbers")
    assert browser.one("#sheet .words").text == "".join(browser.texts(".mark.selected"))
    assert browser.run("return document.querySelector('.mark.selected').getBoundingClientRect().bottom") < (
        browser.one("#sheet").location["y"] - browser.run("return scrollY")
    )
    browser.click("#sheet .close")
    assert not browser.one("#sheet").is_displayed()
    browser.click("#panes [data-pane=rows]")
    browser.all("#rows .row")[40].click()
    assert browser.one("#text").is_displayed()
    assert browser.seen(".mark.selected", "body")


@pytest.fixture
def hostile(tmp_path):
    """An article whose every text is an attack, with a character beyond the first plane before its figure."""
    text = f"{HOSTILE}𠮷村有445个。"
    figure = Span(text.index("445个"), len(text) - 1)
    place = Place("village", (("province", "河北省"), ("village", HOSTILE)))
    attack = replace(
        document(HOSTILE),
        article=Article(HOSTILE, HOSTILE, text),
        metadata=replace(document().metadata, title=HOSTILE, outlet=HOSTILE),
        edits=(),
        text=text,
        sentences=(Sentence(Span(0, len(text)), 1),),
        numbers=(Mention(figure, Quantity("count", Decimal(445), unit=HOSTILE), HOSTILE),),
        figures=(Figure(HOSTILE, place=place, initiative_id="i1"),),
        places=(Mention(Span(0, len(HOSTILE)), place, HOSTILE),),
        initiatives=(Mention(Span(0, len(HOSTILE)), Initiative(HOSTILE, "award"), HOSTILE),),
        initiative_places=(place,),
    )
    write.write(tmp_path, tables_of(attack))
    report(tmp_path, tmp_path / "report.html")
    return tmp_path / "report.html"


def test_hostile_text_stays_text(browser, hostile):
    browser.open(hostile)
    assert browser.one(".sentence").text == f"{HOSTILE}𠮷村有445个。"
    for row in range(len(browser.all("#rows .row"))):
        browser.all("#rows .row")[row].click()
    for view in ("overview", "compare", "read"):
        browser.click(f"nav [data-view={view}]")
    browser.one("#place").send_keys("河北省\n")
    assert browser.run("return window.hacked") is None
    assert browser.all("img") == []
    assert len(browser.all("script")) == 2
    assert browser.driver.get_log("browser") == []
    browser.click("#text .mark.numbers")
    assert browser.one(".mark.selected").text == "445个"
