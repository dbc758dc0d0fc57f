/** From what a browser hands over (a picker, a drop, a paste) to files with names. */
import type { Chosen } from "./seam";

export function chosenOf(files: Iterable<File>): Chosen[] {
	return [...files].map((file) => ({ name: file.name || "File", blob: file }));
}

/** A dropped folder has no bytes of its own; it is refused in words like an empty file. */
export function dropped(transfer: DataTransfer): Chosen[] {
	const folders = new Set(
		[...transfer.items].flatMap((item) => {
			const entry = item.kind === "file" ? item.webkitGetAsEntry() : null;
			return entry?.isDirectory ? [entry.name] : [];
		}),
	);
	return chosenOf(transfer.files).map((it) => (folders.has(it.name) ? { ...it, blob: new Blob() } : it));
}

export function hasFiles(transfer: DataTransfer | null): boolean {
	return transfer?.types.includes("Files") ?? false;
}

/** Offices put a picture beside the text that was copied: then the text is meant. */
export function pasted(transfer: DataTransfer | null): Chosen[] {
	if (!transfer || transfer.files.length === 0) return [];
	const isWritten = transfer.types.includes("text/plain") && transfer.types.includes("text/html");
	return isWritten ? [] : chosenOf(transfer.files).map(named);
}

/** Every pasted picture is called "image.png" by the browser. */
function named(chosen: Chosen): Chosen {
	const ending = /^image\.(\w+)$/.exec(chosen.name)?.[1];
	return ending ? { ...chosen, name: `Pasted picture.${ending}` } : chosen;
}
