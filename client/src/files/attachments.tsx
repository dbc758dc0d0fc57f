/** What hangs on a message: places whose size is known at once, and in them what is loaded when it is first needed. */
import type { File, Message } from "../api/types";
import { lazy } from "../ui/lazy";
import { isPicture, kindOf } from "./kinds";
import { type Box, filmBoxOf, gridOf } from "./layout";

const PictureGrid = lazy(async () => (await import("./attached")).PictureGrid, null);
const OtherFile = lazy(async () => (await import("./attached")).OtherFile, null);

export async function preloadAttachments(): Promise<void> {
	await Promise.all([PictureGrid.preload(), OtherFile.preload()]);
}

/** Stands beside the bubble of the text, not inside of it. Nothing when there are no files. */
export function Attachments({ message }: { message: Message }) {
	const { files = [] } = message;
	if (files.length === 0) return null;
	const grid = gridOf(files.filter(isPicture));
	const others = files.filter((file) => !isPicture(file));
	return (
		<div class="attachments">
			{grid.shown.length > 0 && (
				<div class={`pictures ${grid.shape}`} style={sizeOf(grid)}>
					<PictureGrid pictures={files.filter(isPicture)} grid={grid} />
				</div>
			)}
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
	return kindOf(file) === "video" ? sizeOf(filmBoxOf(file)) : undefined;
}

function sizeOf({ width, ratio }: Box) {
	return { width: `${width}px`, aspectRatio: ratio };
}
