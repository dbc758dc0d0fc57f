"""`python -m distributed_chat` is the same as `distributed`."""

import sys

from distributed_chat.cli import main

sys.exit(main())
