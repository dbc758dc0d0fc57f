/** My API keys, and for the owner of the instance those that reach everything. */
import { KeyRound } from "lucide";
import { useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { Section } from "../accounts/settings/section";
import type { Key } from "../api/types";
import { useApp } from "../app/context";
import { Button } from "../ui/button";
import { Page } from "../ui/page";
import { KeyDialog } from "./key-dialog";
import { NewKeyDialog } from "./key-form";
import { KeyLine } from "./key-line";
import { Listing } from "./listing";
import { useLoaded } from "./loaded";
import { usePlatform } from "./requests";

export function KeysPage() {
	const me = useApp().state.value.me;
	const platform = usePlatform();
	const keys = useLoaded(platform.keys, "mine");
	const [making, setMaking] = useState<"person" | "micro" | null>(null);
	const [open, setOpen] = useState<string | null>(null);
	const opened = keys.value?.find(({ id }) => id === open);
	const of = (micro: boolean) => ({ ...keys, value: keys.value?.filter(({ kind }) => (kind === "micro") === micro) });
	const row = (key: Key) => <KeyLine key={key.id} it={key} onOpen={() => setOpen(key.id)} />;
	return (
		<Page title="API keys" lead="For programs that read and write here as you.">
			<Section title="Your keys" lead={<DocsWords />}>
				<Listing loaded={of(false)} none="No key yet." row={row} />
				<div class="form-actions">
					<Button look="primary" icon={KeyRound} onClick={() => setMaking("person")}>
						Make a key
					</Button>
				</div>
			</Section>
			{me?.is_owner && (
				<Section
					title="Instance keys"
					lead="For the Micro API: a program of yours that acts as anyone here, makes people and reads every room. Everything it does is written down."
				>
					<Listing loaded={of(true)} none="No instance key." row={row} />
					<div class="form-actions">
						<Link class="button" href="/settings/audit">
							What they did
						</Link>
						<Button onClick={() => setMaking("micro")}>Make an instance key</Button>
					</div>
				</Section>
			)}
			{making && (
				<NewKeyDialog
					title={making === "micro" ? "A new instance key" : "A new key"}
					micro={making === "micro"}
					make={platform.makeKey}
					onMade={keys.reload}
					onClose={() => setMaking(null)}
				/>
			)}
			{opened && <KeyDialog it={opened} onChange={keys.reload} onClose={() => setOpen(null)} />}
		</Page>
	);
}

function DocsWords() {
	const { apiOrigin } = useApp();
	return (
		<>
			What a program can ask is written in <a href={`${apiOrigin}/api/docs`}>the description of the API</a>.
		</>
	);
}
