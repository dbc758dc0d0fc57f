/** Makes an emoji: a picture, a name, and how it will look. */
import { useEffect, useState } from "preact/hooks";
import { useApp } from "../app/context";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { FilePicker } from "../ui/file-picker";
import { Form } from "../ui/form";
import { FieldProblem, useSubmit } from "../ui/submit";
import { LONGEST_NAME, nameFromFile, problemWith, tidyName } from "./name";

const LARGEST = 4 * 1024 * 1024;

interface NewEmojiProps {
	groupId: string;
	onClose: () => void;
}

export function NewEmojiDialog({ groupId, onClose }: NewEmojiProps) {
	const app = useApp();
	const [picture, setPicture] = useState<File | null>(null);
	const [name, setName] = useState("");
	const taken = [...(app.state.value.groups.get(groupId)?.emoji.values() ?? [])].map((one) => one.name);
	const form = useSubmit(async () => {
		if (!picture) throw new FieldProblem("file", "Choose a picture.");
		const problem = problemWith(name, taken);
		if (problem) throw new FieldProblem("name", problem);
		await app.emoji.create(groupId, name, picture);
		onClose();
	}, ["file", "name"]);
	const choose = (chosen: File) => {
		form.clear();
		if (chosen.size > LARGEST) return form.fail("file", "That picture is larger than 4 MB.");
		setPicture(chosen);
		if (name === "") setName(nameFromFile(chosen.name));
	};
	return (
		<Dialog title="New emoji" onClose={onClose}>
			<Form form={form} action="Add" onBack={onClose}>
				<FilePicker
					label="Picture"
					hint="PNG, JPEG, GIF, WebP or AVIF. What moves goes on moving."
					accept="image/png,image/jpeg,image/gif,image/webp,image/avif"
					chosen={picture}
					error={form.error("file")}
					onChoose={choose}
				/>
				<Field
					label="Name"
					name="name"
					required
					maxLength={LONGEST_NAME}
					placeholder="party_parrot"
					hint={name === "" ? "Small letters, digits and underscores." : `Write it as :${name}:`}
					value={name}
					onInput={(typed) => setName(tidyName(typed))}
					error={form.error("name")}
				/>
				{picture && <Trial picture={picture} name={name} />}
			</Form>
		</Dialog>
	);
}

/** In a line of text, and as a reaction. */
function Trial({ picture, name }: { picture: File; name: string }) {
	const url = usePictureUrl(picture);
	if (!url) return null;
	return (
		<p class="emoji-trial" aria-hidden="true">
			<span>
				Well done <img src={url} alt="" class="emoji-in-text" />
			</span>
			<span class="emoji-as-reaction">
				<img src={url} alt={name} /> 3
			</span>
		</p>
	);
}

function usePictureUrl(picture: File): string | null {
	const [url, setUrl] = useState<string | null>(null);
	useEffect(() => {
		const made = URL.createObjectURL(picture);
		setUrl(made);
		return () => URL.revokeObjectURL(made);
	}, [picture]);
	return url;
}
