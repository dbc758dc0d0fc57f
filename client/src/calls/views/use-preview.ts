/** My own picture and level for as long as a component is shown; other devices are opened when others are chosen. */
import { useEffect, useState } from "preact/hooks";
import { useApp } from "../../app/context";
import { failureWords } from "../../ui/submit";
import type { Preview } from "../seam";

export interface Previewed {
	preview: Preview | null;
	/** Why nothing could be opened at all. */
	failure: string | null;
}

/** Opens the devices only while `wanted`: the browser asks then, and the light of the camera stays out before. */
export function usePreview(wanted: boolean): Previewed {
	const { calls } = useApp();
	const [preview, setPreview] = useState<Preview | null>(null);
	const [failure, setFailure] = useState<string | null>(null);
	useEffect(() => {
		if (!wanted) return;
		let opened: Preview | null = null;
		let isOver = false;
		const take = (one: Preview) => {
			if (isOver) return one.close();
			opened = one;
			setFailure(null);
			setPreview(one);
			// With the permission come the names of the devices.
			calls.refreshDevices().catch(() => {});
		};
		calls.preview().then(take, (error: unknown) => setFailure(failureWords(error)));
		return () => {
			isOver = true;
			opened?.close();
			setPreview(null);
		};
	}, [calls, wanted]);
	return { preview, failure };
}
