/** A field for one file: a wide button that also takes what is dropped on it. The native input does the rest. */
import { ImagePlus } from "lucide";
import { useId, useState } from "preact/hooks";
import { describedBy, FieldFrame } from "./field";
import { Icon } from "./icon";

interface FilePickerProps {
	label: string;
	hint?: string;
	/** Media types, by commas; what is dropped is held to them too. */
	accept: string;
	chosen: File | null;
	error?: string | undefined;
	onChoose: (file: File) => void;
}

export function FilePicker({ label, hint, accept, chosen, error, onChoose }: FilePickerProps) {
	const id = useId();
	const [over, setOver] = useState(false);
	const take = (files: FileList | null | undefined) => {
		const file = [...(files ?? [])].find(({ type }) => accept.split(",").includes(type));
		if (file) onChoose(file);
	};
	return (
		<FieldFrame id={id} label={label} error={error} hint={hint}>
			<div
				class="file-picker"
				data-over={over || undefined}
				onDragOver={(event) => {
					event.preventDefault();
					setOver(true);
				}}
				onDragLeave={() => setOver(false)}
				onDrop={(event) => {
					event.preventDefault();
					setOver(false);
					take(event.dataTransfer?.files);
				}}
			>
				<Icon shape={ImagePlus} />
				<span class="clip">{chosen?.name ?? "Choose a picture, or drop it here"}</span>
				<input
					id={id}
					type="file"
					accept={accept}
					aria-describedby={describedBy(id, error, hint)}
					aria-invalid={error ? "true" : undefined}
					data-autofocus
					onChange={(event) => take(event.currentTarget.files)}
				/>
			</div>
		</FieldFrame>
	);
}
