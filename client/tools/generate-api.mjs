/**
 * `npm run api`: writes what follows from the server's description, docs/openapi.json: src/api/types.ts, and for the
 * package lib/creations.ts. With --check it only compares.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import openapiTS, { astToString } from "openapi-typescript";

const client = join(import.meta.dirname, "..");
const description = JSON.parse(readFileSync(join(client, "..", "docs", "openapi.json"), "utf8"));
const MARK = "/** Generated from docs/openapi.json by `npm run api`. Do not edit. */\n\n";

const types = await openapiTS(description, {
	rootTypes: true,
	rootTypesNoSchemaPrefix: true,
	alphabetize: true,
	defaultNonNullable: false,
});

/** Paths whose POST takes an `id` that the client makes: it may be sent again. */
function creations() {
	const schemaOf = (reference) => description.components.schemas[reference.split("/").pop()];
	const takesId = ({ post }) => {
		const schema = post?.requestBody?.content?.["application/json"]?.schema;
		return schema !== undefined && "id" in ((schema.$ref ? schemaOf(schema.$ref) : schema).properties ?? {});
	};
	const paths = Object.entries(description.paths).filter(([, item]) => takesId(item));
	return `export const CREATIONS: ReadonlySet<string> = new Set([\n${paths.map(([path]) => `\t"${path}",\n`).join("")}]);\n`;
}

const files = [
	[join(client, "src", "api", "types.ts"), `${MARK}${astToString(types)}`],
	[join(client, "lib", "creations.ts"), `${MARK}${creations()}`],
];
const isStale = ([file, text]) => readFileSync(file, { encoding: "utf8", flag: "a+" }) !== text;
if (!process.argv.includes("--check")) for (const [file, text] of files) writeFileSync(file, text);
else if (files.some(isStale)) {
	console.error("What is made from docs/openapi.json is stale: run `npm run api` and commit it.");
	process.exit(1);
}
