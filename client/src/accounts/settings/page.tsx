/** My settings: who I am, how I sign in, my devices, the look and the calls of this device, and the way out. */
import { LogOut } from "lucide";
import { Link, useLocation } from "wouter-preact";
import { useApp } from "../../app/context";
import { ArchiveSection } from "../../archive/lazy";
import { Button } from "../../ui/button";
import { Page } from "../../ui/page";
import { useSubmit } from "../../ui/submit";
import { AppearanceSection } from "./appearance";
import { DeleteAccountSection } from "./delete-account";
import { DevicesSection } from "./devices";
import { EmailSection } from "./email";
import { MyFilesSection } from "./my-files";
import { PasswordSection } from "./password";
import { ProfileSection } from "./profile";
import { Section } from "./section";
import { StorageSection } from "./storage";
import { VoiceSection } from "./voice";

export function SettingsPage() {
	const me = useApp().state.value.me;
	if (!me) return null;
	return (
		<Page title="Settings" action={<SignOut />}>
			<ProfileSection me={me} />
			<EmailSection me={me} />
			<AppearanceSection />
			<VoiceSection />
			<PasswordSection />
			<DevicesSection />
			<KeysSection />
			<MyFilesSection />
			<ArchiveSection />
			{me.is_owner && <StorageSection />}
			<DeleteAccountSection />
		</Page>
	);
}

function KeysSection() {
	return (
		<Section title="API keys" lead="Let programs read and write here as you: what each may do, where, and what it did.">
			<div class="form-actions">
				<Link class="button" href="/settings/keys">
					API keys…
				</Link>
			</div>
		</Section>
	);
}

function SignOut() {
	const app = useApp();
	const [, navigate] = useLocation();
	const form = useSubmit(async () => {
		await app.signOut();
		navigate("/sign-in", { replace: true });
	});
	return (
		<Button icon={LogOut} busy={form.busy} onClick={form.run}>
			Sign out
		</Button>
	);
}
