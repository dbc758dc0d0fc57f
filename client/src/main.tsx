/** Boots the page: one engine, one tree. Styles are linked by index.html, so that nothing here is inline. */
import { render } from "preact";
import { AppContext } from "./app/context";
import { Routes } from "./app/routes";
import { createApp } from "./app/session";

const root = document.getElementById("app");
if (root) {
	const app = createApp();
	render(
		<AppContext.Provider value={app}>
			<Routes />
		</AppContext.Provider>,
		root,
	);
	void app.start();
}
