/** What a command answered to me alone. */
import { Eye, X } from "lucide";
import { IconButton } from "../../ui/button";
import { Icon } from "../../ui/icon";

export function Told({ text, onClose }: { text: string; onClose: () => void }) {
	return (
		<div class="composer-banner told">
			<Icon shape={Eye} size={18} />
			<p role="status">
				<b>Only you see this</b> <span dir="auto">{text}</span>
			</p>
			<IconButton label="Close" icon={X} onClick={onClose} />
		</div>
	);
}
