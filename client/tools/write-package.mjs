/** Makes a package of dist-lib: its description, its page, and declarations that every resolver finds. After `vite build`. */
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const client = join(import.meta.dirname, "..");
const dist = join(client, "dist-lib");
const { version, license } = JSON.parse(readFileSync(join(client, "package.json"), "utf8"));

// TypeScript writes "./errors"; Node's own resolution asks for the whole name.
for (const file of readdirSync(join(dist, "types"), { recursive: true })) {
	if (!file.endsWith(".d.ts")) continue;
	const path = join(dist, "types", file);
	const text = readFileSync(path, "utf8");
	writeFileSync(path, text.replace(/((?:from|import)\s*\(?\s*["']\.{1,2}\/[^"']+)(["'])/g, "$1.js$2"));
}
const description = {
	name: "distributed-chat",
	version,
	description: "The API and the live streams of a Distributed server, typed, for browsers and Node.",
	license,
	type: "module",
	engines: { node: ">=22" },
	exports: { ".": { types: "./types/lib/index.d.ts", default: "./index.js" } },
	types: "./types/lib/index.d.ts",
	files: ["index.js", "types", "README.md", "LICENSE"],
	sideEffects: false,
};
writeFileSync(join(dist, "package.json"), `${JSON.stringify(description, null, "\t")}\n`);
copyFileSync(join(client, "lib", "README.md"), join(dist, "README.md"));
copyFileSync(join(client, "..", "LICENSE"), join(dist, "LICENSE"));
