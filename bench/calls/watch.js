// What each page is given beside the product: cameras that are as large as is asked, and a note of when media arrive and faces go.
//
// A receiver says which packets were played last (getSynchronizationSources), which costs nothing, so it can be asked
// every few milliseconds. The statistics cost much: they are asked between the measurements, and must agree.
(() => {
	const EVERY = 10; // milliseconds: how fine the times are
	const LONGER_THAN_A_FRAME = 450; // milliseconds

	const devices = navigator.mediaDevices;
	const capture = devices.getUserMedia.bind(devices);
	devices.getUserMedia = (wanted) => capture({ ...wanted, video: wanted.video ? window.benchPicture : false });

	const connections = [];
	const Connection = window.RTCPeerConnection;
	window.RTCPeerConnection = class extends Connection {
		constructor(settings) {
			super(settings);
			connections.push(this);
		}
	};

	const open = () => connections.filter((it) => it.connectionState !== "closed");
	const receivers = () => open().flatMap((it) => it.getReceivers());
	const playedAt = (receiver) => Math.max(0, ...receiver.getSynchronizationSources().map(({ timestamp }) => timestamp));
	const faces = () => document.querySelectorAll("li[data-person]").length;

	let known = new Map();
	let facesThen = 0;
	let timer = null;
	let seen = null;
	let sent = 0;

	// Those whose media play at this moment; for the others the time of the last packet that ever did.
	const survey = async () => {
		const before = new Map(receivers().map((it) => [it, playedAt(it)]));
		await new Promise((done) => setTimeout(done, LONGER_THAN_A_FRAME));
		return new Map(receivers().map((it) => [it, playedAt(it) === (before.get(it) ?? 0) ? playedAt(it) : "plays"]));
	};

	const look = () => {
		const now = Date.now();
		for (const receiver of receivers()) {
			const at = playedAt(receiver);
			const was = known.get(receiver) ?? 0;
			if (was === "plays" || was === at) continue;
			known.set(receiver, "plays");
			seen[receiver.track.kind === "audio" ? "sounds" : "pictures"].push(now);
		}
		if (seen.gone === null && faces() < facesThen) seen.gone = now;
	};

	window.bench = {
		// From now on, what was not playing yet is noted with its time, and the first face that goes.
		async begin() {
			clearInterval(timer);
			known = await survey();
			seen = { sounds: [], pictures: [], gone: null };
			facesThen = faces();
			timer = setInterval(look, EVERY);
		},
		seen: () => seen,
		end() {
			clearInterval(timer);
			return seen;
		},
		// Answers with the moment of the click.
		press(words, within) {
			const wanted = new RegExp(`^${words}$`);
			const buttons = [...document.querySelectorAll(`${within} button`)];
			const button = buttons.find((it) => wanted.test(it.getAttribute("aria-label") ?? it.textContent));
			const now = Date.now();
			button.click();
			return now;
		},
		async picturesNow() {
			const playing = [...(await survey())].filter(([, state]) => state === "plays");
			return playing.filter(([receiver]) => receiver.track.kind === "video").length;
		},
		// By the statistics: of how many people was sound decoded.
		async voices() {
			const all = (await Promise.all(open().map((it) => it.getStats()))).flatMap((it) => [...it.values()]);
			return all.filter((it) => it.type === "inbound-rtp" && it.totalAudioEnergy > 0).length;
		},
		// For who looks for a fault: the connections that stand, in their states, of all that were made.
		links() {
			const states = open().map((it) => it.connectionState);
			return `${states.filter((it) => it === "connected").length} of ${states.length} connected, ${connections.length} made`;
		},
		// Signals and frames to the relay, without those that go out by the clock.
		sent: () => sent,
	};

	const send = WebSocket.prototype.send;
	WebSocket.prototype.send = function (data) {
		const { frame, type } = JSON.parse(data);
		const isRelay = this.url.includes("/call/media");
		if (isRelay ? frame !== "ping" : frame === "signal" && type !== "call.state") sent += 1;
		return send.call(this, data);
	};
})();
