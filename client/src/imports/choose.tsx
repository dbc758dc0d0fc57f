/** Choosing the archive, and how far its upload is. */
import { FileArchive } from "lucide";
import { useEffect, useRef, useState } from "preact/hooks";
import { Section } from "../accounts/settings/section";
import type { Import } from "../api/types";
import { useApp } from "../app/context";
import { sizeInWords } from "../files/words";
import { Button } from "../ui/button";
import { FieldFrame } from "../ui/field";
import { Icon } from "../ui/icon";
import { Notice } from "../ui/notice";
import { useSubmit } from "../ui/submit";
import { Progress } from "./progress";

interface ChooseProps {
	groupId: string | null;
	onBegun: (it: Import) => void;
}

const HINT =
	"Slack's export (.zip), DiscordChatExporter's JSON (.json, or a .zip of several with media), Zulip's export (.tar.gz), or an archive of Distributed.";

export function ChooseArchive({ groupId, onBegun }: ChooseProps) {
	const app = useApp();
	const [file, setFile] = useState<File | null>(null);
	const [sent, setSent] = useState(0);
	const leaving = useRef(new AbortController());
	useEffect(() => () => leaving.current.abort(), []);
	const form = useSubmit(async () => {
		if (file) onBegun(await app.imports.begin(file, groupId, setSent, leaving.current.signal));
	}, ["file_id"]);
	return (
		<Section
			title="Bring your rooms along"
			lead="Messages, threads, reactions and files come with their times. Importing the same place again adds only what is new."
		>
			<FieldFrame id="archive" label="The archive" error={form.error("file_id")} hint={HINT}>
				<div class="file-picker">
					<Icon shape={FileArchive} />
					<span class="clip">{file ? `${file.name}, ${sizeInWords(file.size)}` : "Choose a file"}</span>
					<input
						id="archive"
						type="file"
						accept=".zip,.json,.gz,.tgz,.tar"
						aria-describedby="archive-hint"
						disabled={form.busy}
						onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
					/>
				</div>
			</FieldFrame>
			{form.busy && file && (
				<Progress label={`${sizeInWords(sent)} of ${sizeInWords(file.size)}`} value={sent} max={file.size} />
			)}
			{form.general && <Notice kind="bad">{form.general}</Notice>}
			<div class="form-actions">
				<Button look="primary" busy={form.busy} disabled={file === null} onClick={form.run}>
					Look into it
				</Button>
			</div>
		</Section>
	);
}
