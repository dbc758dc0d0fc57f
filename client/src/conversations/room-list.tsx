/** The rooms of the group on screen. */
import { Lock } from "lucide";
import { useApp } from "../app/context";
import { hasDraft } from "../later/draft-mark";
import { Icon } from "../ui/icon";
import { PlaceRow } from "./place-row";
import { mentionsIn, roomsOf, unreadIn } from "./select";

export function RoomList({ groupId, current }: { groupId: string; current: string | null }) {
	const state = useApp().state.value;
	const rooms = roomsOf(state, groupId);
	const stop = rooms.some(({ id }) => id === current) ? current : rooms[0]?.id;
	if (rooms.length === 0) return <p class="places-none">No rooms yet. Make the first one.</p>;
	return (
		<ul role="list">
			{rooms.map((room) => (
				<li key={room.id}>
					<PlaceRow
						href={`/c/${room.id}`}
						name={room.topic}
						current={room.id === current}
						unread={unreadIn(state, room)}
						mentions={mentionsIn(state, room)}
						draft={hasDraft(state, room.id)}
						call={room.call}
						tabStop={room.id === stop}
						leading={
							room.private && (
								<span class="row-icon" title="Private">
									<Icon shape={Lock} size={15} />
									<span class="unseen">Private room</span>
								</span>
							)
						}
					/>
				</li>
			))}
		</ul>
	);
}
