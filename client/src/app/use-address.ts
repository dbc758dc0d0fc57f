/** The address under which the page can show something of the API: the path itself, unless the API is elsewhere. */
import { useEffect, useState } from "preact/hooks";
import { useApp } from "./context";

/** An address that fails, for what could not be found: a picture's own way to say so. */
const NOTHING = "data:,";

/** Undefined as long as it is not known. */
export function useAddress(path: string | undefined): string | undefined {
	const { addresses } = useApp();
	const [found, setFound] = useState({ path, url: "" });
	const elsewhere = path?.startsWith("/api/") ? addresses : null;
	const known = path && elsewhere ? elsewhere.known(path) || (found.path === path && found.url) || undefined : path;
	useEffect(() => {
		if (!elsewhere || !path || known) return;
		let mounted = true;
		const show = (url: string) => mounted && setFound({ path, url });
		elsewhere.find(path).then(show, () => show(NOTHING));
		return () => {
			mounted = false;
		};
	}, [elsewhere, path, known]);
	return known;
}
