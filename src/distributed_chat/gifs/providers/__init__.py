"""Who is asked for gifs that the group has not, behind one small interface (`Provider`)."""

from distributed_chat.config import Settings
from distributed_chat.gifs.providers.giphy import Giphy
from distributed_chat.gifs.providers.port import FoundGif, Provider, ProviderIsAway
from distributed_chat.gifs.providers.remembering import Library
from distributed_chat.gifs.providers.tenor import Tenor
from distributed_chat.gifs.providers.web import Web

__all__ = ["FoundGif", "Library", "Provider", "ProviderIsAway", "library_of"]


def library_of(settings: Settings) -> Library | None:
    """What the settings name; None when they name nothing. Connects to nothing yet."""
    if settings.gif_provider is None or settings.gif_key is None:
        return None
    kind: type[Giphy | Tenor] = Giphy if settings.gif_provider == "giphy" else Tenor
    web = Web(settings.gif_url or kind.address, hosts=kind.hosts)
    return Library(settings.gif_provider, kind(web, settings.gif_key), web)
