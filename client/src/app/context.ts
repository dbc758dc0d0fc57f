/** How a view reaches the engine: one `App` for the whole page, handed down by context so that tests can pass theirs. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { App } from "./seam";

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
	const app = useContext(AppContext);
	if (!app) throw new Error("A view was rendered outside of <AppContext.Provider>.");
	return app;
}
