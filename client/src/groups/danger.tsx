/** Leaving a group, and ending it for everybody. */
import { useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { Section } from "../accounts/settings/section";
import type { Group } from "../api/types";
import { useApp } from "../app/context";
import type { GroupEntry } from "../store/state";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/dialog";

export function DangerSection({ entry }: { entry: GroupEntry }) {
	const [asking, setAsking] = useState<"leave" | "delete" | null>(null);
	const alone = entry.members.size === 1;
	return (
		<Section
			title="Leaving"
			lead={
				alone ? "You are the only one here: leaving ends the group." : "Somebody has to invite you again to come back."
			}
		>
			<div class="form-actions">
				<Button look="danger" onClick={() => setAsking("leave")}>
					Leave {entry.group.name}
				</Button>
				{entry.myRole === "owner" && (
					<Button look="danger" onClick={() => setAsking("delete")}>
						Delete for everybody
					</Button>
				)}
			</div>
			{asking && <EndDialog group={entry.group} end={asking} onClose={() => setAsking(null)} />}
		</Section>
	);
}

interface EndDialogProps {
	group: Group;
	end: "leave" | "delete";
	onClose: () => void;
}

function EndDialog({ group, end, onClose }: EndDialogProps) {
	const app = useApp();
	const [, navigate] = useLocation();
	const leaves = end === "leave";
	const run = async () => {
		await (leaves ? app.leaveGroup(group.id) : app.deleteGroup(group.id));
		navigate("/", { replace: true });
	};
	return (
		<ConfirmDialog
			title={leaves ? `Leave ${group.name}?` : `Delete ${group.name}?`}
			words={
				leaves
					? "Its rooms and messages go from this device."
					: "All its rooms and every message in them go, for everybody. This can't be undone."
			}
			action={leaves ? "Leave" : "Delete for ever"}
			run={run}
			onClose={onClose}
		/>
	);
}
