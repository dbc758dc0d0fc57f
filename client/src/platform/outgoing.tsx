/** Outgoing webhooks of a group: who is told what, whether it works, and what was sent. */
import { Send } from "lucide";
import { useState } from "preact/hooks";
import { Section } from "../accounts/settings/section";
import type { OutgoingHook } from "../api/types";
import { useApp } from "../app/context";
import { count } from "../groups/people";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/dialog";
import { Icon } from "../ui/icon";
import { useSubmit } from "../ui/submit";
import { ago } from "../ui/time";
import { DeliveriesDialog } from "./deliveries";
import { Listing } from "./listing";
import { useLoaded } from "./loaded";
import { EditOutgoing, NewOutgoing } from "./outgoing-form";
import { usePlatform } from "./requests";

export function OutgoingSection({ groupId }: { groupId: string }) {
	const platform = usePlatform();
	const hooks = useLoaded(() => platform.outgoing(groupId), groupId);
	const [making, setMaking] = useState(false);
	return (
		<Section title="Webhooks out" lead="What happens here is told to an address of yours, signed, until it is heard.">
			<Listing
				loaded={hooks}
				none="Nobody is told anything."
				row={(hook) => <OutgoingLine key={hook.id} hook={hook} onChange={hooks.reload} />}
			/>
			<div class="form-actions">
				<Button icon={Send} onClick={() => setMaking(true)}>
					Tell an address
				</Button>
			</div>
			{making && <NewOutgoing groupId={groupId} onMade={hooks.reload} onClose={() => setMaking(false)} />}
		</Section>
	);
}

type Asked = "deliveries" | "edit" | "remove";

function OutgoingLine({ hook, onChange }: { hook: OutgoingHook; onChange: () => Promise<void> }) {
	const platform = usePlatform();
	const state = useApp().state.value;
	const [asked, setAsked] = useState<Asked | null>(null);
	const close = () => setAsked(null);
	const room = hook.room_id ? state.conversations.get(hook.room_id) : null;
	const where = hook.room_id ? (room?.kind === "room" ? room.topic : "one room") : "all open rooms";
	const turn = useSubmit(async () => {
		await platform.changeOutgoing(hook.id, { active: !hook.active });
		await onChange();
	});
	return (
		<li class="line wraps">
			<Icon shape={Send} />
			<div class="grow words">
				<b>{hook.name}</b>
				<small class="clip">{hook.url}</small>
				<small>
					{turn.general ?? `${count(hook.events.length, "kind")} of event, ${where} · ${healthWords(hook)}`}
				</small>
			</div>
			<label class="choice">
				<input
					type="checkbox"
					checked={hook.active !== turn.busy}
					onChange={turn.run}
					aria-label={`${hook.name} is on`}
				/>
				On
			</label>
			<Button onClick={() => setAsked("deliveries")} aria-label={`Log of ${hook.name}: what was sent`}>
				Log
			</Button>
			<Button onClick={() => setAsked("edit")} aria-label={`Change ${hook.name}`}>
				Change
			</Button>
			<Button onClick={() => setAsked("remove")} aria-label={`Delete ${hook.name}`}>
				Delete
			</Button>
			{asked === "deliveries" && <DeliveriesDialog hook={hook} onClose={close} />}
			{asked === "edit" && <EditOutgoing hook={hook} onChange={onChange} onClose={close} />}
			{asked === "remove" && (
				<ConfirmDialog
					title={`Delete ${hook.name}?`}
					words="Its address is told nothing more, and the log of what was sent goes."
					action="Delete"
					run={async () => {
						await platform.removeOutgoing(hook.id);
						await onChange();
					}}
					onClose={close}
				/>
			)}
		</li>
	);
}

/** How it goes: "works", "fails since yesterday", "off". */
export function healthWords(
	hook: Pick<OutgoingHook, "active" | "failing_since" | "last_status">,
	now?: number,
): string {
	if (!hook.active) return "off";
	if (hook.failing_since) return `fails since ${ago(hook.failing_since, now)}`;
	return hook.last_status === null ? "nothing sent yet" : "works";
}
