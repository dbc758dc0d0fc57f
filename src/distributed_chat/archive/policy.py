"""Rules for exports."""

from distributed_chat.kernel.clock import DAY

KEPT_FOR = 7 * DAY
KEPT_AT_MOST = 5
"""Archives of one person, ready ones too; the oldest goes for a new one."""
