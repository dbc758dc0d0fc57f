/** A link in a text. What leads out opens a tab of its own; what leads to a message here goes there in this page. */
import type { ComponentChildren } from "preact";
import { Link } from "wouter-preact";
import { useApp } from "../app/context";
import { titleOf } from "../conversations/select";
import { spotOf } from "./permalink";

interface TextLinkProps {
	href: string;
	/** The address itself was written, not words for it. */
	bare: boolean;
	children: ComponentChildren;
}

const HERE = /^\/c\/([\w-]+)(?:\/([\w/-]+))?$/;

export function TextLink(props: TextLinkProps) {
	const { origin } = globalThis.location ?? {};
	const found = origin && props.href.startsWith(`${origin}/`) ? HERE.exec(props.href.slice(origin.length)) : null;
	return found?.[1] ? <LinkHere {...props} path={found[0]} id={found[1]} rest={found[2]} /> : <LinkOut {...props} />;
}

function LinkOut({ href, children }: TextLinkProps) {
	return (
		<a href={href} target="_blank" rel="noopener noreferrer nofollow ugc" title={href}>
			{children}
		</a>
	);
}

interface LinkHereProps extends TextLinkProps {
	/** The address without the name of the host. */
	path: string;
	/** Of the conversation. */
	id: string;
	rest: string | undefined;
}

/** By the present name of the room; who may not read it sees the address. */
function LinkHere({ path, id, rest, ...props }: LinkHereProps) {
	const state = useApp().state.value;
	const conversation = state.conversations.get(id);
	if (!conversation) return <LinkOut {...props} />;
	if (!props.bare) return <Link href={path}>{props.children}</Link>;
	const { number, rootId } = spotOf(rest);
	const what = rootId ? " › thread" : number ? " › message" : "";
	return (
		<Link href={path} class="mention room" dir="auto" title={props.href}>
			{`${conversation.kind === "room" ? "#" : ""}${titleOf(state, conversation)}${what}`}
		</Link>
	);
}
