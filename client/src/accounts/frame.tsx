/** The quiet page around sign-in, sign-up, the reset and an invite: our mark, a title, one card. */
import type { ComponentChildren } from "preact";
import { Logo } from "../ui/logo";
import { useTitle } from "../ui/title";

interface FrameProps {
	title: string;
	lead?: ComponentChildren;
	/** A face beside the title. */
	art?: ComponentChildren;
	children: ComponentChildren;
	/** Below the card: the way to the other page. */
	foot?: ComponentChildren;
}

export function Frame({ title, lead, art, children, foot }: FrameProps) {
	useTitle(title);
	return (
		<main class="frame">
			<div class="frame-brand">
				<Logo size={44} />
				<span>Distributed</span>
			</div>
			<div class="card frame-card">
				<div class="frame-head">
					{art}
					<div class="frame-words">
						<h1>{title}</h1>
						{lead && <p class="soft">{lead}</p>}
					</div>
				</div>
				{children}
			</div>
			{foot && <p class="frame-foot">{foot}</p>}
		</main>
	);
}
