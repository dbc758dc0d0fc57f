/** One line above everything when the page is cut off, or when it is served without encryption. */
import { CloudOff } from "lucide";
import { useEffect, useState } from "preact/hooks";
import { CallingBanner } from "../calls/views/calling";
import { Farewell } from "../calls/views/lazy";
import { CatchingUpNotices } from "../catching-up/lazy";
import { DueReminders } from "../later/due-reminders";
import { Icon } from "../ui/icon";
import { lazy } from "../ui/lazy";
import { useApp } from "./context";
import { cutOff } from "./cut-off";

const PlainHttpNotice = lazy(async () => (await import("./plain-http")).PlainHttpNotice, null);

export function Banners({ here }: { here: string | null }) {
	const app = useApp();
	const away = cutOff(app);
	return (
		<div class="banners" role="status">
			{away && (
				<p class="banner">
					<Icon shape={CloudOff} size={18} />
					<span>{away.banner}</span>
				</p>
			)}
			<CallingBanner here={here} />
			<DueReminders />
			<CatchingUpNotices />
			{app.calls.farewell.value && <Farewell />}
			<PlainHttp />
		</div>
	);
}

/** Loopback counts as safe in every browser; a LAN address does not. */
function PlainHttp() {
	const [plain, setPlain] = useState(false);
	useEffect(() => setPlain(location.protocol === "http:" && !window.isSecureContext), []);
	return plain && <PlainHttpNotice />;
}
