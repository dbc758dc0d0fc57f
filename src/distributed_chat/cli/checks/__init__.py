"""What `distributed doctor` looks at: the machine, the instance on it, and what calls need."""

from distributed_chat.cli.checks.finding import Finding, Verdict

__all__ = ["Finding", "Verdict"]
