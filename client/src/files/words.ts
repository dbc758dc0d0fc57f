/** Sizes, lengths and refusals in words. */

const UNITS = ["kB", "MB", "GB", "TB"] as const;

/** "0 B", "812 B", "3.4 MB": three digits at most, by thousands of 1024 as people know them. */
export function sizeInWords(bytes: number): string {
	if (bytes < 1000) return `${bytes} B`;
	let value = bytes;
	let unit = -1;
	do {
		value /= 1024;
		unit += 1;
	} while (value >= 999.5 && unit < UNITS.length - 1);
	return `${value < 9.95 ? Number(value.toFixed(1)) : Math.round(value)} ${UNITS[unit]}`;
}

/** "0:07", "12:30", "1:02:03". */
export function lengthInWords(seconds: number): string {
	const whole = Math.max(0, Math.round(seconds));
	const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
	const end = `${hours > 0 ? String(minutes).padStart(2, "0") : minutes}:${String(rest).padStart(2, "0")}`;
	return hours > 0 ? `${hours}:${end}` : end;
}
