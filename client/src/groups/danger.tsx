/** Leaving a group, and ending it for everybody. */
import { useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { Section } from "../accounts/settings/section";
import { useApp } from "../app/context";
import type { GroupEntry } from "../store/state";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/dialog";

export function DangerSection({ entry }: { entry: GroupEntry }) {
	const app = useApp();
	const [, navigate] = useLocation();
	const [asking, setAsking] = useState<"leave" | "delete" | null>(null);
	const { id, name } = entry.group;
	const alone = entry.members.size === 1;
	const leave = async () => {
		await app.leaveGroup(id);
		navigate("/", { replace: true });
	};
	const remove = async () => {
		await app.deleteGroup(id);
		navigate("/", { replace: true });
	};
	return (
		<Section
			title="Leaving"
			lead={
				alone ? "You are the only one here: leaving ends the group." : "Somebody has to invite you again to come back."
			}
		>
			<div class="form-actions">
				<Button look="danger" onClick={() => setAsking("leave")}>
					Leave {name}
				</Button>
				{entry.myRole === "owner" && (
					<Button look="danger" onClick={() => setAsking("delete")}>
						Delete for everybody
					</Button>
				)}
			</div>
			{asking === "leave" && (
				<ConfirmDialog
					title={`Leave ${name}?`}
					words="Its rooms and messages go from this device."
					action="Leave"
					run={leave}
					onClose={() => setAsking(null)}
				/>
			)}
			{asking === "delete" && (
				<ConfirmDialog
					title={`Delete ${name}?`}
					words="All its rooms and every message in them go, for everybody. This can't be undone."
					action="Delete for ever"
					run={remove}
					onClose={() => setAsking(null)}
				/>
			)}
		</Section>
	);
}
