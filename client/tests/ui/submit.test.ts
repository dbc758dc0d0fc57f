/** What a form says when no answer came. */
import { afterEach, expect, test, vi } from "vitest";
import { Offline } from "../../src/api/errors";
import { failureWords } from "../../src/ui/submit";

afterEach(() => vi.unstubAllGlobals());

test("only a device without a network is called offline; else it is the server that is away", () => {
	vi.stubGlobal("navigator", { onLine: true });
	expect(failureWords(new Offline())).toBe("The server can't be reached. Try again soon.");
	vi.stubGlobal("navigator", { onLine: false });
	expect(failureWords(new Offline())).toBe("You are offline. Try again when you are back.");
});
