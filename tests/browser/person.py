"""What a person does with a page: goes through the menu, types into fields, presses buttons, reads.

Words that may be improved any day (the name of a button, the title of a page) are taken from where the
house keeps them, so that these tests ask whether something can be done and not how it is called.
"""

import re

from playwright.sync_api import Locator, Page, expect

from erp.kernel.labels import label
from erp.web import mounting

LOOKS = 100


class Person:
    """Somebody in front of one page, in Japanese."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    def go(self, name: str) -> None:
        """Open a page by its entry in the menu, which hides behind a button on a phone."""
        listed = mounting.engine().pages[name]
        menu = self.page.get_by_role("button", name="メニュー", exact=True)
        if menu.is_visible():
            menu.click()
        entry = self.page.locator(f'nav#nav a[href="{listed.path}"]')
        if not entry.is_visible():
            self.page.locator(f'nav#nav details[data-part="{listed.folder}"] > summary').click()
        entry.click()
        self.is_at(name)

    def is_at(self, name: str) -> None:
        """The page of that name has come up."""
        expect(self.page).to_have_url(re.compile(rf"{mounting.engine().pages[name].path}(\?|$)"))
        self.page.wait_for_load_state()
        expect(self.main).to_be_visible()

    def follow(self, name: str) -> None:
        """Follow the first link within the page that leads to the page of that name."""
        path = mounting.engine().pages[name].path
        link = self.main.locator(f'a[href="{path}"], a[href^="{path}?"]').filter(visible=True)
        link.first.click()
        self.is_at(name)

    def open(self, name: str, text: str) -> None:
        """Follow the link with that text, which leads to a page of that name."""
        self.main.get_by_role("link", name=text, exact=True).first.click()
        self.is_at(name)

    def form(self, mutation: str) -> Locator:
        """The form behind that verb, unfolded; where there are several, the one with fields."""
        forms = self.main.locator("form", has=self.page.locator(f'[name="mutation"][value="{mutation}"]'))
        forms.first.wait_for(state="attached")
        entry = forms.and_(self.page.locator(".entry"))
        form = entry.first if entry.count() else forms.first
        fold = form.locator("xpath=ancestor::details[not(@open)]")
        if fold.count():
            fold.locator("> summary").click()
        return form

    def fill(self, form: Locator, **given: str) -> None:
        """Type into fields by the names the schema gives them."""
        for name, text in given.items():
            form.locator(named(name)).filter(visible=True).fill(text)

    def pick(self, form: Locator, name: str, text: str) -> None:
        """Choose from a list what carries that text."""
        select = form.locator(f'{named(name, "select")}, [data-cell="{name}"] select').first
        value = select.locator("option", has_text=text).first.get_attribute("value")
        select.select_option(value)

    def look_up(self, box: Locator, text: str) -> None:
        """Type into a look-up and click what it offers."""
        field = box.locator('input[type="text"]')
        field.click()
        field.fill("")
        field.press_sequentially(text)
        box.get_by_role("option").filter(has_text=text).first.click()
        expect(box).to_have_class(re.compile("chosen"))

    def find(self, form: Locator, name: str, text: str) -> None:
        """The look-up of that field of a form."""
        self.look_up(form.locator(".combo", has=self.page.locator(named(name))), text)

    def line(self, form: Locator, place: int) -> Locator:
        """A line of a form, counted from one; added when it is not there yet."""
        lines = form.locator("[data-line]")
        while lines.count() < place:
            form.locator("[data-add]").click()
        return lines.nth(place - 1)

    def enter(self, line: Locator, **given: str) -> None:
        """Type into the cells of a line."""
        for name, text in given.items():
            line.locator(f'[data-cell="{name}"] input:visible').fill(text)

    def send(self, mutation: str) -> None:
        """Press the button of that verb and read that it is done."""
        form = self.form(mutation)
        form.locator('.form-end button[type="submit"], button[type="submit"]:not([name])').last.click()
        expect(self.page.locator("[data-toast]")).to_contain_text(label(f"Mutation.{mutation}"))
        self.page.wait_for_load_state()

    def title(self) -> str:
        return self.page.get_by_role("heading", level=1).inner_text().strip()

    def links(self, name: str) -> Locator:
        """Every link within the page to a record on the page of that name."""
        path = mounting.engine().pages[name].path
        return self.main.locator(f'a[href^="{path}?id="]').filter(visible=True)

    def numbers(self, name: str, count: int) -> list[str]:
        """The numbers of the records that are linked, once there are so many."""
        for _ in range(LOOKS):
            found = sorted({text.strip() for text in self.links(name).all_inner_texts()})
            if len(found) >= count:
                break
            self.page.reload()
        assert len(found) == count, f"{found} on {self.page.url}"
        return found

    def until(self, locator: Locator) -> None:
        """Look again until it is there: what the worker does comes by itself, a moment later."""
        for _ in range(LOOKS):
            if locator.count():
                return
            self.page.reload()
        expect(locator).to_be_visible()


def named(name: str, kind: str = "") -> str:
    """A field as a form that changes something calls it, or as a form that only asks calls it."""
    return f'{kind}[name="input.{name}"], {kind}[name="{name}"]'


def figure(text: str) -> int:
    """The amount that is read as ¥1,234.

    >>> figure("¥1,234"), figure("-¥5"), figure("")
    (1234, -5, 0)
    """
    digits = re.sub(r"[^\d-]", "", text)
    return int(digits or 0)
