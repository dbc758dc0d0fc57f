"""Work on the index that takes more than one transaction."""

import asyncio
from functools import partial

from distributed_chat.search.actions import TidyUp, tidy_step
from distributed_chat.web import Services

BREATH_SECONDS = 0.01
"""Between two steps, for those who write."""


async def tidy_up(_job: TidyUp, services: Services) -> None:
    """The job after an erasing on an older SQLite: when it is done, no word of it is in the files of the index."""
    first = True
    while await services.database.write(partial(tidy_step, first=first)):
        first = False
        await asyncio.sleep(BREATH_SECONDS)
