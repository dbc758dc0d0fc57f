/** What programs do in a group: bots, webhooks in and out, slash commands. For those who lead it. */
import { useApp } from "../app/context";
import { Empty } from "../ui/notice";
import { Page } from "../ui/page";
import { BotsSection } from "./bots";
import { CommandsSection } from "./commands";
import { IncomingSection } from "./incoming";
import { OutgoingSection } from "./outgoing";

export function GroupPlatformPage({ groupId }: { groupId: string }) {
	const entry = useApp().state.value.groups.get(groupId);
	if (!entry || entry.myRole === "member") {
		return <Empty title="Nothing to see here">Only those who lead a group see its bots and webhooks.</Empty>;
	}
	return (
		<Page title="Bots and webhooks" lead={entry.group.name}>
			<BotsSection groupId={groupId} />
			<IncomingSection groupId={groupId} />
			<OutgoingSection groupId={groupId} />
			<CommandsSection groupId={groupId} />
		</Page>
	);
}
