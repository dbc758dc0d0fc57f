"""codes: eight digits for one use within minutes. Wrong tries count against all codes of the identity."""

from typing import Any

from distributed_chat.kernel.clock import MINUTE
from distributed_chat.micro.actions import create_code, use_code
from distributed_chat.micro.call import Call, Handler
from distributed_chat.micro.errors import MicroError

LIFE = 5 * MINUTE
LONGEST_IDENTITY = 320


async def create(call: Call) -> dict[str, Any]:
    identity = _identity(call)
    expires_at = call.instant("expires_at")
    return {"code": await call.write(lambda tx: create_code(tx, identity, expires_at or tx.now + LIFE))}


async def verify(call: Call) -> dict[str, Any]:
    code = call.need("CODE", "Missing code", "code")
    identity = _identity(call)
    right = await call.write(lambda tx: use_code(tx, identity, code))
    if right is None:
        raise MicroError("INVALID_CODE", "Invalid code")
    if not right:
        raise MicroError("EXPIRED_CODE", "Expired code")
    return {}


def _identity(call: Call) -> str:
    identity = call.need("IDENTITY", "Missing identity", "identity")
    if len(identity) > LONGEST_IDENTITY:
        raise MicroError("INVALID_IDENTITY", "An identity has at most 320 characters")
    return identity


ENDPOINTS: dict[str, Handler] = {"create": create, "verify": verify}
