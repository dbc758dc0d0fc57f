/** Writes into dist/sw.js which files make up the page, and a version that changes with them. Run by `npm run build`. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const LARGEST = 120 * 1024; // bytes; what is larger is kept when somebody first needs it

const dist = join(import.meta.dirname, "..", "dist");
const assets = readdirSync(join(dist, "assets"))
	.filter((name) => !name.endsWith(".map") && statSync(join(dist, "assets", name)).size <= LARGEST)
	.map((name) => `/assets/${name}`);
const shell = ["/", "/theme.js", "/favicon.svg", "/manifest.webmanifest", ...assets.sort()];
const hash = createHash("sha256");
for (const path of shell) hash.update(readFileSync(join(dist, path === "/" ? "index.html" : path)));

const file = join(dist, "sw.js");
const written = readFileSync(file, "utf8")
	.replace('const VERSION = "unbuilt";', `const VERSION = "${hash.digest("hex").slice(0, 12)}";`)
	.replace('const SHELL = ["/"];', `const SHELL = ${JSON.stringify(shell)};`);
if (written.includes("unbuilt") || !written.includes("/theme.js"))
	throw new Error("sw.js has no place for what the build writes.");
writeFileSync(file, written);
