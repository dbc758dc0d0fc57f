"""The words of the mail that invites, as text and as HTML. The link leads to the instance's own address only."""

from html import escape

from distributed_chat.config import Settings
from distributed_chat.kernel.clock import DAY, HOUR, MINUTE
from distributed_chat.mail import Mail

_PAGE = """<!doctype html>
<html lang="en"><body style="margin:0;padding:32px 16px;background:#f6f1e8;color:#2b2622;font:16px/1.5 sans-serif">
<div style="max-width:440px;margin:0 auto;padding:28px;background:#fff;border-radius:16px">
<p>{who} invites you to <b>{group}</b>, a group that talks on {origin}.</p>
<p style="margin:24px 0"><a href="{url}" style="padding:12px 20px;border-radius:12px;background:#b4412a;color:#fff;
text-decoration:none;font-weight:700">See the invitation</a></p>
<p style="color:#6b625a">{note}</p>
<p style="color:#6b625a;word-break:break-all">{url}</p>
</div></body></html>
"""


def invite_mail(settings: Settings, *, to: str, who: str, group: str, url: str, lasts: int) -> Mail:
    """`lasts`: microseconds until the invitation expires."""
    note = f"The link is for you alone and works for {_time(lasts)}. If you know nobody there, ignore this mail."
    lines = [f"{who} invites you to {group}, a group that talks on {settings.origin}.", f"    {url}", note]
    shown = {"who": who, "group": group, "url": url, "origin": settings.origin, "note": note}
    return Mail(
        to=to,
        subject=f"{who} invites you to {group}",
        text="\n\n".join(lines) + "\n",
        html=_PAGE.format(**{name: escape(value) for name, value in shown.items()}),
    )


def _time(lasts: int) -> str:
    """In the largest unit that fits, never more than is left."""
    for unit, one, many in ((DAY, "a day", "days"), (HOUR, "an hour", "hours"), (MINUTE, "a minute", "minutes")):
        count = lasts // unit
        if count:
            return one if count == 1 else f"{count} {many}"
    return "a minute"
