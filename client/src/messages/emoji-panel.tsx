/** The door to the emoji picker: loads its code and data when it is opened first, and says so when that fails. */
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Notice } from "../ui/notice";
import type { EmojiPickerProps } from "./emoji-picker";

export function EmojiPanel(props: EmojiPickerProps) {
	const [Picker, setPicker] = useState<{ Component: ComponentType<EmojiPickerProps> } | null>(null);
	const [failed, setFailed] = useState(false);
	useEffect(() => {
		let wanted = true;
		import("./emoji-picker").then(
			(module) => wanted && setPicker({ Component: module.EmojiPicker }),
			() => wanted && setFailed(true),
		);
		return () => {
			wanted = false;
		};
	}, []);
	return (
		<div class="emoji-panel">
			{Picker && <Picker.Component {...props} />}
			{!Picker &&
				(failed ? (
					<Notice kind="bad">The emoji could not be loaded. Try again in a moment.</Notice>
				) : (
					<span class="spinner" />
				))}
		</div>
	);
}
