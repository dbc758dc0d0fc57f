"""Mail: written by the package that has something to say, sent by a durable job: a relay's bad day loses none."""

from distributed_chat.mail.letters import Mail, is_on, send_later
from distributed_chat.mail.smtp import MailSetting, deliver

KIND = "mail.send"

__all__ = ["KIND", "Mail", "MailSetting", "deliver", "is_on", "send_later"]
