/** What hangs on a message: pictures at once, the rest when its code is there, in places whose size is known before. */
import type { File, Message } from "../api/types";
import { lazy } from "../ui/lazy";
import { isPicture, kindOf } from "./kinds";
import { filmBoxOf } from "./layout";
import { PictureGrid } from "./picture-grid";

export const OtherFile = lazy<{ file: File; message: Message }>(
	async () => (await import("./other-file")).OtherFile,
	null,
);

/** Stands beside the bubble of the text, not inside of it. Nothing when there are no files. */
export function Attachments({ message }: { message: Message }) {
	const { files = [] } = message;
	if (files.length === 0) return null;
	const pictures = files.filter(isPicture);
	const others = files.filter((file) => !isPicture(file));
	return (
		<div class="attachments">
			{pictures.length > 0 && <PictureGrid pictures={pictures} />}
			{others.map((file) => (
				<div key={file.id} class={`attached ${kindOf(file)}`} style={frameOf(file)}>
					<OtherFile file={file} message={message} />
				</div>
			))}
		</div>
	);
}

/** The other kinds have a height of their own in the style sheet. */
function frameOf(file: File) {
	if (kindOf(file) !== "video") return undefined;
	const { width, ratio } = filmBoxOf(file);
	return { width: `${width}px`, aspectRatio: ratio };
}
