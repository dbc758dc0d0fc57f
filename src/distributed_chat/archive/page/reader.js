// Reads an archive without a server: each part of it is a script that calls keep(name, value). Nothing that people wrote
// is ever taken for markup.
const parts = new Map();
let index = null;
let shown = null;

const at = (id) => document.getElementById(id);
// The page is in English: a date is words, and reads the same everywhere.
const DAY = { day: "numeric", month: "long", year: "numeric" };
const day = (when) => new Date(when).toLocaleDateString("en-GB", DAY);
const minute = (when) => new Date(when).toLocaleString("en-GB", { ...DAY, hour: "2-digit", minute: "2-digit" });
const PICTURES = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

// Called by every script in data/.
function keep(name, value) {
	parts.set(name, value);
	if (name === "index") begin(value);
}
window.keep = keep;

function load(name) {
	if (parts.has(name)) return Promise.resolve();
	return new Promise((done, failed) => {
		const script = document.createElement("script");
		script.src = `data/${name}.js`;
		script.onload = done;
		script.onerror = () => failed(new Error(`data/${name}.js is missing`));
		document.head.append(script);
	});
}

function make(tag, text, name) {
	const made = document.createElement(tag);
	if (text !== undefined) made.textContent = text;
	if (name) made.className = name;
	return made;
}

function nameOf(id) {
	return index.people[id] || "Deleted member";
}

function titleOf(place) {
	return place.kind === "chat" ? place.people.map(nameOf).join(", ") : place.topic;
}

function begin(value) {
	index = value;
	document.title = value.about.name;
	at("name").textContent = value.about.name;
	const { messages, made_at } = value.about;
	const many = messages === 1 ? "1 message" : `${messages.toLocaleString("en-GB")} messages`;
	at("about").textContent = `${many}, kept on ${day(made_at)}`;
	at("topic").textContent = "No conversations";
	let head = null;
	for (const place of value.conversations) {
		const group = place.kind === "chat" ? "Direct chats" : place.group;
		if (group !== head) {
			head = group;
			const item = make("li");
			item.append(make("h3", group));
			at("places").append(item);
		}
		const item = make("li");
		const button = make("button", titleOf(place));
		button.type = "button";
		button.addEventListener("click", () => open(place, button));
		item.append(button);
		at("places").append(item);
		if (place === value.conversations[0]) open(place, button);
	}
}

async function open(place, button) {
	for (const other of document.querySelectorAll("nav button")) other.removeAttribute("aria-current");
	button.setAttribute("aria-current", "true");
	shown = place;
	at("topic").textContent = titleOf(place);
	at("find").hidden = false;
	at("find").value = "";
	const count = index.parts[place.id] || 0;
	const messages = [];
	for (let part = 0; part < count; part += 1) {
		await load(`${place.id}-${part}`);
		messages.push(...parts.get(`${place.id}-${part}`));
	}
	if (shown === place) show(messages);
}

function show(messages) {
	const known = new Map(messages.map((message) => [message.id, message]));
	at("messages").replaceChildren(...messages.map((message) => row(message, known)));
	if (messages.length === 0) at("messages").append(make("li", "Nothing was said here."));
	at("topic").scrollIntoView();
}

function row(message, known) {
	const item = make("li", undefined, message.thread ? "reply" : "");
	const head = make("div");
	head.append(make("b", nameOf(message.by)), " ", make("time", minute(message.at)));
	if (message.edited) head.append(make("span", " · edited", "more"));
	item.append(head);
	const answered = message.reply && known.get(message.reply);
	if (answered) item.append(make("blockquote", `${nameOf(answered.by)}: ${answered.text.slice(0, 120)}`));
	if (message.gone) item.append(make("p", "This message was deleted.", "more"));
	else if (message.text) item.append(make("p", message.text, "text"));
	for (const [text, votes] of message.poll || []) item.append(make("div", `${votes} · ${text}`));
	for (const [name, type, path] of message.files || []) item.append(file(name, type, path));
	const reactions = (message.reactions || []).map(([emoji, count]) => {
		const named = index.emoji[emoji];
		return `${named ? `:${named}:` : emoji} ${count}`;
	});
	if (reactions.length > 0) item.append(make("div", reactions.join("  "), "more"));
	return item;
}

function file(name, type, path) {
	const address = path.split("/").map(encodeURIComponent).join("/");
	const tag = PICTURES.has(type) ? "img" : type.startsWith("video/") ? "video" : type.startsWith("audio/") ? "audio" : null;
	const link = make("a", name);
	link.href = address;
	link.rel = "noreferrer";
	if (!tag) {
		link.download = name;
		return link;
	}
	const media = make(tag);
	media.src = address;
	if (tag === "img") {
		media.alt = name;
		media.loading = "lazy";
	} else {
		media.controls = true;
		media.preload = "none";
	}
	const box = make("div");
	box.append(media, link);
	return box;
}

at("find").addEventListener("input", () => {
	const wanted = at("find").value.toLowerCase();
	for (const item of at("messages").children) item.hidden = !item.textContent.toLowerCase().includes(wanted);
});
