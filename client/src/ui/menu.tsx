/** A small menu under a button: arrows move, Escape closes and gives the focus back, a click elsewhere closes. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { IconButton } from "./button";
import { useCloseRequest } from "./close-request";
import { Icon, type IconShape } from "./icon";
import { moveFocus } from "./roving";

interface MenuProps {
	label: string;
	icon: IconShape;
	children: ComponentChildren;
	align?: "start" | "end";
	look?: "bare" | "filled";
}

export function Menu({ label, icon, children, align = "end", look = "bare" }: MenuProps) {
	const menu = useMenu();
	return (
		<div class="menu-anchor" ref={menu.anchor} onKeyDown={menu.onKeyDown}>
			<IconButton
				label={label}
				icon={icon}
				look={look}
				aria-haspopup="menu"
				aria-expanded={menu.open}
				onClick={menu.toggle}
			/>
			{menu.open && (
				<div class={`menu ${align}`} role="menu" aria-label={label} onClick={menu.close}>
					{children}
				</div>
			)}
		</div>
	);
}

/** The behaviour without the button, for anchors with a look of their own (the group switcher). */
export function useMenu() {
	const [open, setOpen] = useState(false);
	const anchor = useRef<HTMLDivElement>(null);
	useEffect(() => {
		if (!open) return;
		anchor.current?.querySelector<HTMLElement>('[role^="menuitem"]')?.focus();
		const closeOutside = (event: Event) => {
			if (!anchor.current?.contains(event.target as Node)) setOpen(false);
		};
		document.addEventListener("pointerdown", closeOutside);
		return () => document.removeEventListener("pointerdown", closeOutside);
	}, [open]);
	const close = () => setOpen(false);
	useCloseRequest(open, close);
	const onKeyDown = (event: KeyboardEvent) => {
		if (!open) return;
		if (event.key === "Escape") {
			event.preventDefault();
			event.stopPropagation();
			close();
			anchor.current?.querySelector("button")?.focus();
		} else if (event.key === "Tab") {
			close();
		} else if (anchor.current) {
			moveFocus(event, anchor.current, '[role^="menuitem"]');
		}
	};
	return { open, close, toggle: () => setOpen(!open), anchor, onKeyDown };
}

interface MenuItemProps {
	icon?: IconShape;
	danger?: boolean;
	onSelect: () => void;
	children: ComponentChildren;
	checked?: boolean;
}

export function MenuItem({ icon, danger = false, onSelect, children, checked }: MenuItemProps) {
	return (
		<button
			type="button"
			role={checked === undefined ? "menuitem" : "menuitemradio"}
			aria-checked={checked}
			tabIndex={-1}
			class={`menu-item${danger ? " danger" : ""}`}
			onClick={onSelect}
		>
			{icon && <Icon shape={icon} />}
			{children}
		</button>
	);
}
