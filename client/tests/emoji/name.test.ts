import { expect, test } from "vitest";
import { nameFromFile, problemWith, tidyName } from "../../src/emoji/name";

test("the name of a file suggests one for the emoji", () => {
	expect(nameFromFile("Party Parrot.gif")).toBe("party_parrot");
	expect(nameFromFile("Smørrebrød – déjà vu (2).png")).toBe("sm_rrebr_d_deja_vu_2");
	expect(nameFromFile("日本.png")).toBe("");
	expect(nameFromFile(`${"x".repeat(50)}.png`)).toHaveLength(32);
});

test("what is typed becomes a name while it is typed", () => {
	expect(tidyName("Big Cat")).toBe("big_cat");
	expect(tidyName(":yes:")).toBe("_yes_");
	expect(tidyName("a-")).toBe("a_");
});

test("a name that is too short or taken is said so in words", () => {
	expect(problemWith("a", [])).toContain("two letters");
	expect(problemWith("party", ["party"])).toContain("There is an emoji");
	expect(problemWith("party", ["other"])).toBeNull();
});
