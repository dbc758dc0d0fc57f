/** Every address of the client. Signed out, any other address leads to signing in and comes back afterwards. */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Redirect, Route, Switch, useLocation } from "wouter-preact";
import { preloadCallViews } from "../calls/views/lazy";
import { ConversationPage } from "../conversations/page";
import { preloadPreviews } from "../embeds/previews";
import { preloadAttachments } from "../files/attachments";
import { ImportPage } from "../imports/lazy";
import { CatchUpPage, preloadLater, SavedPage, ScheduledPage } from "../later/lazy";
import { preloadMessageViews } from "../messages/actions/lazy";
import { Composer } from "../messages/composer/lazy";
import { spotOf } from "../messages/permalink";
import { preloadThreads } from "../messages/threads/lazy";
import { AuditPage, GroupPlatformPage, KeysPage, preloadPlatform } from "../platform/lazy";
import { preloadPolls } from "../polls/poll-card";
import { preloadSearch, SearchPage } from "../search/lazy";
import { lazy } from "../ui/lazy";
import { Logo } from "../ui/logo";
import { Empty } from "../ui/notice";
import { useApp } from "./context";
import { GroupPage } from "./group-page";
import { homeAddress } from "./places";
import { Shell, ShellDialog } from "./shell";

const SignInPage = lazy(async () => (await import("../accounts/sign-in")).SignInPage);
const SignUpPage = lazy(async () => (await import("../accounts/sign-up")).SignUpPage);
const ResetPage = lazy(async () => (await import("../accounts/reset")).ResetPage);
const JoinPage = lazy(async () => (await import("../groups/join-page")).JoinPage);
const FirstRun = lazy(async () => (await import("./first-run")).FirstRun);
const SettingsPage = lazy(async () => (await import("../accounts/settings/page")).SettingsPage);
const DoctorPage = lazy(async () => (await import("../calls/views/doctor-page")).DoctorPage);
const GroupSettingsPage = lazy(async () => (await import("../groups/settings-page")).GroupSettingsPage);

/** Loads the pages that few open first; a renderer without a browser does this before it begins. */
export async function preloadPages(): Promise<void> {
	await Promise.all(
		[
			SignInPage,
			SignUpPage,
			ResetPage,
			JoinPage,
			FirstRun,
			ShellDialog,
			SettingsPage,
			GroupSettingsPage,
			DoctorPage,
		].map(({ preload }) => preload()),
	);
	await preloadCallViews();
	await Promise.all([preloadMessageViews(), Composer.preload(), preloadThreads(), preloadLater(), preloadSearch()]);
	await Promise.all([preloadPolls(), preloadPreviews(), preloadAttachments(), preloadPlatform()]);
}

export function Routes() {
	const { phase } = useApp();
	if (phase.value === "loading") return <Opening />;
	return (
		<Switch>
			<Route path="/join/:code">{({ code }) => <JoinPage key={code} code={code} />}</Route>
			<Route>{phase.value === "signed-in" ? <Inside /> : <Outside />}</Route>
		</Switch>
	);
}

function Opening() {
	return (
		<main class="opening" aria-busy="true">
			<Logo size={72} />
			<h1 class="unseen">Opening…</h1>
		</main>
	);
}

function Outside() {
	const [path] = useLocation();
	const { instance } = useApp();
	// The wish is only noted while signed out, and only for a place inside.
	useEffect(() => noteWish(path), [path]);
	return (
		<Switch>
			<Route path="/sign-in" component={SignInPage} />
			<Route path="/sign-up" component={SignUpPage} />
			<Route path="/reset" component={ResetPage} />
			<Route>{instance.value?.owned === false ? <SignUpPage /> : <SignInPage />}</Route>
		</Switch>
	);
}

const ENTRANCES = new Set(["/", "/sign-in", "/sign-up", "/reset"]);
let wish: string | null = null;

function noteWish(path: string): void {
	if (!ENTRANCES.has(path)) wish = path;
}

function takeWish(): string {
	const address = wish ?? "/";
	wish = null;
	return address;
}

function Inside() {
	return (
		<Shell>
			{(openDrawer) => (
				<Switch>
					<Route path="/sign-in">{() => <Redirect to={takeWish()} replace />}</Route>
					<Route path="/sign-up">{() => <Redirect to={takeWish()} replace />}</Route>
					<Route path="/reset">{() => <Redirect to={takeWish()} replace />}</Route>
					<Route path="/" component={HomePage} />
					<Route path="/c/:id/*?">
						{({ id, "*": rest }) => <ConversationPage conversationId={id} spot={spotOf(rest)} onDrawer={openDrawer} />}
					</Route>
					<Route path="/g/:id">{({ id }) => <GroupPage groupId={id} onDrawer={openDrawer} />}</Route>
					<Route path="/g/:id/settings">{({ id }) => <GroupSettingsPage groupId={id} />}</Route>
					<Route path="/g/:id/import">{({ id }) => <ImportPage key={id} groupId={id} />}</Route>
					<Route path="/g/:id/platform">{({ id }) => <GroupPlatformPage key={id} groupId={id} />}</Route>
					<Route path="/import">{() => <ImportPage groupId={null} />}</Route>
					<Route path="/settings">
						<SettingsPage />
					</Route>
					<Route path="/settings/keys">
						<KeysPage />
					</Route>
					<Route path="/settings/audit">
						<AuditPage />
					</Route>
					<Route path="/search">
						<SearchPage />
					</Route>
					<Route path="/catch-up">
						<CatchUpPage />
					</Route>
					<Route path="/saved">
						<SavedPage />
					</Route>
					<Route path="/scheduled">
						<ScheduledPage />
					</Route>
					<Route path="/doctor">
						<DoctorPage />
					</Route>
					<Route>
						<Lost />
					</Route>
				</Switch>
			)}
		</Shell>
	);
}

function HomePage(): ComponentChildren {
	const app = useApp();
	// Decided once: a group that the first run is making must not pull the page away before it has its room.
	const [address] = useState(() => homeAddress(app.state.value));
	return address ? <Redirect to={address} replace /> : <FirstRun />;
}

function Lost() {
	return (
		<Empty title="There is nothing at this address">
			<a href="/">Go to the start</a>
		</Empty>
	);
}
