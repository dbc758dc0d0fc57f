/** What a screen may do with the previews of a message; a part of `App`. */
import type { Message } from "../api/types";

export interface Previews {
	/** Takes them away for everybody: for its author, and for those who lead the group. */
	remove(message: Message): Promise<void>;
}
