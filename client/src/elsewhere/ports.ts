/** The page's ports when the API is on another origin; loaded by such a page alone. */
import { ApiClient } from "../api/client";
import type { AppPorts } from "../app/ports";
import type { UploadWire } from "../files/wire";
import { wiresLeadTo } from "../streams/wire";
import { AddressesElsewhere } from "./addresses";
import { fetchElsewhere, KeptSession } from "./session";

export function portsElsewhere(origin: string, here: AppPorts): AppPorts {
	const session = new KeptSession(origin, () => localStorage);
	const asks = fetchElsewhere(origin, session, (url, init) => fetch(url, init));
	const api = new ApiClient(asks);
	const addresses = new AddressesElsewhere({
		api,
		fetch: asks,
		now: () => Date.now(),
		goTo: (url) => location.assign(url),
	});
	session.onEnd = () => addresses.forget();
	wiresLeadTo({ origin, token: () => session.token });
	return {
		...here,
		api,
		apiOrigin: origin,
		addresses,
		token: () => session.token,
		uploads: async () => uploadsTo(origin, session, await here.uploads()),
	};
}

function uploadsTo(origin: string, session: KeptSession, wire: UploadWire): UploadWire {
	return (request) => {
		const { token } = session;
		const headers = token === null ? request.headers : { ...request.headers, Authorization: `Bearer ${token}` };
		return wire({ ...request, path: origin + request.path, ...(headers && { headers }) });
	};
}
