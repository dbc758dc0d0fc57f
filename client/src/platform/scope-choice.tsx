/** What a key may do: for each kind of thing, whether it reads and whether it writes. */
import { SERVICES } from "./words";

interface ScopeChoiceProps {
	chosen: ReadonlySet<string>;
	onChange: (chosen: ReadonlySet<string>) => void;
}

export function ScopeChoice({ chosen, onChange }: ScopeChoiceProps) {
	const toggle = (scope: string) => {
		const next = new Set(chosen);
		if (!next.delete(scope)) next.add(scope);
		onChange(next);
	};
	return (
		<fieldset class="fieldset">
			<legend>What it may do</legend>
			<div class="platform-scopes">
				{SERVICES.map(({ name, words, readOnly }) => (
					<div key={name} role="group" aria-label={words} class="platform-scope">
						<span>{words}</span>
						<Right right="read" scope={`${name}:read`} chosen={chosen} onToggle={toggle} />
						{readOnly ? <span /> : <Right right="write" scope={`${name}:write`} chosen={chosen} onToggle={toggle} />}
					</div>
				))}
			</div>
		</fieldset>
	);
}

interface RightProps {
	right: "read" | "write";
	scope: string;
	chosen: ReadonlySet<string>;
	onToggle: (scope: string) => void;
}

function Right({ right, scope, chosen, onToggle }: RightProps) {
	return (
		<label class="choice">
			<input type="checkbox" name={scope} checked={chosen.has(scope)} onChange={() => onToggle(scope)} />
			{right}
		</label>
	);
}
