/** Who may import whom in client/src; the same layers as ARCHITECTURE.md draws them. */
const only = (name, from, allowed, comment) => ({
	name,
	comment,
	severity: "error",
	from: { path: `^src/${from}/` },
	to: { path: "^src/", pathNot: [`^src/(${[from, ...allowed].join("|")})/`] },
});

const views = "accounts|groups|conversations|messages";

export default {
	forbidden: [
		{ name: "no-cycle", severity: "error", from: {}, to: { circular: true } },
		{ name: "no-unresolved", severity: "error", from: {}, to: { couldNotResolve: true } },
		{
			name: "no-dev-dependency",
			severity: "error",
			from: { path: "^src", pathNot: "emoji" },
			to: { dependencyTypes: ["npm-dev", "npm-no-pkg"] },
		},
		only("lib-is-pure", "lib", [], "lib/ knows nothing of the project"),
		only("api", "api", ["lib"], "the API client knows nothing of the store"),
		only("store", "store", ["api", "lib"], "the store is pure: no transport, no views"),
		only("streams", "streams", ["store", "api", "lib"], "engines know the store and no view"),
		only("ui", "ui", ["lib"], "ui/ is the hand, not the content"),
		{
			name: "engines-without-views",
			comment: "engines run without a DOM",
			severity: "error",
			from: { path: "^src/(lib|api|store|streams)/" },
			to: { path: "node_modules/(preact|wouter-preact|lucide)/" },
		},
		{
			name: "seam",
			comment: "a view reaches the engine through app/session only",
			severity: "error",
			from: { path: `^src/(${views})/` },
			to: { path: "^src/streams/", dependencyTypesNot: ["type-only"] },
		},
	],
	options: {
		tsConfig: { fileName: "tsconfig.json" },
		tsPreCompilationDeps: "specify",
		doNotFollow: { path: "node_modules" },
		enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "browser", "types", "default"] },
	},
};
