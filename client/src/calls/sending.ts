/** How much of the uplink each kind of media may use: in a mesh everything is sent once to each of the others. */

/** Bits per second for one camera, and by what its picture is divided, for a call with so many others. */
export function cameraLimit(others: number): { maxBitrate: number; scaleResolutionDownBy: number } {
	if (others <= 1) return { maxBitrate: 900_000, scaleResolutionDownBy: 1 };
	if (others <= 3) return { maxBitrate: 450_000, scaleResolutionDownBy: 1 };
	return { maxBitrate: 200_000, scaleResolutionDownBy: 2 };
}

const VOICE = 40_000;
const SCREEN_SOUND = 96_000;

/** Of a screen: sharp letters matter more than smooth motion. */
function screenLimit(others: number): { maxBitrate: number; maxFramerate: number } {
	return { maxBitrate: Math.round(2_500_000 / Math.max(1, Math.min(others, 5))), maxFramerate: 15 };
}

/** Of the four transceivers in their fixed order. A browser that refuses keeps its own limits. */
export async function limitSenders(transceivers: readonly RTCRtpTransceiver[], others: number): Promise<void> {
	const limits: RTCRtpEncodingParameters[] = [
		{ maxBitrate: VOICE, priority: "high", networkPriority: "high" },
		{ ...cameraLimit(others), priority: "low", networkPriority: "low" },
		{ ...screenLimit(others), priority: "medium", networkPriority: "medium" },
		{ maxBitrate: SCREEN_SOUND, priority: "medium", networkPriority: "medium" },
	];
	await Promise.all(limits.map((limit, index) => limitSender(transceivers[index]?.sender, limit)));
}

async function limitSender(sender: RTCRtpSender | undefined, limit: RTCRtpEncodingParameters): Promise<void> {
	const parameters = sender?.getParameters();
	const encoding = parameters?.encodings?.[0];
	if (!sender || !parameters || !encoding) return;
	Object.assign(encoding, limit);
	await sender.setParameters(parameters).catch(() => {});
}
