/** A room for programs: lines that post into it and follow it, a key for it alone, a webhook that speaks in it. */
import { useState } from "preact/hooks";
import type { IncomingHookMade, KeyMade, Room } from "../api/types";
import { useApp } from "../app/context";
import { leadsGroupOf } from "../conversations/select";
import { Button } from "../ui/button";
import { CopyField } from "../ui/copy";
import { Dialog } from "../ui/dialog";
import { Notice } from "../ui/notice";
import { useSubmit } from "../ui/submit";
import { followLine, hookLine, KEY_HERE, postLine } from "./curl";
import { usePlatform } from "./requests";
import { Secret } from "./secret";

interface RoomApiProps {
	room: Room;
	onClose: () => void;
}

const SCOPES = ["messages:read", "messages:write", "streams:read"];

export function RoomApiDialog({ room, onClose }: RoomApiProps) {
	const { state, apiOrigin } = useApp();
	const [made, setMade] = useState<KeyMade | null>(null);
	const secret = made?.secret ?? KEY_HERE;
	return (
		<Dialog title={`API of ${room.topic}`} onClose={onClose} kind="platform-wide">
			<div class="platform-key">
				<RoomKey room={room} made={made} onMade={setMade} />
				<Line title="Post into it" text={postLine(apiOrigin, room.id, secret)} />
				<Line title="Follow it live" text={followLine(apiOrigin, room.id, secret)} />
				<Line title="Id of the room" text={room.id} />
				{leadsGroupOf(state.value, room) && <RoomHook room={room} />}
				<p class="soft">
					All else is in <a href={`${apiOrigin}/api/docs`}>the description of the API</a>.
				</p>
			</div>
		</Dialog>
	);
}

function Line({ title, text }: { title: string; text: string }) {
	return (
		<section class="platform-part">
			<h3>{title}</h3>
			<CopyField key={text} label={title} text={text} quiet />
		</section>
	);
}

interface RoomKeyProps {
	room: Room;
	made: KeyMade | null;
	onMade: (made: KeyMade) => void;
}

function RoomKey({ room, made, onMade }: RoomKeyProps) {
	const platform = usePlatform();
	const form = useSubmit(async () => {
		const place = { group_id: room.group_id, room_id: room.id };
		onMade(await platform.makeKey({ name: `Room ${room.topic}`.slice(0, 80), scopes: SCOPES, ...place }));
	});
	if (made) {
		return (
			<Secret
				label="Secret of the key"
				text={made.secret}
				warning="It reads and writes in this room as you. The lines below have it already."
			/>
		);
	}
	return (
		<section class="platform-part">
			<p class="soft">{`Put a key where ${KEY_HERE} stands.`}</p>
			{form.general && <Notice kind="bad">{form.general}</Notice>}
			<div class="form-actions">
				<Button look="primary" busy={form.busy} onClick={form.run}>
					Make a key for this room
				</Button>
			</div>
		</section>
	);
}

function RoomHook({ room }: { room: Room }) {
	const platform = usePlatform();
	const [made, setMade] = useState<IncomingHookMade | null>(null);
	const form = useSubmit(async () => setMade(await platform.makeIncoming(room.id, "Webhook")));
	return (
		<section class="platform-part">
			<h3>Webhook</h3>
			{made ? (
				<>
					<Secret label="Address of the webhook" text={made.url} warning="Whoever has it may speak in this room." />
					<CopyField label="A line that speaks by the webhook" text={hookLine(made.url)} quiet />
				</>
			) : (
				<>
					<p class="soft">An address at which a program says something here, without a key. Slack's shape works.</p>
					{form.general && <Notice kind="bad">{form.general}</Notice>}
					<div class="form-actions">
						<Button busy={form.busy} onClick={form.run}>
							Make a webhook
						</Button>
					</div>
				</>
			)}
		</section>
	);
}
