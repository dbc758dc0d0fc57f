import { defineConfig } from "vitest/config";

/** Where `distributed serve` listens while Vite serves the page (`make dev` may say otherwise). */
const server = process.env.DISTRIBUTED_DEV_SERVER ?? "http://127.0.0.1:8000";

/**
 * The production policy, also in dev, so that a violation shows on the developer's screen and not in production.
 * Two things keep it from breaking Vite: every style sheet is linked by index.html (a CSS import in a module would
 * become an inline <style>), and the error overlay is off (it writes innerHTML); errors are in the terminal.
 */
const contentSecurityPolicy = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src-elem 'self'",
	"style-src-attr 'unsafe-inline'",
	"img-src 'self' data: blob:",
	"media-src 'self' blob:",
	"font-src 'self'",
	"connect-src 'self'",
	"manifest-src 'self'",
	"worker-src 'self'",
	"base-uri 'none'",
	"form-action 'self'",
	"frame-ancestors 'none'",
	"require-trusted-types-for 'script'",
	"trusted-types worker",
].join("; ");

const toServer = { target: server, changeOrigin: false };

export default defineConfig({
	oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
	server: {
		host: "127.0.0.1",
		port: 5173,
		hmr: { overlay: false },
		headers: { "Content-Security-Policy": contentSecurityPolicy },
		proxy: {
			"/api": { ...toServer, ws: true },
			"/livez": toServer,
			"/readyz": toServer,
		},
	},
	build: {
		outDir: "dist",
		target: ["chrome111", "firefox114", "safari16.4"],
		// Small files stay files: a data: address would need a looser policy for fonts.
		assetsInlineLimit: 0,
		modulePreload: { polyfill: false },
		// The server serves /assets/ as immutable: every name there carries a hash.
		assetsDir: "assets",
		reportCompressedSize: true,
	},
	test: {
		include: ["tests/**/*.test.{ts,tsx}"],
		environment: "node",
		maxWorkers: 2,
		testTimeout: 10_000,
	},
});
