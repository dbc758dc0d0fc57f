/** Our mark: three circles of different sizes that all touch. The numbers are a real mutual tangency. */

export function Logo({ size = 40 }: { size?: number }) {
	return (
		<svg class="logo" width={size} height={size} viewBox="0 0 64 64" aria-hidden="true" focusable="false">
			<circle cx="25" cy="40" r="17" fill="#b4430e" />
			<circle cx="43" cy="18.55" r="11" fill="#e98a4f" />
			<circle cx="48.6" cy="35.66" r="7" fill="#2f9a62" />
		</svg>
	);
}
