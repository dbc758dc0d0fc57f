/** Boots the page: one engine, one tree. Styles are linked by index.html, so that nothing here is inline. */
import { render } from "preact";
import { AppContext } from "./app/context";
import { portsHere } from "./app/here";
import { Routes } from "./app/routes";
import { createApp } from "./app/session";
import { Button } from "./ui/button";
import { Empty } from "./ui/notice";

const root = document.getElementById("app");
if (root) {
	open(root).catch((error: unknown) => {
		console.error(error);
		render(<CouldNotOpen />, root);
	});
	if (import.meta.env.PROD) setTimeout(keepThePage, 3_000);
}

/** When the page is there and quiet: from the next time on it opens without a network. Without one now, another time. */
function keepThePage(): void {
	import("./worker/register").then(
		(it) => it.register(),
		() => {},
	);
}

async function open(root: HTMLElement): Promise<void> {
	const app = createApp(await portsHere());
	render(
		<AppContext.Provider value={app}>
			<Routes />
		</AppContext.Provider>,
		root,
	);
	await app.start();
}

/** The engine has an answer for being offline and for being signed out; this is for what nobody foresaw. */
function CouldNotOpen() {
	return (
		<main class="opening">
			<Empty title="Distributed could not open">
				<p>The server answered in a way that this page does not understand. It may be in the middle of an update.</p>
				<Button look="primary" onClick={() => location.reload()}>
					Try again
				</Button>
			</Empty>
		</main>
	);
}
