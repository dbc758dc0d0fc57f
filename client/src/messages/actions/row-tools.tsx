/** The small toolbar on the message under the mouse, or with the focus. */
import { CornerUpLeft, Ellipsis, MessagesSquare, SmilePlus } from "lucide";
import type { Message } from "../../api/types";
import { Icon, type IconShape } from "../../ui/icon";
import { moveFocus } from "../../ui/roving";
import { actionsOn } from "./actions";
import { openPopup, popup, rowElement } from "./popup";
import { useActing } from "./use-acting";

export function RowTools({ message }: { message: Message }) {
	const acting = useActing();
	const actions = new Map(actionsOn(message, acting).map((action) => [action.name, action]));
	if (actions.size === 0) return null;
	const open = popup.value?.message.id === message.id ? popup.value.kind : null;
	const does = (name: string) => actions.get(name)?.run();
	return (
		<div
			class="row-tools"
			role="toolbar"
			aria-label="What to do with this message"
			onKeyDown={(event) => onToolKey(event, message)}
		>
			{!message.deleted_at && (
				<Tool
					label="React"
					icon={SmilePlus}
					expanded={open === "react"}
					onPress={(at) => openPopup("react", message, at)}
				/>
			)}
			{actions.has("reply") && <Tool label="Reply" icon={CornerUpLeft} onPress={() => does("reply")} />}
			{actions.has("thread") && <Tool label="Thread" icon={MessagesSquare} onPress={() => does("thread")} />}
			<Tool label="More" icon={Ellipsis} expanded={open === "menu"} onPress={(at) => openPopup("menu", message, at)} />
		</div>
	);
}

function onToolKey(event: KeyboardEvent, message: Message): void {
	const list = event.currentTarget as HTMLElement;
	if (event.key === "Escape") {
		event.stopPropagation();
		rowElement(message.id)?.focus({ preventScroll: true });
		return;
	}
	const turned = { ArrowRight: "ArrowDown", ArrowLeft: "ArrowUp" }[event.key];
	if (turned && moveFocus(new KeyboardEvent("keydown", { key: turned }), list, "button")) event.preventDefault();
}

interface ToolProps {
	label: string;
	icon: IconShape;
	expanded?: boolean;
	onPress: (at: HTMLElement) => void;
}

function Tool({ label, icon, expanded, onPress }: ToolProps) {
	return (
		<button
			type="button"
			class="tool"
			aria-label={label}
			title={label}
			aria-haspopup={expanded === undefined ? undefined : "dialog"}
			aria-expanded={expanded}
			onClick={(event) => onPress(event.currentTarget)}
		>
			<Icon shape={icon} size={18} />
		</button>
	);
}
