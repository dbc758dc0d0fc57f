"""Where blobs are, by the setting DISTRIBUTED_FILES_URL."""

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from distributed_chat.blobs.store import Blobs
from distributed_chat.config import Settings
from distributed_chat.config.settings import SettingIsWrong

if TYPE_CHECKING:
    from obstore.store import ObjectStore

_S3_OPTIONS = {"endpoint", "region", "virtual_hosted_style_request"}


def blobs_of(settings: Settings) -> Blobs:
    """What the settings name: the folder `files` in the data folder when they name nothing. Opens nothing yet.

    `file:///somewhere`, `memory:` (for tests), or `s3://KEY:SECRET@bucket/prefix?endpoint=https://…&region=…`, where
    what is not said is looked for as every S3 client does (AWS_ACCESS_KEY_ID …). Raises `SettingIsWrong`.
    """
    folder = folder_of(settings)
    if folder is not None:
        return _in_folder(folder)
    url = urlsplit(settings.files_url or "")
    match url.scheme:
        case "memory":
            return Blobs(_memory)
        case "s3" if url.hostname:
            options = _s3_options(url)
            return Blobs(lambda: _bucket(url, options))
        case _:
            raise SettingIsWrong("DISTRIBUTED_FILES_URL begins with file:///, or is s3://bucket.")


def folder_of(settings: Settings) -> Path | None:
    """Where they lie, when that is a folder of this machine."""
    if not settings.files_url:
        return settings.data / "files"
    url = urlsplit(settings.files_url)
    is_folder = url.scheme == "file" and url.path.startswith("/") and not url.netloc
    return Path(unquote(url.path)) if is_folder else None


def _in_folder(folder: Path) -> Blobs:
    def opened() -> "ObjectStore":
        from obstore.store import LocalStore  # see `Blobs`

        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return LocalStore(folder, automatic_cleanup=True)

    return Blobs(opened, folder=folder)


def _memory() -> "ObjectStore":
    from obstore.store import MemoryStore

    return MemoryStore()


def _s3_options(url: SplitResult) -> dict[str, Any]:
    options: dict[str, Any] = dict(parse_qsl(url.query))
    if unknown := set(options) - _S3_OPTIONS:
        raise SettingIsWrong(f"DISTRIBUTED_FILES_URL knows no {', '.join(sorted(unknown))}.")
    if url.username and url.password:
        options |= {"access_key_id": unquote(url.username), "secret_access_key": unquote(url.password)}
    return options


def _bucket(url: SplitResult, options: dict[str, Any]) -> "ObjectStore":
    from obstore.store import S3Store

    plain = str(options.get("endpoint", "")).startswith("http://")
    return S3Store(
        url.hostname,
        prefix=url.path.strip("/") or None,
        config=options,  # type: ignore[arg-type]
        client_options={"allow_http": plain, "connect_timeout": "5s", "timeout": "60s"},
    )
