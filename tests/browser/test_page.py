"""The page as its readers use it: choose, open, filter, replay, switch, by keyboard, on paper, on a small screen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from visiting import Visit

from negmap.render.theme import DARK, LIGHT

Where = Path
ROADS = "North asked for “Roads through the strip”; South refused it."
TROOPS = "position:2025-03-10-south#troops"


def english(page: Page) -> Locator:
    return page.locator("main[lang=en]")


def point(page: Page, text: str) -> Locator:
    return english(page).locator(".point").filter(has_text=text)


def listed(page: Page, *numbers: str) -> None:
    """Wait until exactly these sticking points are listed, by their numbers."""
    expect(english(page).locator(".point:visible > .head .number")).to_have_text(list(numbers))


def keys(page: Page, selector: str) -> set[str]:
    found = english(page).locator(f"figure.map {selector}")
    return {str(key) for key in found.evaluate_all("all => all.map(e => e.dataset.key)")}


def node(page: Page, key: str) -> Locator:
    return english(page).locator(f'figure.map g.node[data-key="{key}"]')


def test_a_sticking_point_lights_up_its_positions(visit: Visit, strip_page: Where) -> None:
    page = visit(strip_page)
    button = point(page, ROADS).get_by_role("button", name="Show on the map")
    button.click()
    obstacle = point(page, ROADS).get_attribute("data-point")
    roads = {"position:2025-03-16-north-anonymous#open", "position:2025-03-17-south-roads#1"}
    assert keys(page, "g.node.on") == {f"obstacle:{obstacle}", *roads}
    assert len(keys(page, "g.edge.on")) == 2
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(english(page).get_by_role("status")).to_have_text("Sticking point ✕2 is lit on the map.")
    button.click()
    assert keys(page, "g.node.on") == set()


def test_what_lights_up_on_a_map_too_large_to_see_comes_into_view(visit: Visit, strip_page: Where) -> None:
    page = visit(strip_page)
    figure = english(page).locator("figure.map")
    figure.evaluate("figure => { figure.style.width = '160px'; figure.style.height = '90px'; }")
    chosen = page.locator("main[lang=en] .point").last
    chosen.get_by_role("button", name="Show on the map").click()
    expect(node(page, f"obstacle:{chosen.get_attribute('data-point')}")).to_be_in_viewport()


def test_a_sign_on_the_map_chooses_its_sticking_point(visit: Visit, strip_page: Where) -> None:
    page = visit(strip_page)
    obstacle = point(page, ROADS).get_attribute("data-point")
    node(page, f"obstacle:{obstacle}").click()
    expect(point(page, ROADS)).to_have_class(re.compile(r"\bchosen\b"))


def test_the_first_screen_leads_to_the_map(visit: Visit, strip_page: Where) -> None:
    page = visit(strip_page)
    english(page).locator(".first li").filter(has_text=ROADS).locator(".number a").click()
    expect(point(page, ROADS)).to_have_class(re.compile(r"\bchosen\b"))
    expect(point(page, ROADS)).to_be_in_viewport()


def test_a_position_opens_its_statement(visit: Visit, strip_page: Where) -> None:
    page = visit(strip_page)
    node(page, TROOPS).click()
    panel = english(page).locator(".panel")
    expect(panel).to_be_visible()
    expect(panel).to_contain_text("not one foreign officer")
    expect(panel).to_contain_text("10 Mar 2025")
    expect(panel).to_contain_text("The minister")
    expect(panel.get_by_role("link", name="Southern Radio")).to_be_visible()
    assert panel.locator(".position:visible").count() == 1
    panel.get_by_role("button", name="Close").click()
    expect(panel).to_be_hidden()


def test_a_source_with_an_address_is_a_link_to_it(visit: Visit, strip_page: Where) -> None:
    page = visit(strip_page)
    node(page, "position:2025-03-01-north#2").click()
    link = english(page).locator(".panel").get_by_role("link", name="Northern Post [en]")
    expect(link).to_have_attribute("href", "https://example.org/memorandum")


def test_filters(visit: Visit, strip_page: Where) -> None:
    page = visit(strip_page)
    form = english(page).get_by_role("search")
    listed(page, "✕3", "✕1", "✕2", "✕4")
    form.get_by_label("issue").select_option(label="Who stays in the strip")
    expect(english(page).get_by_role("status")).to_have_text("1 of 4 sticking points, 4 of 15 positions ever stated")
    listed(page, "✕1")
    assert "position:2025-03-17-south-roads#1" in keys(page, "g.node.away")
    assert TROOPS not in keys(page, "g.node.away")
    form.get_by_label("party").select_option(label="League")
    expect(english(page).get_by_role("status")).to_have_text("0 of 4 sticking points, 1 of 15 positions ever stated")
    assert english(page).locator(".statement:visible").count() == 1
    form.get_by_role("button", name="Show everything").click()
    expect(english(page).get_by_role("status")).to_have_text("4 of 4 sticking points, 15 of 15 positions ever stated")
    assert keys(page, "g.node.away") == set()


def test_search(visit: Visit, strip_page: Where) -> None:
    page = visit(strip_page)
    page.keyboard.press("/")
    page.keyboard.type("foreign OFFICER")
    expect(english(page).get_by_role("status")).to_have_text("1 of 4 sticking points, 1 of 15 positions ever stated")
    assert english(page).locator(".statement .position:visible .quote").all_text_contents() == [
        "not one foreign officer"
    ]


def test_the_slider_shows_an_earlier_day(visit: Visit, strip_page: Where) -> None:
    page = visit(strip_page)
    slider = english(page).get_by_role("slider")
    slider.fill("2")
    expect(english(page).locator(".filters .day")).to_have_text("10 Mar 2025")
    listed(page, "✕3", "✕1", "✕4")
    assert "position:2025-03-17-south-roads#1" in keys(page, "g.node.away")
    expect(english(page).locator(".turn")).to_contain_text("South: The minister, 10 Mar 2025")
    slider.fill("0")
    listed(page)
    slider.fill(slider.get_attribute("max") or "")
    listed(page, "✕3", "✕1", "✕2", "✕4")
    expect(english(page).locator(".turn")).to_be_hidden()


def test_replay_goes_from_the_first_day_to_the_last(visit: Visit, strip_page: Where) -> None:
    page = visit(strip_page)
    page.clock.install()
    play = english(page).get_by_role("button", name="Replay")
    play.click()
    seen = []
    for _ in range(8):
        seen.append(english(page).locator(".filters .day").inner_text())
        page.clock.run_for(900)
    assert seen[:3] == ["5 Jan 2025", "1 Mar 2025", "10 Mar 2025"]
    assert seen[-1] == "17 Mar 2025"
    expect(play).to_have_attribute("aria-pressed", "false")


def test_a_sign_in_the_matrix_leads_to_the_statements(visit: Visit, strip_page: Where) -> None:
    page = visit(strip_page)
    english(page).locator('.matrix a[data-party="south"][data-issue="presence"]').click()
    expect(english(page).get_by_role("status")).to_contain_text("2 of 15 positions ever stated")


def test_the_language(visit: Visit, strip_page: Where) -> None:
    page = visit(strip_page)
    page.get_by_text("日本語", exact=True).click()
    expect(english(page)).to_be_hidden()
    expect(page.locator("main[lang=ja]")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "ja"
    assert page.title() == "帯状地帯"
    page.locator("main[lang=ja] .choose").first.click()
    assert page.locator("main[lang=ja] figure.map g.node.on").count() > 1
    assert keys(page, "g.node.on") == set()


def ground(page: Page) -> str:
    """Return the colour of the ground."""
    numbers = re.findall(r"\d+", page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor"))
    return "#" + "".join(f"{int(number):02X}" for number in numbers[:3])


@pytest.mark.parametrize("machine", ["light", "dark"])
def test_the_colours(visit: Visit, strip_page: Where, machine: str) -> None:
    page = visit(strip_page, color_scheme=machine)
    grounds = {"light": LIGHT.ground, "dark": DARK.ground}
    assert ground(page) == grounds[machine]
    for name in ("dark", "light"):
        page.locator(f"label[for=theme-{name}]").click()
        assert ground(page) == grounds[name]


def test_by_keyboard_alone(visit: Visit, strip_page: Where) -> None:
    page = visit(strip_page)
    focused = page.locator(":focus")
    page.keyboard.press("Tab")
    expect(focused).to_have_text("Skip to the content")
    while "choose" not in (focused.get_attribute("class") or ""):
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert len(keys(page, "g.node.on")) > 1
    while not (focused.get_attribute("href") or "").endswith("2025-03-10-south_troops") or not focused.evaluate(
        "e => Boolean(e.closest('figure'))"
    ):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    panel = english(page).locator(".panel")
    expect(panel).to_be_focused()
    expect(panel).to_contain_text("not one foreign officer")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(focused).to_have_attribute("href", re.compile("south_troops$"))
    page.keyboard.press("Escape")
    assert keys(page, "g.node.on") == set()


def test_without_scripts(visit: Visit, strip_page: Where) -> None:
    page = visit(strip_page, java_script_enabled=False)
    expect(english(page).get_by_text("not one foreign officer").first).to_be_visible()
    listed(page, "✕3", "✕1", "✕2", "✕4")
    expect(english(page).locator(".filters")).to_be_hidden()
    node(page, TROOPS).locator("a").click()
    expect(english(page).locator(".statements .position").filter(has_text="not one foreign")).to_be_in_viewport()
    page.get_by_text("日本語", exact=True).click()
    expect(english(page)).to_be_hidden()
    expect(page.locator("main[lang=ja]")).to_be_visible()


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_on_a_small_screen_nothing_sticks_out(visit: Visit, strip_page: Where, lang: str) -> None:
    page = visit(strip_page, viewport={"width": 390, "height": 844})
    page.locator(f"label[for=lang-{lang}]").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_on_paper(visit: Visit, strip_page: Where) -> None:
    page = visit(strip_page, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert ground(page) == LIGHT.ground
    expect(page.locator(".bar")).to_be_hidden()
    expect(english(page).locator(".filters")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert english(page).locator("details:not([open])").count() == 0
    assert len(page.pdf()) > 20_000
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert english(page).locator("details[open]").count() == 0
