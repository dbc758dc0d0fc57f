import { describe, expect, test } from "vitest";
import type { File, Message } from "../../src/api/types";
import { isPicture, kindOf, mayMove, sortInWords } from "../../src/files/kinds";
import { boxOf, filmBoxOf, gridOf } from "../../src/files/layout";
import { nextVoice } from "../../src/files/voices";
import { strokesOf, waveformOf } from "../../src/files/waveform";
import { lengthInWords, sizeInWords } from "../../src/files/words";
import { fitting, moved, swipeOf, WHOLE, zoomed } from "../../src/files/zoom";
import { ann, bob, message } from "../support/world";

function file(id: string, more: Partial<File> = {}): File {
	return { id, name: `${id}.bin`, type: "application/octet-stream", size: 10, url: `/api/files/${id}`, ...more };
}

const landscape = { width: 1600, height: 900 };
const upright = { width: 900, height: 1600 };

describe("the place of a picture", () => {
	test("is known before it comes, and keeps its shape", () => {
		expect(boxOf(landscape)).toEqual({ width: 420, ratio: 1600 / 900 });
		expect(boxOf(upright).width).toBe(203);
	});

	test("is never larger than the picture, unless nobody could hit it", () => {
		expect(boxOf({ width: 180, height: 120 }).width).toBe(180);
		expect(boxOf({ width: 8, height: 8 }).width).toBe(96);
	});

	test("cuts what is very long to a shape that can be seen", () => {
		expect(boxOf({ width: 4000, height: 100 }).ratio).toBe(3);
		expect(boxOf({ width: 100, height: 9000 }).ratio).toBe(0.5);
	});

	test("shows four at most, and says how many more there are", () => {
		expect([1, 2, 3, 4, 9].map((count) => gridOf(Array.from({ length: count }, () => landscape)))).toMatchObject([
			{ shape: "one", more: 0 },
			{ shape: "two", more: 0 },
			{ shape: "three", more: 0 },
			{ shape: "four", more: 0 },
			{ shape: "four", more: 5 },
		]);
	});

	test("gives two upright ones more height than two wide ones", () => {
		expect(gridOf([upright, upright]).ratio).toBeLessThan(gridOf([landscape, landscape]).ratio);
	});

	test("of a film leaves room for its controls, known size or not", () => {
		expect(filmBoxOf({}).width).toBe(420);
		expect(filmBoxOf({ width: 90, height: 160 }).width).toBe(240);
	});
});

describe("what a file is", () => {
	test("is told by its bytes' type and by what the server found in it", () => {
		expect(kindOf(file("a", { type: "image/png", width: 10, height: 10 }))).toBe("picture");
		expect(kindOf(file("a", { type: "image/png" }))).toBe("file");
		expect(kindOf(file("a", { type: "audio/webm", seconds: 1, waveform: [1] }))).toBe("voice");
		expect(kindOf(file("a", { type: "audio/mpeg" }))).toBe("audio");
		expect(kindOf(file("a", { type: "video/mp4" }))).toBe("video");
		expect(kindOf(file("a", { type: "application/pdf" }))).toBe("pdf");
		expect(kindOf(file("a", { type: "text/html" }))).toBe("file");
		expect(isPicture(file("a", { type: "image/svg+xml" }))).toBe(false);
	});

	test("that may move is one with a still thumbnail", () => {
		const gif = { type: "image/gif", width: 100, height: 100 };
		expect(mayMove(file("a", { ...gif, thumbnail: "/t" }))).toBe(true);
		expect(mayMove(file("a", gif))).toBe(false);
		expect(mayMove(file("a", { type: "image/jpeg", width: 9000, height: 9000, thumbnail: "/t" }))).toBe(false);
	});

	test("is called as people call it", () => {
		expect(sortInWords({ name: "Accounts.XLSX", type: "" })).toBe("XLSX");
		expect(sortInWords({ name: "README", type: "text/plain" })).toBe("Text");
		expect(sortInWords({ name: "thing.verylongending", type: "application/x" })).toBe("File");
	});
});

