/** A component whose code loads when it is shown first, so that the first page stays small. */
import { type ComponentChildren, type ComponentType, h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Button } from "./button";
import { Notice } from "./notice";

export interface Lazy<Props> {
	(props: Props): ComponentChildren;
	/** Loads it ahead of time: before a test renders, or when the page has nothing better to do. */
	preload: () => Promise<void>;
}

/** `waiting` stands in its place until the code is there. */
export function lazy<Props extends object>(
	load: () => Promise<ComponentType<Props>>,
	waiting: ComponentChildren = <Waiting />,
): Lazy<Props> {
	let loaded: ComponentType<Props> | null = null;
	const preload = async () => {
		loaded = await load();
	};
	const LazyComponent = (props: Props): ComponentChildren => {
		const [, redraw] = useState(0);
		const [failed, setFailed] = useState(false);
		const fetch = () => {
			setFailed(false);
			preload().then(
				() => redraw((count) => count + 1),
				() => setFailed(true),
			);
		};
		useEffect(() => {
			if (!loaded) fetch();
		}, []);
		if (loaded) return h(loaded, props);
		return failed ? <NotLoaded onRetry={fetch} /> : waiting;
	};
	return Object.assign(LazyComponent, { preload });
}

function Waiting() {
	return (
		<div class="lazy">
			<span class="spinner" role="status" aria-label="Loading" />
		</div>
	);
}

/** A deploy may have replaced the file, or the network is away: loading the page again helps in both cases. */
function NotLoaded({ onRetry }: { onRetry: () => void }) {
	return (
		<div class="lazy">
			<Notice kind="bad">This part could not be loaded. Try again, or load the page anew.</Notice>
			<Button onClick={onRetry}>Try again</Button>
		</div>
	);
}
