/** `npm run api`: writes src/api/types.ts from the server's description, docs/openapi.json. With --check it only compares. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import openapiTS, { astToString } from "openapi-typescript";

const client = join(import.meta.dirname, "..");
const target = join(client, "src", "api", "types.ts");
const description = JSON.parse(readFileSync(join(client, "..", "docs", "openapi.json"), "utf8"));

const generated = await openapiTS(description, {
	rootTypes: true,
	rootTypesNoSchemaPrefix: true,
	alphabetize: true,
	defaultNonNullable: false,
});
const text = `/** Generated from docs/openapi.json by \`npm run api\`. Do not edit. */\n\n${astToString(generated)}`;

if (!process.argv.includes("--check")) writeFileSync(target, text);
else if (readFileSync(target, "utf8") !== text) {
	console.error("src/api/types.ts is stale: run `npm run api` and commit it.");
	process.exit(1);
}
