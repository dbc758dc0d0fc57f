/** A page of cards beside the sidebar (settings of all kinds): a heading with a way back, and a column of sections. */
import { ArrowLeft } from "lucide";
import type { ComponentChildren } from "preact";
import { Icon } from "./icon";

interface PageProps {
	title: string;
	lead?: ComponentChildren;
	action?: ComponentChildren;
	children: ComponentChildren;
}

export function Page({ title, lead, action, children }: PageProps) {
	return (
		<div class="page">
			<div class="page-column">
				<header class="page-head">
					<button type="button" class="icon-button" aria-label="Back" title="Back" onClick={goBack}>
						<Icon shape={ArrowLeft} />
					</button>
					<div class="page-words">
						<h1>{title}</h1>
						{lead && <p class="soft">{lead}</p>}
					</div>
					{action}
				</header>
				{children}
			</div>
		</div>
	);
}

/** The page before in this tab; a page that was opened by its address goes home. */
function goBack(): void {
	if (history.length > 1) history.back();
	else location.assign("/");
}
