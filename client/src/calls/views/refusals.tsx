/** Why there is no call, and what helps. */
import type { ComponentChildren } from "preact";
import { useLocation } from "wouter-preact";
import { useApp } from "../../app/context";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { useJoin } from "./walk-in";

interface NotJoinedProps {
	conversationId: string;
	words: string;
	onClose: () => void;
}

export function NotJoinedDialog({ conversationId, words, onClose }: NotJoinedProps) {
	const join = useJoin();
	const again = () => {
		onClose();
		void join(conversationId);
	};
	return (
		<Dialog title="You are not in the call" onClose={onClose}>
			<Notice kind="bad">{words}</Notice>
			<Ways onClose={onClose}>
				<Button look="primary" onClick={again}>
					Try again
				</Button>
			</Ways>
		</Dialog>
	);
}

export function UnavailableDialog({ onClose }: { onClose: () => void }) {
	const { calls } = useApp();
	return (
		<Dialog title="No calls here yet" onClose={onClose}>
			<p>{calls.unavailable}</p>
			{!window.isSecureContext && <HowToHost />}
			<Ways onClose={onClose}>
				<Button look="primary" onClick={onClose}>
					All right
				</Button>
			</Ways>
		</Dialog>
	);
}

function HowToHost() {
	return (
		<p>
			Whoever runs the server gets there with <code>distributed host DOMAIN</code>: it writes the configuration of the
			web server, with certificates that renew themselves, and says what to open. Writing works meanwhile.
		</p>
	);
}

function Ways({ onClose, children }: { onClose: () => void; children: ComponentChildren }) {
	const [, navigate] = useLocation();
	const toDoctor = () => {
		onClose();
		navigate("/doctor");
	};
	return (
		<div class="form-actions">
			<Button onClick={toDoctor}>Ask the call doctor</Button>
			{children}
		</div>
	);
}
