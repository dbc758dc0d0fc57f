/** My name, as everybody sees it. */

import { useState } from "preact/hooks";
import type { Me } from "../../api/types";
import { useApp } from "../../app/context";
import { Avatar } from "../../ui/avatar";
import { Field } from "../../ui/field";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { useSubmit } from "../../ui/submit";
import { Section } from "./section";

export function ProfileSection({ me }: { me: Me }) {
	const app = useApp();
	const [first, setFirst] = useState(me.first_name);
	const [last, setLast] = useState(me.last_name);
	const [saved, setSaved] = useState(false);
	const form = useSubmit(async () => {
		setSaved(false);
		await app.updateMe({ first_name: first.trim(), last_name: last.trim() });
		setSaved(true);
	}, ["first_name", "last_name"]);
	const changed = first.trim() !== me.first_name || last.trim() !== me.last_name;
	return (
		<Section title="You">
			<Form form={form} action="Save" disabled={!changed}>
				<div class="profile">
					<Avatar id={me.id} name={`${first} ${last}`} size={72} mine />
					<div class="pair">
						<Field
							label="First name"
							name="first_name"
							autocomplete="given-name"
							required
							value={first}
							onInput={setFirst}
							error={form.error("first_name")}
						/>
						<Field
							label="Last name"
							name="last_name"
							autocomplete="family-name"
							value={last}
							onInput={setLast}
							error={form.error("last_name")}
						/>
					</div>
				</div>
				{saved && !changed && <Notice kind="good">Saved. Everybody sees the new name.</Notice>}
			</Form>
		</Section>
	);
}
