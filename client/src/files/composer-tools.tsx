/** What a composer has of files: the button that attaches, and the one that records a voice note. */
import { Camera, File as FileIcon, Image, Paperclip } from "lucide";
import { useRef } from "preact/hooks";
import { useApp } from "../app/context";
import { IconButton } from "../ui/button";
import { Menu, MenuItem } from "../ui/menu";
import { hasTouch } from "../ui/touch";
import { chosenOf } from "./choosing";

export { VoiceButton } from "./voice-button";

export interface ToolProps {
	conversationId: string;
	/** Of the composer of a thread: its first message. */
	threadOf?: string | undefined;
}

/** Stands at the start of the composer's box. A phone asks where from: its pictures, its camera, its files. */
export function AttachButton({ conversationId, threadOf }: ToolProps) {
	const app = useApp();
	const input = useRef<HTMLInputElement>(null);
	const choose = (accept = "", camera = false) => {
		if (!input.current) return;
		input.current.accept = accept;
		if (camera) input.current.setAttribute("capture", "environment");
		else input.current.removeAttribute("capture");
		input.current.click();
	};
	return (
		<span class="attach-button">
			<input
				ref={input}
				type="file"
				multiple
				hidden
				tabIndex={-1}
				aria-hidden="true"
				onChange={({ currentTarget }) => {
					void app.files.add(threadOf ?? conversationId, chosenOf(currentTarget.files ?? []));
					// The same file can be chosen again.
					currentTarget.value = "";
					// What goes with them is written next, or Enter sends them. With fingers the keyboard would come up.
					if (!hasTouch()) currentTarget.form?.querySelector("textarea")?.focus();
				}}
			/>
			{hasTouch() ? (
				<Menu label="Attach" icon={Paperclip} align="start">
					<MenuItem icon={Image} onSelect={() => choose("image/*,video/*")}>
						Pictures and films
					</MenuItem>
					<MenuItem icon={Camera} onSelect={() => choose("image/*", true)}>
						Take a picture
					</MenuItem>
					<MenuItem icon={FileIcon} onSelect={() => choose()}>
						Files
					</MenuItem>
				</Menu>
			) : (
				<IconButton label="Attach files" icon={Paperclip} onClick={() => choose()} />
			)}
		</span>
	);
}
