/** What is shown this once: the secret of a key, the address of a webhook. */
import { CopyField } from "../ui/copy";
import { Notice } from "../ui/notice";

interface SecretProps {
	label: string;
	text: string;
	/** What whoever has it can do. */
	warning: string;
}

export function Secret({ label, text, warning }: SecretProps) {
	return (
		<div class="platform-secret">
			<Notice kind="good">{`Copy it now: it is shown only this once. ${warning}`}</Notice>
			<CopyField label={label} text={text} />
		</div>
	);
}
