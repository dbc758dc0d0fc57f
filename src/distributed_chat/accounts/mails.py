"""The words of the mails about an account, as text and as HTML. Links lead to the instance's own address only."""

from html import escape

from distributed_chat.config import Settings
from distributed_chat.mail import Mail

_PAGE = (
    '<!doctype html><html lang="en"><body style="margin:0;padding:32px 16px;background:#f6f1e8;color:#2b2622;'
    'font:16px/1.5 sans-serif"><div style="max-width:440px;margin:0 auto;padding:28px;background:#fff;'
    'border-radius:16px">{inside}</div></body></html>'
)
_CODE = '<p style="margin:20px 0;font-size:30px;font-weight:700;letter-spacing:6px">{code}</p>'


def reset_code_mail(settings: Settings, *, email: str, first_name: str, code: str) -> Mail:
    return _mail(
        email,
        "Your code for a new password",
        [f"Hello {first_name},", f"this code lets you choose a new password on {settings.origin}:"],
        code,
        ["It works once, for ten minutes. If you did not ask for it, ignore this mail: nothing has changed."],
    )


def proof_code_mail(settings: Settings, *, email: str, first_name: str, code: str) -> Mail:
    return _mail(
        email,
        "Confirm your email",
        [f"Hello {first_name},", f"type this code on {settings.origin} to confirm that this address is yours:"],
        code,
        ["It works once, for ten minutes. If you have no account there, ignore this mail."],
    )


def changed_mail(settings: Settings, *, email: str, first_name: str, what: str) -> Mail:
    """Sent to the address that the account had before: whoever took it over can't keep that quiet. `what`: "email"."""
    return _mail(
        email,
        f"Your {what} was changed",
        [f"Hello {first_name},", f"the {what} of your account on {settings.origin} was changed just now."],
        None,
        ["If that was you, all is well. If not, choose a new password at once, or tell whoever runs the server."],
    )


def _mail(to: str, subject: str, before: list[str], code: str | None, after: list[str]) -> Mail:
    text = "\n\n".join([*before, *([f"    {_spaced(code)}"] if code else []), *after]) + "\n"
    shown = [f"<p>{escape(line)}</p>" for line in before]
    shown += [_CODE.format(code=escape(_spaced(code)))] if code else []
    shown += [f"<p>{escape(line)}</p>" for line in after]
    return Mail(to=to, subject=subject, text=text, html=_PAGE.format(inside="".join(shown)))


def _spaced(code: str) -> str:
    """Two groups of four are easier to carry from one screen to another."""
    return f"{code[:4]} {code[4:]}"
