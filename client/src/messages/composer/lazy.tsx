/** The composer as a chunk of its own: what others wrote is on screen before one can write oneself. */
import { lazy } from "../../ui/lazy";
import type { ComposerProps } from "./composer";

export const Composer = lazy<ComposerProps>(
	() => import("./composer").then((module) => module.Composer),
	<div class="composer" aria-hidden="true">
		<div class="composer-box waiting" />
	</div>,
);
