/**
 * All lines of a bundle go one way, so what says how to get there is said on the first only (RFC 9143, 7.1.3; RFC 8829,
 * 5.3.1). Browsers repeat it on each, which for a full room is more than a frame may hold.
 */
const OF_THE_BUNDLE = /^a=(ice-ufrag|ice-pwd|ice-options|fingerprint|setup|candidate|end-of-candidates|rtcp):?/;

export function slimmed(sdp: string): string {
	const [session = "", ...sections] = sdp.split(/(?=^m=)/m);
	const [first = "", ...others] = sections;
	return session + first + others.map(withoutTheWay).join("");
}

function withoutTheWay(section: string): string {
	const lines = section.split("\r\n");
	return lines.filter((line) => !OF_THE_BUNDLE.test(line)).join("\r\n");
}
