/** Dialogs on the native <dialog>: it traps focus and closes on Escape; we return focus to where it came from. */

import { X } from "lucide";
import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { IconButton } from "./button";
import { rescueFocus } from "./focus";
import { Form } from "./form";
import { useSubmit } from "./submit";

interface DialogProps {
	title: string;
	onClose: () => void;
	children: ComponentChildren;
	/** An extra class, for dialogs with a shape of their own (the quick switcher). */
	kind?: string;
	/** The title is spoken but not shown. */
	bare?: boolean;
}

export function Dialog({ title, onClose, children, kind = "", bare = false }: DialogProps) {
	const element = useRef<HTMLDialogElement>(null);
	const id = useId();
	useModal(element);
	return (
		<dialog
			ref={element}
			class={`dialog ${kind}`}
			aria-labelledby={id}
			onCancel={(event) => {
				event.preventDefault();
				onClose();
			}}
			onMouseDown={(event) => event.target === element.current && onClose()}
		>
			{bare ? (
				<h2 id={id} class="unseen">
					{title}
				</h2>
			) : (
				<div class="dialog-head">
					<h2 id={id}>{title}</h2>
					<IconButton label="Close" icon={X} onClick={onClose} />
				</div>
			)}
			<div class="dialog-body">{children}</div>
		</dialog>
	);
}

/** Opens as a modal while mounted, and hands the focus back afterwards. */
function useModal(element: { current: HTMLDialogElement | null }): void {
	useLayoutEffect(() => {
		const dialog = element.current;
		const before = document.activeElement;
		if (!dialog) return;
		dialog.showModal();
		dialog.querySelector<HTMLElement>("[data-autofocus]")?.focus();
		return () => {
			dialog.close();
			// What opened it may be gone by now (a form that led here): then the focus goes where the page rests.
			const back = before instanceof HTMLElement && before.isConnected && before !== document.body ? before : null;
			const next = back ?? document.querySelector<HTMLElement>("[data-rest]");
			// close() has focused it while the page was still inert: focused so, Chromium lets nobody type in it.
			next?.blur();
			next?.focus();
			// What opened it can go in the same breath, with what it did: the focus does not go with it.
			requestAnimationFrame(rescueFocus);
		};
	}, [element]);
}

interface ConfirmProps {
	title: string;
	words: ComponentChildren;
	action: string;
	danger?: boolean;
	run: () => Promise<unknown>;
	onClose: () => void;
}

/** Asks before something that can't be undone. Stays open, with the reason, when it fails. */
export function ConfirmDialog({ title, words, action, danger = true, run, onClose }: ConfirmProps) {
	const form = useSubmit(async () => {
		await run();
		onClose();
	});
	return (
		<Dialog title={title} onClose={onClose}>
			<Form form={form} action={action} look={danger ? "danger primary" : "primary"} onBack={onClose}>
				<div>{words}</div>
			</Form>
		</Dialog>
	);
}

/** Which of a screen's dialogs is open: one at a time, by name. */
export function useDialog<Name extends string>(): [Name | null, (name: Name | null) => void] {
	const [open, setOpen] = useState<Name | null>(null);
	return [open, setOpen];
}
