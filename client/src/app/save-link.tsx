/** A link that saves a file of the API, wherever the API is. */
import type { ComponentChildren } from "preact";
import { useApp } from "./context";

interface SaveLinkProps {
	file: { url: string; name: string };
	class?: string;
	title?: string;
	"aria-label"?: string;
	children: ComponentChildren;
}

export function SaveLink({ file: { url, name }, children, ...rest }: SaveLinkProps) {
	const { addresses } = useApp();
	const save = (event: Event) => {
		event.preventDefault();
		addresses?.save(url).catch(() => {});
	};
	return (
		<a href={url} download={name} {...(addresses && { onClick: save })} {...rest}>
			{children}
		</a>
	);
}
