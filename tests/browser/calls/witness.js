// Runs in every page before the client: small, slow devices, and what the browser itself knows of the media. The
// browser's own work on the sound is off: beside eight microphones it is most of what two cores would do.
(() => {
	const small = { width: 160, height: 90, frameRate: 5 };
	const raw = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
	const devices = navigator.mediaDevices;
	if (devices) {
		const capture = devices.getUserMedia.bind(devices);
		devices.getUserMedia = ({ audio, video }) =>
			capture({ audio: audio ? { ...(audio === true ? {} : audio), ...raw } : false, video: video ? small : false });
		const share = devices.getDisplayMedia.bind(devices);
		devices.getDisplayMedia = (wanted) => share({ ...wanted, video: { width: 320, height: 180, frameRate: 5 } });
	}

	const peers = [];
	const Peer = window.RTCPeerConnection;
	window.RTCPeerConnection = class extends Peer {
		constructor(settings) {
			super({ ...settings, ...(window.relayOnly ? { iceTransportPolicy: "relay" } : {}) });
			peers.push(this);
		}
	};
	const speakers = [];
	const Speaker = window.Audio;
	window.Audio = class extends Speaker {
		constructor(...given) {
			super(...given);
			speakers.push(this);
		}
	};

	const open = () => peers.filter(({ connectionState }) => connectionState !== "closed");
	const statistics = async (type) => {
		const found = [];
		for (const peer of open()) {
			const all = await peer.getStats();
			for (const it of all.values()) if (it.type === type) found.push([peers.indexOf(peer), it, all]);
		}
		return found;
	};

	window.connections = () => open().length;

	window.inbound = async () =>
		(await statistics("inbound-rtp")).map(([number, it]) => ({
			id: `${number} ${it.id}`,
			kind: it.kind,
			energy: it.totalAudioEnergy ?? 0,
			frames: it.framesDecoded ?? 0,
		}));

	window.routes = async () =>
		(await statistics("candidate-pair"))
			.filter(([, it]) => it.nominated && it.state === "succeeded")
			.map(([, it, all]) => [all.get(it.localCandidateId), all.get(it.remoteCandidateId)])
			.map((ends) => ends.map((end) => end?.candidateType).concat(ends.map((end) => end?.address)));

	// Packets so far of each track that an element plays aloud.
	const played = async () => {
		const aloud = speakers.filter((it) => it.srcObject && !it.paused && !it.muted);
		const tracks = new Set(aloud.flatMap((it) => it.srcObject.getAudioTracks()));
		const packets = new Map();
		for (const receiver of open().flatMap((peer) => peer.getReceivers())) {
			if (!tracks.has(receiver.track)) continue;
			for (const it of (await receiver.getStats()).values()) {
				if (it.type === "inbound-rtp") packets.set(receiver.track, it.packetsReceived);
			}
		}
		return packets;
	};

	// From now on: the longest time, in milliseconds, in which fewer than so many voices were played. A look that comes
	// late, because the machine is busy, says nothing about the time before it.
	const PAUSE = 100;
	window.listenForGaps = (voices) => {
		let before = new Map();
		let lookedAt = performance.now();
		let wholeAt = lookedAt;
		window.longestGap = 0;
		const look = async () => {
			const now = await played();
			const flowing = [...now].filter(([track, packets]) => packets > (before.get(track) ?? 0)).length;
			const at = performance.now();
			wholeAt += Math.max(0, at - lookedAt - 2 * PAUSE);
			lookedAt = at;
			if (flowing >= voices) wholeAt = at;
			window.longestGap = Math.max(window.longestGap, at - wholeAt);
			before = now;
			setTimeout(look, PAUSE);
		};
		void look();
	};
	window.playedAloud = async () => (await played()).size;
})();
