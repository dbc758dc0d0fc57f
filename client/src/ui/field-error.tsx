/** What is wrong with what somebody typed or pressed, below it. On the first screen, where the fields are not. */
import { CircleAlert } from "lucide";
import { Icon } from "./icon";

export function FieldError({ id, words }: { id?: string; words: string }) {
	return (
		<span class="field-error" id={id} role="alert">
			<Icon shape={CircleAlert} size={16} />
			{words}
		</span>
	);
}
