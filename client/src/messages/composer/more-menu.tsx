/** Under the plus: what else than text and files can be sent. */
import { ChartBarBig, Clapperboard, Plus } from "lucide";
import { useShowDialog } from "../../app/show-dialog";
import { Menu, MenuItem } from "../../ui/menu";
import type { Place } from "./place";

export function MoreMenu({ place }: { place: Place }) {
	const show = useShowDialog();
	return (
		<Menu label="More to send" icon={Plus} align="start">
			<MenuItem icon={ChartBarBig} onSelect={() => show({ name: "new-poll", ...place })}>
				Poll
			</MenuItem>
			<MenuItem icon={Clapperboard} onSelect={() => show({ name: "gif", ...place })}>
				Gif
			</MenuItem>
		</Menu>
	);
}
