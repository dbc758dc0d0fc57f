/** A link as a QR code for a phone's camera: one SVG path, dark on white in every theme so that cameras read it. */
import qrcode from "qrcode-generator";

const QUIET_ZONE = 3;

export function QrCode({ text, label }: { text: string; label: string }) {
	const { path, side } = drawQr(text);
	const box = side + 2 * QUIET_ZONE;
	return (
		<svg class="qr" viewBox={`${-QUIET_ZONE} ${-QUIET_ZONE} ${box} ${box}`} role="img" aria-label={label}>
			<path d={path} fill="#211c17" shape-rendering="crispEdges" />
		</svg>
	);
}

/** Runs of dark modules in a row become one rectangle each. */
function drawQr(text: string): { path: string; side: number } {
	const code = qrcode(0, "M");
	code.addData(text);
	code.make();
	const side = code.getModuleCount();
	let path = "";
	for (let row = 0; row < side; row++) {
		for (let column = 0; column < side; column++) {
			let run = 0;
			while (column + run < side && code.isDark(row, column + run)) run++;
			if (run > 0) path += `M${column} ${row}h${run}v1h-${run}z`;
			column += run;
		}
	}
	return { path, side };
}
