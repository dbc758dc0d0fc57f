/** That this page came without encryption, and what waits for it. Loaded where it is so; hidden for good by a press. */
import { Unlock, X } from "lucide";
import { useState } from "preact/hooks";
import { IconButton } from "../ui/button";
import { Icon } from "../ui/icon";

const DISMISSED = "plain-http-dismissed";

export function PlainHttpNotice() {
	const [shown, setShown] = useState(() => !wasDismissed());
	if (!shown) return null;
	return (
		<p class="banner quiet">
			<Icon shape={Unlock} size={18} />
			<span>
				This address is plain http: writing works, but calls, notifications and installing wait for https. Whoever runs
				the server gets there with <code>distributed host DOMAIN</code>.
			</span>
			<IconButton
				label="Hide this"
				icon={X}
				onClick={() => {
					dismiss();
					setShown(false);
				}}
			/>
		</p>
	);
}

function wasDismissed(): boolean {
	try {
		return localStorage.getItem(DISMISSED) !== null;
	} catch {
		return false;
	}
}

function dismiss(): void {
	try {
		localStorage.setItem(DISMISSED, "yes");
	} catch {
		// It comes back with the next page.
	}
}
