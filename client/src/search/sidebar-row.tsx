/** The way to searching, first in the sidebar. */
import { TextSearch } from "lucide";
import { Link, useLocation } from "wouter-preact";
import { Icon } from "../ui/icon";

export function SearchRow() {
	const [path] = useLocation();
	const current = path === "/search";
	return (
		<Link
			href="/search"
			class={`row search-row${current ? " on" : ""}`}
			aria-current={current ? "page" : undefined}
			aria-keyshortcuts="Control+Shift+F"
			title="Search messages (Ctrl Shift F)"
		>
			<span class="row-icon">
				<Icon shape={TextSearch} size={18} />
			</span>
			<span class="clip grow">Search messages</span>
		</Link>
	);
}
