/** The head of the sidebar: the group on screen, and under it all my groups, its settings and a new one. */
import { ChevronsUpDown, Mic, Plus, Settings } from "lucide";
import { useLocation } from "wouter-preact";
import { insideInGroup, unreadInGroup } from "../conversations/select";
import { count } from "../groups/people";
import { groupsByName } from "../groups/select";
import type { GroupEntry } from "../store/state";
import { GroupAvatar } from "../ui/avatar";
import { Icon } from "../ui/icon";
import { Logo } from "../ui/logo";
import { MenuItem, useMenu } from "../ui/menu";
import { useApp } from "./context";
import { useShowDialog } from "./show-dialog";

export function GroupSwitcher({ current }: { current: GroupEntry | undefined }) {
	const app = useApp();
	const menu = useMenu();
	const here = current ? (app.here.value.get(current.group.id)?.size ?? 0) : 0;
	const others = groupsByName(app.state.value).filter(({ group }) => group.id !== current?.group.id);
	const isNew = others.some(({ group }) => unreadInGroup(app.state.value, group.id) > 0);
	const isLive = others.some(({ group }) => insideInGroup(app.state.value, group.id) > 0);
	return (
		<div class="brand menu-anchor" ref={menu.anchor} onKeyDown={menu.onKeyDown}>
			<button type="button" class="brand-button" aria-haspopup="menu" aria-expanded={menu.open} onClick={menu.toggle}>
				{current ? <GroupAvatar id={current.group.id} name={current.group.name} /> : <Logo size={38} />}
				<span class="words grow">
					<b class="clip">{current?.group.name ?? "Distributed"}</b>
					<small class="clip">
						{current
							? `${count(current.members.size, "member")}${here > 0 ? ` · ${here} here now` : ""}`
							: "No group yet"}
					</small>
				</span>
				{isLive && <Elsewhere look="elsewhere live" words="They talk in another group" />}
				{isNew && <Elsewhere look="elsewhere" words="There is something new in another group" />}
				<Icon shape={ChevronsUpDown} size={16} />
			</button>
			{menu.open && <GroupMenu current={current} onClose={menu.close} />}
		</div>
	);
}

function Elsewhere({ look, words }: { look: string; words: string }) {
	return (
		<span class={look} title={words}>
			<span class="unseen">{words}</span>
		</span>
	);
}

function GroupMenu({ current, onClose }: { current: GroupEntry | undefined; onClose: () => void }) {
	const state = useApp().state.value;
	const show = useShowDialog();
	const [, navigate] = useLocation();
	return (
		<div class="menu brand-menu" role="menu" aria-label="Groups" onClick={onClose}>
			{groupsByName(state).map(({ group }) => (
				<MenuItem key={group.id} checked={group.id === current?.group.id} onSelect={() => navigate(`/g/${group.id}`)}>
					<GroupAvatar id={group.id} name={group.name} size={28} />
					<span class="clip grow">{group.name}</span>
					{insideInGroup(state, group.id) > 0 && <Inside count={insideInGroup(state, group.id)} />}
					{unreadInGroup(state, group.id) > 0 && <span class="pill">{unreadInGroup(state, group.id)}</span>}
				</MenuItem>
			))}
			{state.groups.size > 0 && <hr />}
			{current && (
				<MenuItem icon={Settings} onSelect={() => navigate(`/g/${current.group.id}/settings`)}>
					Members and settings
				</MenuItem>
			)}
			<MenuItem icon={Plus} onSelect={() => show({ name: "new-group" })}>
				New group
			</MenuItem>
		</div>
	);
}

function Inside({ count: people }: { count: number }) {
	return (
		<span class="lit">
			<Icon shape={Mic} size={14} />
			<span aria-hidden="true">{people}</span>
			<span class="unseen">{count(people, "person", "people")} in calls</span>
		</span>
	);
}
