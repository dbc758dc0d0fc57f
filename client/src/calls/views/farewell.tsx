/** Why I am no longer in a call, when I did not leave myself. */
import { PhoneOff, X } from "lucide";
import { useApp } from "../../app/context";
import { IconButton } from "../../ui/button";
import { Icon } from "../../ui/icon";

export function Farewell() {
	const { calls } = useApp();
	if (!calls.farewell.value) return null;
	return (
		<p class="banner">
			<Icon shape={PhoneOff} size={18} />
			<span>{calls.farewell.value}</span>
			<IconButton label="Hide this" icon={X} onClick={() => calls.dismissFarewell()} />
		</p>
	);
}
