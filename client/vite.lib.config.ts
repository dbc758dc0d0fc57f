import { join } from "node:path";
import { defineConfig } from "vite";

/** The package `distributed-chat`: one module for browsers and Node, without the page. tools/write-package.mjs does the rest. */
export default defineConfig({
	publicDir: false,
	build: {
		outDir: "dist-lib",
		target: "es2022",
		minify: false,
		lib: { entry: join(import.meta.dirname, "lib", "index.ts"), formats: ["es"], fileName: "index" },
	},
});
