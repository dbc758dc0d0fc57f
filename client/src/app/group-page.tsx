/** A group's address leads to the room that was open last there; a group without rooms asks for the first. */
import { DoorOpen } from "lucide";
import { Redirect } from "wouter-preact";
import { DrawerButton } from "../conversations/header";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { Empty } from "../ui/notice";
import { useApp } from "./context";
import { roomAddress } from "./places";
import { useShowDialog } from "./show-dialog";

export function GroupPage({ groupId, onDrawer }: { groupId: string; onDrawer: () => void }) {
	const state = useApp().state.value;
	const show = useShowDialog();
	const address = roomAddress(state, groupId);
	if (address) return <Redirect to={address} replace />;
	const isMine = state.groups.has(groupId);
	return (
		<div class="conversation">
			<div class="conversation-head">
				<DrawerButton onDrawer={onDrawer} />
			</div>
			{isMine ? (
				<Empty
					title="No rooms yet"
					art={
						<span class="beginning-icon">
							<Icon shape={DoorOpen} size={28} />
						</span>
					}
				>
					<p>A room is a place for one kind of talk. Make the first one.</p>
					<Button look="primary" onClick={() => show({ name: "new-room", groupId })}>
						Make a room
					</Button>
				</Empty>
			) : (
				<Empty title="This group is not here">It was deleted, or you are not in it.</Empty>
			)}
		</div>
	);
}
