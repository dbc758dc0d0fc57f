/** The hands of the call doctor in a browser. */
import type { Asks } from "../../platform/seam";
import { type CandidateType, type DoctorPorts, type Gathered, type Kind, reachable } from "../doctor";

const GATHERING = 5_000;
const CONNECTING = 8_000;
const LISTENING = 4_000;

interface Sight {
	/** While it listens. */
	level(level: number): void;
	/** My camera, then null again. */
	picture(stream: MediaStream | null): void;
	isLive(): boolean;
}

export function browserDoctor(sight: Sight, api: Asks): DoctorPorts {
	const opened: MediaStream[] = [];
	const open = async (constraints: MediaStreamConstraints) => {
		const stream = await navigator.mediaDevices.getUserMedia(constraints);
		opened.push(stream);
		return stream;
	};
	return {
		isSecure: () => window.isSecureContext && navigator.mediaDevices !== undefined,
		permission,
		devices,
		loudest: async () => loudest(await open({ audio: true }), sight),
		pictureWidth: async () => {
			const stream = await open({ video: true });
			sight.picture(stream);
			return widthOf(stream);
		},
		iceServers: () => iceServers(api),
		gather,
		loopback,
		isLive: sight.isLive,
		finish: () => {
			for (const stream of opened) for (const track of stream.getTracks()) track.stop();
			sight.picture(null);
			sight.level(0);
		},
	};
}

async function permission(kind: Kind): Promise<PermissionState | null> {
	try {
		// Firefox knows these names only of late, and throws before.
		return (await navigator.permissions.query({ name: kind as PermissionName })).state;
	} catch {
		return null;
	}
}

async function devices(): Promise<Record<Kind, number>> {
	const all = await navigator.mediaDevices.enumerateDevices();
	// Some browsers list the one that the system chooses once more, under names of its part.
	const own = all.filter(({ deviceId }) => deviceId !== "default" && deviceId !== "communications");
	const count = (kind: MediaDeviceKind) => own.filter((device) => device.kind === kind).length;
	return { microphone: count("audioinput"), camera: count("videoinput") };
}

async function loudest(stream: MediaStream, sight: Sight): Promise<number> {
	const context = new AudioContext();
	const analyser = context.createAnalyser();
	context.createMediaStreamSource(stream).connect(analyser);
	const samples = new Float32Array(analyser.fftSize);
	const end = performance.now() + LISTENING;
	let most = 0;
	while (performance.now() < end) {
		await pause(80);
		analyser.getFloatTimeDomainData(samples);
		const level = Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / samples.length);
		most = Math.max(most, level);
		sight.level(Math.min(1, level * 4));
	}
	await context.close();
	return most;
}

async function widthOf(stream: MediaStream): Promise<number> {
	const video = document.createElement("video");
	video.muted = true;
	video.srcObject = stream;
	const seen = new Promise<void>((resolve) => video.addEventListener("loadeddata", () => resolve(), { once: true }));
	await Promise.race([video.play().then(() => seen), pause(4_000)]);
	const width = video.videoWidth;
	video.srcObject = null;
	return width;
}

async function iceServers(api: Asks): Promise<RTCIceServer[]> {
	const { ice_servers } = await api.get<{ ice_servers: RTCIceServer[] }>("/api/ice-servers");
	return reachable(ice_servers.map(withoutNulls), location.hostname);
}

/** JSON says null where the browser wants nothing at all. */
function withoutNulls({ urls, username, credential }: RTCIceServer): RTCIceServer {
	return { urls, ...(username ? { username } : {}), ...(credential ? { credential } : {}) };
}

async function gather(iceServers: RTCIceServer[]): Promise<Gathered> {
	const peer = new RTCPeerConnection({ iceServers });
	const types = new Set<CandidateType>();
	let isRefused = false;
	peer.onicecandidateerror = () => {
		isRefused = true;
	};
	const done = new Promise<boolean>((resolve) => {
		peer.onicecandidate = ({ candidate }) => {
			if (!candidate) resolve(true);
			else if (candidate.type) types.add(candidate.type);
		};
	});
	peer.createDataChannel("doctor");
	await peer.setLocalDescription();
	const isDone = await Promise.race([done, pause(GATHERING).then(() => false)]);
	peer.close();
	return { types, answered: isDone && !isRefused };
}

async function loopback(iceServers: RTCIceServer[], iceTransportPolicy: RTCIceTransportPolicy): Promise<boolean> {
	const [here, there] = [0, 1].map(() => new RTCPeerConnection({ iceServers, iceTransportPolicy })) as [
		RTCPeerConnection,
		RTCPeerConnection,
	];
	const echo = new Promise<boolean>((resolve) => {
		const channel = here.createDataChannel("doctor");
		channel.onopen = () => channel.send("hello");
		there.ondatachannel = (event) => {
			event.channel.onmessage = () => resolve(true);
		};
	});
	try {
		pipe(here, there);
		pipe(there, here);
		await here.setLocalDescription();
		await there.setRemoteDescription(here.localDescription as RTCSessionDescription);
		await there.setLocalDescription();
		await here.setRemoteDescription(there.localDescription as RTCSessionDescription);
		return await Promise.race([echo, pause(CONNECTING).then(() => false)]);
	} finally {
		here.close();
		there.close();
	}
}

/** Candidates before the description are kept until it is there. */
function pipe(from: RTCPeerConnection, to: RTCPeerConnection): void {
	const early: RTCIceCandidate[] = [];
	const add = (candidate: RTCIceCandidate) => void to.addIceCandidate(candidate).catch(() => {});
	from.onicecandidate = ({ candidate }) => {
		if (!candidate) return;
		if (to.remoteDescription) add(candidate);
		else early.push(candidate);
	};
	to.addEventListener("signalingstatechange", () => {
		if (to.remoteDescription) for (const candidate of early.splice(0)) add(candidate);
	});
}

function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
