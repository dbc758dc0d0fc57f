// A front end as they were written for the platform in early 2021: RPCs with a key, one topic per user, triple JSON.
// window.MICRO = { endpoint, key } is set by whoever serves it.
let me = null;
let group = null;
let thread = null;

async function call(path, fields) {
	const answer = await fetch(`${window.MICRO.endpoint}/${path}`, {
		method: "POST",
		headers: { "Content-Type": "application/json", Authorization: `Bearer ${window.MICRO.key}` },
		body: JSON.stringify(fields),
	});
	const body = await answer.json();
	if (!answer.ok) throw new Error(body.Detail);
	return body;
}

function on(form, send) {
	document.getElementById(form).addEventListener("submit", async (event) => {
		event.preventDefault();
		await send(Object.fromEntries(new FormData(event.target)));
		event.target.reset();
	});
}

function list(id, rows, text, press) {
	const items = rows.map((row) => {
		const item = document.createElement("li");
		item.textContent = text(row);
		if (press) item.addEventListener("click", () => press(row));
		return item;
	});
	document.getElementById(id).replaceChildren(...items);
}

async function showGroups() {
	const { groups } = await call("groups/List", { member_id: me.id });
	list("groups", groups || [], (one) => one.name, openGroup);
}

async function openGroup(one) {
	group = one;
	const { conversations } = await call("threads/ListConversations", { group_id: one.id });
	list("threads", conversations || [], (room) => room.topic, openThread);
}

async function openThread(room) {
	thread = room;
	await showMessages();
}

async function showMessages() {
	const { messages } = await call("threads/ListMessages", { conversation_id: thread.id });
	const authors = [...new Set((messages || []).map((message) => message.author_id))];
	const { users } = authors.length > 0 ? await call("users/read", { ids: authors }) : { users: {} };
	list("messages", (messages || []).reverse(), (one) => `${users[one.author_id].first_name}: ${one.text}`);
}

async function listen() {
	const { token } = await call("streams/Token", { topic: me.id });
	const socket = new WebSocket(`${window.MICRO.endpoint.replace("http", "ws")}/streams/subscribe`);
	socket.addEventListener("open", () => socket.send(JSON.stringify({ token, topic: me.id })));
	socket.addEventListener("message", ({ data }) => {
		const event = JSON.parse(JSON.parse(JSON.parse(data).message));
		if (event.type === "message.created" && thread && event.payload.chat.id === thread.id) {
			const { author, text } = event.payload.message;
			const item = document.createElement("li");
			item.textContent = `${author.first_name}: ${text}`;
			document.getElementById("messages").append(item);
		}
	});
}

on("sign-up", async (fields) => {
	me = (await call("users/create", fields)).user;
	document.getElementById("me").textContent = `Signed in as ${me.first_name}`;
	await listen();
	await showGroups();
});

on("group", async ({ name }) => {
	const made = (await call("groups/Create", { name })).group;
	await call("groups/AddMember", { group_id: made.id, member_id: me.id });
	await call("threads/CreateConversation", { group_id: made.id, topic: "General" });
	await showGroups();
});

on("invite", async ({ email }) => {
	const { users } = await call("users/ReadByEmail", { emails: [email] });
	await call("groups/AddMember", { group_id: group.id, member_id: users[email].id });
});

on("send", ({ text }) => call("threads/CreateMessage", { author_id: me.id, conversation_id: thread.id, text }));
