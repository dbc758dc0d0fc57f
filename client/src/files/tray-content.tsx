/** The tray: each file with how far it is and a way to take it out; messages that wait for their files; refusals. */
import { File as FileIcon, Mic, Music, RotateCw, Video, X } from "lucide";
import { useApp } from "../app/context";
import { IconButton } from "../ui/button";
import { Icon } from "../ui/icon";
import type { Held, Tray, Upload } from "./seam";
import { lengthInWords, sizeInWords } from "./words";

export function TrayContent({ place, tray }: { place: string; tray: Tray }) {
	const app = useApp();
	return (
		<div class="tray">
			{tray.held.map((held) => (
				<HeldMessage key={held.id} held={held} />
			))}
			{tray.refused && (
				<p class="tray-refused" role="alert">
					<span>{tray.refused}</span>
					<IconButton label="Dismiss" icon={X} onClick={() => app.files.dismissRefusal(place)} />
				</p>
			)}
			<Uploads uploads={tray.uploads} label="Files to send" />
		</div>
	);
}

function HeldMessage({ held }: { held: Held }) {
	const app = useApp();
	const failed = held.uploads.some(({ state }) => state === "failed");
	return (
		<section class="tray-held" aria-label="Message that waits for its files">
			<p>
				<b role="status">{failed ? "Not sent: a file was refused" : "Sends when uploaded"}</b>
				{held.text !== "" && (
					<span class="clip" dir="auto">
						{held.text}
					</span>
				)}
				<button type="button" class="link-button" onClick={() => app.files.takeBack(held.id)}>
					Take back
				</button>
			</p>
			<Uploads uploads={held.uploads} label="Files of this message" />
		</section>
	);
}

function Uploads({ uploads, label }: { uploads: readonly Upload[]; label: string }) {
	if (uploads.length === 0) return null;
	return (
		<ul class="tray-files" aria-label={label}>
			{uploads.map((upload) => (
				<UploadItem key={upload.id} upload={upload} />
			))}
		</ul>
	);
}

function UploadItem({ upload }: { upload: Upload }) {
	const app = useApp();
	const { id, name, picture, state } = upload;
	return (
		<li class={`tray-file ${state}${picture ? " picture-file" : ""}`} title={upload.error ?? name}>
			{picture ? <img src={picture} alt={name} /> : <Sort upload={upload} />}
			{!picture && <b class="clip">{upload.seconds !== null ? "Voice note" : name}</b>}
			<Progress upload={upload} />
			{state === "failed" && (
				<IconButton label={`Try ${name} again`} icon={RotateCw} onClick={() => app.files.retry(id)} />
			)}
			<span class="tray-remove">
				<IconButton label={`Remove ${name}`} icon={X} onClick={() => app.files.remove(id)} />
			</span>
		</li>
	);
}

function Sort({ upload }: { upload: Upload }) {
	const [family] = upload.type.split("/");
	const shape = upload.seconds !== null ? Mic : ({ audio: Music, video: Video }[family ?? ""] ?? FileIcon);
	return (
		<span class="tray-sort">
			<Icon shape={shape} />
		</span>
	);
}

function Progress({ upload }: { upload: Upload }) {
	const { sent, size, state, name } = upload;
	const part = Math.min(1, sent / Math.max(1, size));
	const words = wordsOf(upload);
	return (
		<>
			<small
				class={state === "failed" ? "tray-words bad" : "tray-words"}
				role={state === "failed" ? "alert" : undefined}
			>
				{words}
			</small>
			{state !== "done" && state !== "failed" && (
				<span
					class="tray-progress"
					role="progressbar"
					aria-label={name}
					aria-valuenow={Math.round(part * 100)}
					aria-valuetext={words}
				>
					<span style={{ width: `${part * 100}%` }} />
				</span>
			)}
		</>
	);
}

const AWAY = "Waits for the server";

function wordsOf({ state, again, sent, size, error, seconds }: Upload): string {
	switch (state) {
		case "waiting":
			return "Waiting";
		case "paused":
			return AWAY;
		case "failed":
			return error ?? "Refused";
		case "done":
			return seconds === null ? sizeInWords(size) : lengthInWords(seconds);
		case "sending":
			if (again) return AWAY;
			return sent >= size ? "Almost there" : `${Math.floor((sent / Math.max(1, size)) * 100)} %`;
	}
}
