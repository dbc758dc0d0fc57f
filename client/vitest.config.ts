import { defineConfig, mergeConfig } from "vitest/config";
import viteConfig from "./vite.config";

export default mergeConfig(
	viteConfig,
	defineConfig({
		test: {
			include: ["tests/**/*.test.{ts,tsx}", "src/**/*.test.{ts,tsx}"],
			environment: "node",
			maxWorkers: 2,
			testTimeout: 10_000,
		},
	}),
);
