/** What stands around every page of somebody who is signed in: banners, the sidebar, dialogs, keys, the title. */
import type { ComponentChildren } from "preact";
import { useCallback, useEffect, useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { callingMe } from "../calls/views/calling";
import { CallFoot, CallKeeper } from "../calls/views/lazy";
import { useCallPlace } from "../calls/views/mine";
import { chatsOf, roomsOf, titleOf, unreadInAll } from "../conversations/select";
import { ErrorBoundary } from "../ui/error-boundary";
import { lazy } from "../ui/lazy";
import { Empty } from "../ui/notice";
import { useTitle } from "../ui/title";
import { Banners } from "./banners";
import { useApp } from "./context";
import { type Place, placeOf, rememberPlace } from "./places";
import { useShortcuts } from "./shortcuts";
import { DialogContext, type OpenDialog, type ShowDialog } from "./show-dialog";
import { Sidebar } from "./sidebar";

/** Behind a press or a key: loaded with the first of them. */
export const ShellDialog = lazy<{ dialog: OpenDialog; show: ShowDialog }>(
	async () => (await import("./dialogs")).ShellDialog,
	null,
);

interface ShellProps {
	/** The page in it; it is handed the way to open the drawer. */
	children: (openDrawer: () => void) => ComponentChildren;
}

export function Shell({ children }: ShellProps) {
	const app = useApp();
	const state = app.state.value;
	const [path] = useLocation();
	const place = placeOf(path, state);
	const [drawer, setDrawer] = useState(false);
	const [dialog, setDialog] = useState<OpenDialog | null>(null);
	const openDrawer = useCallback(() => setDrawer(true), []);
	useShellKeys(place, setDialog);
	useShellTitle(path, place);
	// Going somewhere closes the drawer.
	useEffect(() => setDrawer(false), [path]);
	useEffect(() => rememberPlace(place), [place.groupId, place.conversationId]);
	useEffect(() => app.watchGroup(place.groupId), [app, place.groupId]);
	// The start is bare: it leads on at once, or it is the first run, which has nothing to stand beside.
	const isBare = path === "/" || (state.groups.size === 0 && state.conversations.size === 0);
	const callPlace = useCallPlace();
	// The first run brings its own <main>.
	const Content = path === "/" ? "div" : "main";
	return (
		<DialogContext.Provider value={setDialog}>
			<a class="skip-link" href="#content">
				{place.conversationId ? "Skip to the conversation" : "Skip to the page"}
			</a>
			<div class={isBare ? "shell bare" : "shell"}>
				<Banners here={place.conversationId} />
				{!isBare && <Sidebar place={place} open={drawer} onClose={() => setDrawer(false)} />}
				<Content class="content" id="content" tabIndex={-1} inert={drawer}>
					{callPlace && callPlace !== place.conversationId && <CallFoot />}
					<ErrorBoundary subject={path} instead={<Broken />}>
						{children(openDrawer)}
					</ErrorBoundary>
				</Content>
			</div>
			{callPlace && <CallKeeper key={callPlace} />}
			{dialog && <ShellDialog dialog={dialog} show={setDialog} />}
		</DialogContext.Provider>
	);
}

function Broken() {
	return <Empty title="This page could not be drawn">Go somewhere else and come back, or load the page again.</Empty>;
}

function useShellKeys(place: Place, show: (dialog: OpenDialog) => void): void {
	const { later, state: known } = useApp();
	const state = known.value;
	const [, navigate] = useLocation();
	const onFind = useCallback(() => show({ name: "switcher" }), [show]);
	const onStep = useCallback(
		(step: 1 | -1) => {
			const rooms = place.groupId ? roomsOf(state, place.groupId) : [];
			// As the sidebar shows them: rooms, chats of several, then people.
			const chats = chatsOf(state).sort((a, b) => Number(a.user_ids.length === 2) - Number(b.user_ids.length === 2));
			const all = [...rooms, ...chats].map(({ id }) => id);
			const at = all.indexOf(place.conversationId ?? "");
			const next = all[(at + step + all.length) % all.length];
			if (next) navigate(`/c/${next}`);
		},
		[state, place.groupId, place.conversationId, navigate],
	);
	const onReadAll = useCallback(
		() => void import("../catching-up/reading-all").then(({ markAllRead }) => markAllRead(later)),
		[later],
	);
	const onSearch = useCallback(() => navigate("/search"), [navigate]);
	useShortcuts({ onFind, onSearch, onStep, onReadAll });
}

const OWN_TITLES: Readonly<Record<string, string>> = {
	"/settings": "Settings",
	"/settings/keys": "API keys",
	"/settings/audit": "What instance keys did",
	"/doctor": "Call doctor",
	"/catch-up": "Catch up",
	"/saved": "Saved",
	"/search": "Search messages",
	"/scheduled": "Scheduled",
};

function useShellTitle(path: string, place: Place): void {
	const state = useApp().state.value;
	const conversation = place.conversationId ? state.conversations.get(place.conversationId) : undefined;
	const group = place.groupId ? state.groups.get(place.groupId)?.group.name : undefined;
	const own = OWN_TITLES[path];
	const title = conversation ? titleOf(state, conversation) : (own ?? group ?? "");
	const calling = callingMe(state);
	useTitle(calling ? `${calling.words} · ${title}` : title, unreadInAll(state), useCallPlace() !== null);
}
