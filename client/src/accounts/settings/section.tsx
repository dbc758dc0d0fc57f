/** One card of a settings page: a heading, a sentence, and what can be changed. */
import type { ComponentChildren } from "preact";

interface SectionProps {
	title: string;
	lead?: ComponentChildren;
	children: ComponentChildren;
}

export function Section({ title, lead, children }: SectionProps) {
	return (
		<section class="card section">
			<div class="section-words">
				<h2>{title}</h2>
				{lead && <p class="soft">{lead}</p>}
			</div>
			{children}
		</section>
	);
}