test("sizes and lengths are short and true", () => {
	expect([0, 812, 1000, 3_600_000, 536_870_912, 1_099_511_627_776].map(sizeInWords)).toEqual([
		"0 B",
		"812 B",
		"1 kB",
		"3.4 MB",
		"512 MB",
		"1 TB",
	]);
	expect([0, 7.4, 75, 3_723].map(lengthInWords)).toEqual(["0:00", "0:07", "1:15", "1:02:03"]);
});

describe("a waveform", () => {
	test("has 64 steps from 0 to 100, however long the sound is", () => {
		const steps = waveformOf(Float32Array.from({ length: 8_000 }, (_, at) => Math.sin(at) * (at / 8_000)));
		expect(steps).toHaveLength(64);
		expect(Math.max(...steps)).toBe(100);
		expect(Math.min(...steps)).toBeGreaterThanOrEqual(0);
		expect(steps[0]).toBeLessThan(steps[63] ?? 0);
	});

	test("of silence is flat", () => {
		expect(new Set(waveformOf(new Float32Array(1_000)))).toEqual(new Set([0]));
		expect(waveformOf(new Float32Array(0))).toEqual([]);
	});

	test("is drawn with a stroke for each step", () => {
		expect(strokesOf([0, 100])).toBe("M2 15v2M6 2v28");
	});
});

describe("after a voice note plays", () => {
	const voice = (id: string) => file(id, { type: "audio/webm", seconds: 1, waveform: [1] });
	const said = (number: number, author: typeof ann, files: File[] = []): Message => ({
		...message("room", number, author),
		files,
	});

	test("the next of the same message, then of the same person", () => {
		const one = said(1, ann, [voice("a"), file("pdf"), voice("b")]);
		const text = said(2, ann);
		const two = said(3, ann, [voice("c")]);
		const all = [one, text, two];
		expect(nextVoice(all, { message: one, file: voice("a") })?.file.id).toBe("b");
		expect(nextVoice(all, { message: one, file: voice("b") })?.file.id).toBe("c");
		expect(nextVoice(all, { message: two, file: voice("c") })).toBe(null);
	});

	test("nothing, when somebody else has spoken in between", () => {
		const one = said(1, ann, [voice("a")]);
		expect(nextVoice([one, said(2, bob), said(3, ann, [voice("c")])], { message: one, file: voice("a") })).toBe(null);
	});

	test("nothing, when its message is no longer there", () => {
		expect(nextVoice([], { message: said(1, ann, [voice("a")]), file: voice("a") })).toBe(null);
	});
});

describe("an enlarged picture", () => {
	const frame = { width: 400, height: 300 };
	const fit = fitting({ width: 4000, height: 3000 }, frame);

	test("fits at first, and is not made larger than it is", () => {
		expect(fit).toEqual({ width: 400, height: 300 });
		expect(fitting({ width: 40, height: 30 }, frame)).toEqual({ width: 40, height: 30 });
	});

	test("keeps the point under the finger where it is", () => {
		const view = zoomed(WHOLE, 2, { x: 100, y: 50 }, fit, frame);
		expect(view).toEqual({ scale: 2, x: -100, y: -50 });
	});

	test("does not leave its frame, and comes back to the middle", () => {
		const view = zoomed(WHOLE, 2, { x: 0, y: 0 }, fit, frame);
		expect(moved(view, { x: 9_000, y: -9_000 }, fit, frame)).toEqual({ scale: 2, x: 200, y: -150 });
		expect(zoomed(moved(view, { x: 50, y: 0 }, fit, frame), 0.1, { x: 9, y: 9 }, fit, frame)).toEqual(WHOLE);
	});

	test("has a largest size", () => {
		expect(zoomed(WHOLE, 100, { x: 0, y: 0 }, fit, frame).scale).toBe(8);
	});

	test("is left by swipes that are meant", () => {
		expect(swipeOf({ x: -90, y: 20 })).toBe("next");
		expect(swipeOf({ x: 90, y: -20 })).toBe("previous");
		expect(swipeOf({ x: 10, y: 120 })).toBe("close");
		expect(swipeOf({ x: 30, y: 30 })).toBe(null);
	});
});
