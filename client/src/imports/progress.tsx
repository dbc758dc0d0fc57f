/** How far something is; without a value, that it goes on. */
interface ProgressProps {
	label: string;
	value?: number;
	max?: number;
}

export function Progress({ label, value, max }: ProgressProps) {
	const far = value === undefined || !max ? {} : { value, max };
	return (
		<div class="import-progress" role="status">
			<progress aria-label={label} {...far} />
			<span>{label}</span>
		</div>
	);
}
