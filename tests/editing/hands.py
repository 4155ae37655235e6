"""What an editor does at the desk, counted: how many acts something takes."""


class Hand:
    """Somebody's hand that counts what it does: a press, a key or a run of typing is one act."""

    def __init__(self, page):
        self.page, self.acts = page, 0

    def press(self, name: str) -> None:
        self.acts += 1
        self.page.get_by_role("button", name=name, exact=True).click()

    def key(self, key: str) -> None:
        self.acts += 1
        self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.acts += 1
        self.page.keyboard.insert_text(text)

    def save(self) -> None:
        with self.page.expect_navigation():
            self.key("Control+s")
