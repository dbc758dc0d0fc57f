/** Fails the build when what the first screen needs grows beyond its budget. Run by `npm run build`. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const BUDGET = 68 * 1024; // gzipped bytes of JavaScript before anything is on screen

const dist = join(import.meta.dirname, "..", "dist");
const page = readFileSync(join(dist, "index.html"), "utf8").replace(/<!--.*?-->/gs, "");
const scripts = [...page.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map((match) => match[1]);
const sizes = [...new Set(scripts)].map((name) => [name, gzipSync(readFileSync(join(dist, name))).length]);
const total = sizes.reduce((sum, [, size]) => sum + size, 0);

console.log(`initial JavaScript: ${(total / 1024).toFixed(1)} of ${BUDGET / 1024} kB gzipped (${sizes.length} files)`);
if (total > BUDGET) {
	console.error("The first screen loads too much: move what it does not need into a lazy import().");
	process.exit(1);
}
if (/<script(?![^>]*\bsrc=)/.test(page) || /<style/.test(page) || /\son\w+=/.test(page)) {
	console.error("index.html has something inline; the Content-Security-Policy would block it.");
	process.exit(1);
}
