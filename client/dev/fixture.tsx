/** Shows one scene: `/dev/fixture.html?scene=conversation`. For looking and for screenshots; never in the build. */
import { render } from "preact";
import { Router } from "wouter-preact";
import { memoryLocation } from "wouter-preact/memory-location";
import { AppContext } from "../src/app/context";
import { Routes } from "../src/app/routes";
import { fakeApp } from "./fake-app";
import { scenes } from "./scenes";

const scene = scenes[new URLSearchParams(location.search).get("scene") ?? "conversation"];
const root = document.getElementById("app");
if (scene && root) {
	const { hook } = memoryLocation({ path: scene.path });
	const app = fakeApp(scene);
	// For scripts that play: `fixture.state.value = …`.
	Object.assign(window, { fixture: app });
	render(
		<AppContext.Provider value={app}>
			<Router hook={hook}>
				<Routes />
			</Router>
		</AppContext.Provider>,
		root,
	);
}
