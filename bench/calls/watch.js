// What each page is given beside the product: cameras that are as large as is asked, and a note of when media arrive and faces go.
//
// A receiver says which packets were played last (getSynchronizationSources). Each question waits for another thread, so
// only those are asked whose track came while we watch, and only until enough of them play: what measures must not be
// what is measured. The statistics cost more: they are asked between the measurements, and must agree.
(() => {
	const EVERY = 20; // milliseconds: how fine the times are
	const LONGER_THAN_A_FRAME = 450; // milliseconds

	const devices = navigator.mediaDevices;
	const capture = devices.getUserMedia.bind(devices);
	devices.getUserMedia = (wanted) => capture({ ...wanted, video: wanted.video ? window.benchPicture : false });

	const connections = [];
	const awaited = new Set(); // receivers whose track came and did not play yet
	const Connection = window.RTCPeerConnection;
	window.RTCPeerConnection = class extends Connection {
		constructor(settings) {
			super(settings);
			connections.push(this);
			this.addEventListener("track", ({ receiver }) => awaited.add(receiver));
		}
	};

	const open = () => connections.filter((it) => it.connectionState !== "closed");
	const receivers = () => open().flatMap((it) => it.getReceivers());
	const playedAt = (receiver) => Math.max(0, ...receiver.getSynchronizationSources().map(({ timestamp }) => timestamp));
	const faces = () => document.querySelectorAll("li[data-person]").length;

	let facesThen = 0;
	let timer = null;
	let wanted = null;
	let since = 0;
	let seen = null;
	let sent = 0;

	const look = () => {
		const now = Date.now();
		for (const receiver of enough() ? [] : awaited) {
			if (playedAt(receiver) < since) continue;
			awaited.delete(receiver);
			seen[receiver.track.kind === "audio" ? "sounds" : "pictures"].push(now);
		}
		if (seen.gone === null && faces() < facesThen) seen.gone = now;
		if (enough() && seen.gone !== null) clearInterval(timer);
	};
	const enough = () => seen.sounds.length >= wanted.sounds && seen.pictures.length >= wanted.pictures;

	window.bench = {
		// From now on, what begins to play is noted with its time, until it is so much; and the first face that goes.
		begin(sounds, pictures) {
			clearInterval(timer);
			awaited.clear();
			wanted = { sounds, pictures };
			seen = { sounds: [], pictures: [], gone: null };
			since = performance.timeOrigin + performance.now();
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
		// How many pictures move.
		async picturesNow() {
			const pictures = receivers().filter(({ track }) => track.kind === "video");
			const before = pictures.map(playedAt);
			await new Promise((done) => setTimeout(done, LONGER_THAN_A_FRAME));
			return pictures.filter((it, index) => playedAt(it) > before[index]).length;
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
