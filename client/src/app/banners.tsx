/** One line above everything when the page is cut off, or when it is served without encryption. */
import { CloudOff, Unlock, X } from "lucide";
import { useEffect, useState } from "preact/hooks";
import { CallingBanner } from "../calls/views/calling";
import { Farewell } from "../calls/views/farewell";
import { CatchingUpNotices } from "../catching-up/lazy";
import { DueReminders } from "../later/due-reminders";
import { IconButton } from "../ui/button";
import { Icon } from "../ui/icon";
import { useApp } from "./context";

export function Banners({ here }: { here: string | null }) {
	const { connection } = useApp();
	return (
		<div class="banners" role="status">
			{connection.value === "offline" && (
				<p class="banner">
					<Icon shape={CloudOff} size={18} />
					<span>You are offline. What you send goes out when you are back.</span>
				</p>
			)}
			<CallingBanner here={here} />
			<DueReminders />
			<CatchingUpNotices />
			<Farewell />
			<PlainHttp />
		</div>
	);
}

const DISMISSED = "plain-http-dismissed";

function PlainHttp() {
	const [shown, setShown] = useState(false);
	useEffect(() => setShown(isPlainHttp() && !wasDismissed()), []);
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

/** Loopback counts as safe in every browser; a LAN address does not. */
function isPlainHttp(): boolean {
	return location.protocol === "http:" && !window.isSecureContext;
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
