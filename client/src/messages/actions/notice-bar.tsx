/** What was done or did not work, above the composer. */
import { X } from "lucide";
import { useEffect } from "preact/hooks";
import { useApp } from "../../app/context";
import { IconButton } from "../../ui/button";
import { notify, said, unsay } from "./notices";

export function NoticeBar() {
	const { messages } = useApp();
	const failure = messages.failure.value;
	useEffect(() => {
		if (!failure) return;
		notify(failure, true);
		messages.dismissFailure();
	}, [messages, failure]);
	const now = said.value;
	return (
		<div class="notice-bar" role={now?.bad ? "alert" : "status"}>
			{now && (
				<p class={now.bad ? "said bad" : "said"}>
					{now.words}
					{now.bad && <IconButton label="Hide this" icon={X} onClick={unsay} />}
				</p>
			)}
		</div>
	);
}
