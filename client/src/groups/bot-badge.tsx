/** Beside the name of a user that a program speaks as. */
import type { User } from "../api/types";

export function BotBadge({ user }: { user: User | undefined }) {
	return user?.kind === "bot" ? <span class="tag bot">bot</span> : null;
}
