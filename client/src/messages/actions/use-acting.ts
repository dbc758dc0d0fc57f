/** What the actions on a message need of the page around them. */
import { useLocation } from "wouter-preact";
import { useApp } from "../../app/context";
import { useShowDialog } from "../../app/show-dialog";
import type { Acting } from "./actions";

export function useActing(): Acting {
	const app = useApp();
	const show = useShowDialog();
	const [, navigate] = useLocation();
	return { app, show, navigate };
}
