/**
 * Ids that the client makes: UUID version 7 (RFC 9562 §5.7), so that they sort by time.
 * Only `getRandomValues` is asked for: `randomUUID` does not exist on a plain http page.
 */
export interface Random {
	getRandomValues(array: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>;
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

export function newId(now: number = Date.now(), random: Random = globalThis.crypto): string {
	const bytes = random.getRandomValues(new Uint8Array(16));
	const view = new DataView(bytes.buffer);
	view.setUint32(0, Math.floor(now / 0x10000));
	view.setUint16(4, now % 0x10000);
	view.setUint8(6, 0x70 | (view.getUint8(6) & 0x0f));
	view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f));
	const digits = Array.from(bytes, (byte) => hex[byte]).join("");
	return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
