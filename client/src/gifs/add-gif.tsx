/** Puts a moving picture on the shelf of a group, with words to find it by. */
import { useState } from "preact/hooks";
import type { Gif } from "../api/types";
import { useApp } from "../app/context";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { FilePicker } from "../ui/file-picker";
import { Form } from "../ui/form";
import { FieldProblem, useSubmit } from "../ui/submit";

const LARGEST = 16 * 1024 * 1024;

interface AddGifProps {
	source: { groupId: string; name: string };
	onClose: () => void;
	onAdded: (gif: Gif) => void;
}

export function AddGif({ source, onClose, onAdded }: AddGifProps) {
	const app = useApp();
	const [picture, setPicture] = useState<File | null>(null);
	const [tags, setTags] = useState("");
	const form = useSubmit(async () => {
		if (!picture) throw new FieldProblem("file", "Choose a picture.");
		onAdded(await app.gifs.add(source.groupId, picture, tags));
	}, ["file", "tags"]);
	const choose = (chosen: File) => {
		form.clear();
		if (chosen.size > LARGEST) return form.fail("file", "That is larger than 16 MB.");
		setPicture(chosen);
	};
	return (
		<Dialog title={`Add to the shelf of ${source.name}`} onClose={onClose}>
			<Form form={form} action="Add" back="Back" onBack={onClose}>
				<FilePicker
					label="Picture"
					hint="GIF, WebP, PNG, JPEG or AVIF, 16 MB at most."
					accept="image/gif,image/webp,image/png,image/jpeg,image/avif"
					chosen={picture}
					error={form.error("file")}
					onChoose={choose}
				/>
				<Field
					label="Words to find it by"
					name="tags"
					placeholder="party dance hooray"
					maxLength={200}
					hint="Up to ten. Any member of the group can send it."
					value={tags}
					onInput={setTags}
					error={form.error("tags")}
				/>
			</Form>
		</Dialog>
	);
}
