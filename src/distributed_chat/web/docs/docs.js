// The page works without this: here are only the search and the tool that sends a request. No key is ever stored.
"use strict";

const LONGEST_SHOWN = 200_000;
let key = "";

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function labelled(text, field) {
  return element("label", {}, text, field);
}

function addSearch() {
  const field = element("input", { type: "search", placeholder: "Search routes ( / )" });
  field.setAttribute("aria-label", "Search routes");
  field.addEventListener("input", () => {
    const words = field.value.toLowerCase().split(/\s+/);
    for (const one of document.querySelectorAll("[data-words]")) {
      one.hidden = !words.every((word) => one.dataset.words.toLowerCase().includes(word));
    }
  });
  document.querySelector("nav").prepend(field);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || /^(INPUT|TEXTAREA)$/.test(document.activeElement?.tagName ?? "")) return;
    event.preventDefault();
    field.focus();
  });
}

function addKey() {
  const field = element("input", { type: "password", autocomplete: "off", placeholder: "dk_…" });
  field.addEventListener("input", () => (key = field.value.trim()));
  const text = "Key for trying; without one your session is used. It is forgotten with this page.";
  document.querySelector("#key").append(labelled(text, field));
}

function open(id) {
  const found = document.getElementById(id);
  if (found instanceof HTMLDetailsElement) found.open = true;
  found?.scrollIntoView();
}

function addTool(operation) {
  const asked = JSON.parse(operation.dataset.asks);
  const fields = asked.parameters.map((parameter) => ({ ...parameter, input: element("input", { value: parameter.value }) }));
  const body = asked.body === null ? null : element("textarea", { value: asked.body, spellcheck: false });
  const send = element("button", { type: "button", textContent: "Send" });
  const shown = element("div");
  shown.setAttribute("aria-live", "polite");
  let sure = operation.dataset.method !== "DELETE";
  send.classList.toggle("danger", !sure);
  send.addEventListener("click", async () => {
    if (!sure) {
      sure = true;
      send.textContent = "This deletes. Send it really?";
      return;
    }
    sure = operation.dataset.method !== "DELETE";
    send.textContent = "Send";
    send.disabled = true;
    shown.replaceChildren(...(await answered(operation, fields, body)));
    send.disabled = false;
  });
  const inputs = fields.map(({ name, where, input }) => labelled(`${name} (${where})`, input));
  if (body !== null) inputs.push(labelled("Body (JSON)", body));
  operation.querySelector(".try").append(element("div", { className: "tool" }, ...inputs, send, shown));
}

function address(path, fields) {
  const query = new URLSearchParams();
  for (const { name, where, input } of fields) {
    if (where === "path") path = path.replace(`{${name}}`, encodeURIComponent(input.value));
    else if (input.value !== "") query.set(name, input.value);
  }
  return query.size ? `${path}?${query}` : path;
}

async function answered(operation, fields, body) {
  const headers = {};
  const asked = { method: operation.dataset.method, headers, signal: AbortSignal.timeout(30_000) };
  if (key) {
    headers.authorization = `Bearer ${key}`;
    asked.credentials = "omit";
  }
  if (body !== null) {
    headers["content-type"] = "application/json";
    asked.body = body.value;
  }
  const began = performance.now();
  try {
    const answer = await fetch(address(operation.dataset.path, fields), asked);
    const text = await answer.text();
    const took = `${answer.status} ${answer.statusText} in ${Math.round(performance.now() - began)} ms`;
    const lines = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
    return [element("p", { textContent: took }), element("pre", { textContent: lines }), element("pre", { textContent: pretty(text) })];
  } catch (error) {
    return [element("p", { textContent: `No answer: ${error.message}` })];
  }
}

function pretty(text) {
  try {
    text = JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // Not JSON: as it came.
  }
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}\n…` : text;
}

addSearch();
addKey();
for (const operation of document.querySelectorAll("details[data-asks]")) {
  operation.addEventListener("toggle", () => addTool(operation), { once: true });
}
addEventListener("hashchange", () => open(location.hash.slice(1)));
if (location.hash) open(location.hash.slice(1));
