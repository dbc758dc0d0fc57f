/** One key: its secrets, how it was used, its limits, and its end. */
import { useState } from "preact/hooks";
import type { Key, KeyMade } from "../api/types";
import { useApp } from "../app/context";
import { Button } from "../ui/button";
import { ConfirmDialog, Dialog } from "../ui/dialog";
import { Field, Select } from "../ui/field";
import { Form } from "../ui/form";
import { Notice } from "../ui/notice";
import { useSubmit } from "../ui/submit";
import { ago, until } from "../ui/time";
import { LimitFields, limitsOf, MadeKey } from "./key-form";
import { usedWords } from "./key-line";
import { usePlatform } from "./requests";
import { UsageChart } from "./usage-chart";
import { OVERLAPS, placeWords, scopeWords } from "./words";

interface KeyDialogProps {
	it: Key;
	/** The lists that show it ask anew. */
	onChange: () => Promise<void>;
	onClose: () => void;
}

export function KeyDialog({ it, onChange, onClose }: KeyDialogProps) {
	const platform = usePlatform();
	const state = useApp().state.value;
	const [renewed, setRenewed] = useState<KeyMade | null>(null);
	const [revoking, setRevoking] = useState(false);
	if (revoking) {
		return (
			<ConfirmDialog
				title={`Revoke ${it.name}?`}
				words="Programs that use it are refused at once. This can't be undone."
				action="Revoke"
				run={async () => {
					await platform.revokeKey(it.id);
					await onChange();
				}}
				onClose={onClose}
			/>
		);
	}
	return (
		<Dialog title={it.name} onClose={onClose} kind="platform-wide">
			{renewed ? (
				<MadeKey made={renewed} onClose={() => setRenewed(null)} />
			) : (
				<div class="platform-key">
					<p class="soft">{`${scopeWords(it.scopes)} · ${placeWords(it, state)}. ${usedWords(it)}.`}</p>
					<UsageChart keyId={it.id} />
					<Secrets it={it} onChange={onChange} onRenewed={setRenewed} />
					<KeySettings it={it} onChange={onChange} />
					<div class="form-actions">
						<Button look="danger" onClick={() => setRevoking(true)}>
							Revoke the key
						</Button>
					</div>
				</div>
			)}
		</Dialog>
	);
}

interface SecretsProps {
	it: Key;
	onChange: () => Promise<void>;
	onRenewed: (made: KeyMade) => void;
}

function Secrets({ it, onChange, onRenewed }: SecretsProps) {
	const platform = usePlatform();
	const [overlap, setOverlap] = useState("604800");
	const renew = useSubmit(async () => {
		onRenewed(await platform.renewSecret(it.id, Number(overlap)));
		await onChange();
	});
	return (
		<section class="platform-part">
			<h3>Secrets</h3>
			<ul role="list" class="lines">
				{it.secrets.map((secret) => (
					<SecretLine key={secret.id} it={it} secret={secret} onChange={onChange} />
				))}
			</ul>
			{renew.general && <Notice kind="bad">{renew.general}</Notice>}
			<div class="field-and-button">
				<Select label="The secret of now ends" value={overlap} options={OVERLAPS} onChange={setOverlap} />
				<Button busy={renew.busy} onClick={renew.run}>
					Make a new secret
				</Button>
			</div>
		</section>
	);
}

interface SecretLineProps {
	it: Key;
	secret: Key["secrets"][number];
	onChange: () => Promise<void>;
}

function SecretLine({ it, secret, onChange }: SecretLineProps) {
	const platform = usePlatform();
	const end = useSubmit(async () => {
		await platform.endSecret(it.id, secret.id);
		await onChange();
	});
	const used = secret.last_used_at ? `used ${ago(secret.last_used_at)}` : "never used";
	const ends = secret.ends_at ? `, ends ${until(secret.ends_at)}` : "";
	return (
		<li class="line">
			<div class="grow words">
				<code>{secret.hint}</code>
				<small>{end.general ?? `Made ${ago(secret.created_at)}, ${used}${ends}`}</small>
			</div>
			{it.secrets.length > 1 && (
				<Button busy={end.busy} onClick={end.run} aria-label={`End now: the secret ${secret.hint}`}>
					End now
				</Button>
			)}
		</li>
	);
}

function KeySettings({ it, onChange }: { it: Key; onChange: () => Promise<void> }) {
	const platform = usePlatform();
	const [name, setName] = useState(it.name);
	const [limits, setLimits] = useState({
		origins: it.origins.join(" "),
		perMinute: String(it.per_minute),
		perDay: it.per_day === null ? "" : String(it.per_day),
	});
	const form = useSubmit(async () => {
		const { per_day, ...others } = limitsOf(limits);
		await platform.changeKey(it.id, { name: name.trim(), ...others, per_day: per_day ?? 0 });
		await onChange();
	}, ["name", "origins", "per_minute", "per_day"]);
	return (
		<details class="more">
			<summary>Name, pages and limits</summary>
			<Form form={form} action="Save" look="plain">
				<Field label="Name" name="name" maxLength={80} value={name} onInput={setName} error={form.error("name")} />
				<LimitFields wanted={limits} change={(part) => setLimits({ ...limits, ...part })} error={form.error} />
			</Form>
		</details>
	);
}
