/** What people write against a chat, by technique: whatever it is, the page holds only the elements that we make. */
import { signal } from "@preact/signals";
import { renderToString } from "preact-render-to-string";
import { expect, test } from "vitest";
import { Router } from "wouter-preact";
import { AppContext } from "../../src/app/context";
import { Markdown } from "../../src/messages/markdown-view";
import { emptyState } from "../../src/store/state";

const ATTACKS: Record<string, string> = {
	"a script": "<script>alert(1)</script>",
	"an event handler": '<img src=x onerror="alert(1)">',
	"svg with a handler": "<svg/onload=alert(1)>",
	"markup that never closes": '<a href="javascript:alert(1)',
	"a comment that opens": "<!--><script>alert(1)</script>-->",
	"mutation through mathml":
		"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
	"a script address": "[x](javascript:alert(1))",
	"a script address in other letters": "[x](JaVaScRiPt:alert(1))",
	"a script address behind spaces": "[x](  javascript:alert(1))",
	"a script address with a line break": "[x](java\nscript:alert(1))",
	"a script address with a tab": "[x](java\tscript:alert(1))",
	"a script address in entities": "[x](&#106;avascript:alert(1))",
	"a script address in percents": "[x](%6aavascript:alert(1))",
	"a script address behind a control character": "[x](\u0001javascript:alert(1))",
	"a data address": "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
	"a blob address": "[x](blob:https://a.example/1)",
	"a vbscript address": "[x](vbscript:msgbox(1))",
	"a file address": "[x](file:///etc/passwd)",
	"an address without a scheme": "[x](//evil.example)",
	"an address that closes its attribute": 'https://a.example/"onmouseover="alert(1)',
	"an address that closes its attribute with an apostrophe": "https://a.example/'onmouseover='alert(1)",
	"a label with markup": "[<img src=x onerror=alert(1)>](https://a.example)",
	"an autolink": "<javascript:alert(1)>",
	"an image": "![x](javascript:alert(1))",
	"a reference": "[x]\n\n[x]: javascript:alert(1)",
	"a code language": '```"onload=alert(1)\n<b>x</b>\n```',
	"code with markup": "```html\n</code></pre><script>alert(1)</script>\n```",
	"a span of code": "`</code><script>alert(1)</script>`",
	"a spoiler": "||<img src=x onerror=alert(1)>||",
	"a template": "{{constructor.constructor('alert(1)')()}} #{alert(1)} <%= alert(1) %>",
	"a null byte": "<scr\0ipt>alert(1)</scr\0ipt>",
	"full width signs": "＜script＞alert(1)＜/script＞",
	"a text that turns around": "\u202e<script>alert(1)</script>",
	"the mark of an entity": "\u{fdd0}\u{e000}<b>x</b>",
};

const ALLOWED =
	/^<\/?(?:div|p|pre|code|blockquote|ul|ol|li|strong|em|s|b|a|button|span|svg|path|rect|br|img)(?=[\s>/])/;

test.each(Object.entries(ATTACKS))("%s stays text", (_name, text) => {
	expect(draw(text)).not.toContain("\u{fdd0}");
	for (const html of [draw(text), draw(text, text), draw("x", undefined, text)]) {
		for (const [tag] of html.matchAll(/<[^>]*>?/g)) {
			expect(tag).toMatch(ALLOWED);
			expect(tag.replace(/"[^"]*"/g, '""')).not.toMatch(/\son\w+\s*=/i);
		}
		for (const [, href = ""] of html.matchAll(/\s(?:href|src)="([^"]*)"/g)) {
			expect(href).toMatch(/^(?:https?:\/\/|mailto:|\/(?!\/))/);
		}
	}
});

test("an entity gives no power to its words, nor to the names that it stands for", () => {
	for (const text of Object.values(ATTACKS)) {
		const line = text.split("\n")[0] ?? "";
		const [offset, length] = [0, [...line].length];
		for (const entity of [
			{ type: "mention", user_id: "evil", offset, length },
			{ type: "room", room_id: "evil", offset, length },
			{ type: "emoji", emoji_id: "evil", offset, length },
			{ type: "all", offset, length },
		] as const) {
			const html = draw(line, text, undefined, [entity]);
			for (const [tag] of html.matchAll(/<[^>]*>?/g)) expect(tag).toMatch(ALLOWED);
			expect(html).not.toMatch(/<script|<img src=x/);
		}
	}
});

/** `name` is what everything that has a name is called. */
function draw(text: string, name = "Bob", actor?: string, entities: Parameters<typeof Markdown>[0]["entities"] = []) {
	const emoji = { id: "evil", group_id: "g", name, url: "/api/emoji/evil/image", animated: false, created_by: "x" };
	const state = {
		...emptyState,
		users: new Map([["evil", { id: "evil", first_name: name, last_name: name, kind: "person" }]]),
		conversations: new Map([["evil", { id: "evil", kind: "room", topic: name }]]),
		groups: new Map([["g", { emoji: new Map([["evil", emoji]]) }]]),
	};
	const app = { state: signal(state) } as never;
	return renderToString(
		<AppContext.Provider value={app}>
			<Router hook={() => ["/", () => {}]}>
				<Markdown text={text} actor={actor} entities={entities} />
			</Router>
		</AppContext.Provider>,
	);
}
