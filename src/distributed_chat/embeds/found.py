"""What is behind a link, as values: the page's own words, cleaned, and how its player is shown."""

from typing import Literal, NamedTuple

Player = Literal["youtube", "vimeo", "spotify", "x"]


class Picture(NamedTuple):
    """Drawn anew and kept under this key. Pixels."""

    blob_key: str
    width: int
    height: int


class Found(NamedTuple):
    title: str = ""
    description: str = ""
    site: str = ""
    picture: Picture | None = None
    player: Player | None = None
    player_url: str | None = None

    @property
    def shows_something(self) -> bool:
        return bool(self.title or self.picture or self.player)
