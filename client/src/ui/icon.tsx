/** Lucide icons as Preact nodes: 20 px, stroke 1.8. `lucide` ships plain node lists, so no markup is ever parsed. */
import type { IconNode } from "lucide";
import { h } from "preact";

export type IconShape = IconNode;

export function Icon({ shape, size = 20 }: { shape: IconShape; size?: number }) {
	return (
		<svg
			class="icon"
			width={size}
			height={size}
			viewBox="0 0 24 24"
			fill="none"
			stroke="currentColor"
			stroke-width="1.8"
			stroke-linecap="round"
			stroke-linejoin="round"
			aria-hidden="true"
			focusable="false"
		>
			{shape.map(([tag, attributes], index) => h(tag, { key: index, ...attributes }))}
		</svg>
	);
}
