/**
 * Where a message is written, in a conversation or in a thread: text with names, rooms and emoji that mean something,
 * files, answers and changes of what was said. Drafts are kept.
 */
import { ArrowRight, Check, Smile } from "lucide";
import { AttachButton, VoiceButton } from "../../files/composer-tools";
import { UploadTray } from "../../files/tray";
import { IconButton } from "../../ui/button";
import { lazy } from "../../ui/lazy";
import { Notice } from "../../ui/notice";
import { EmojiPanel } from "../emoji-panel";
import { ModeBanner } from "./banner";
import { Counter } from "./counter";
import { MoreMenu } from "./more-menu";
import type { Place } from "./place";
import { SendLater } from "./send-later";
import { TextArea } from "./text-area";
import { useComposer } from "./use-composer";

const SuggestionList = lazy(() => import("./suggestions").then((module) => module.SuggestionList), null);
const Told = lazy(() => import("./told").then((module) => module.Told), null);
const AudienceDialog = lazy(() => import("./audience").then((module) => module.AudienceDialog), null);

export interface ComposerProps extends Place {
	placeholder: string;
}

export function Composer({ placeholder, ...place }: ComposerProps) {
	const composer = useComposer(place);
	const { area, words, mode, assist, picker, sending } = composer;
	const open = assist.list.length > 0;
	return (
		<div class="composer">
			<form
				onSubmit={(event) => {
					event.preventDefault();
					void sending.send();
				}}
			>
				<UploadTray {...place} />
				<ModeBanner mode={mode} onCancel={composer.leaveMode} />
				{sending.failure && <Notice kind="bad">{sending.failure}</Notice>}
				{sending.told && <Told text={sending.told} onClose={sending.hush} />}
				{picker.open && (
					<EmojiPanel conversationId={place.conversationId} onPick={composer.insertEmoji} onClose={picker.close} />
				)}
				{open && (
					<SuggestionList id={assist.id} list={assist.list} at={assist.at} onPick={assist.pick} onHover={assist.mark} />
				)}
				<div class="composer-box">
					{mode?.kind !== "edit" && (
						<>
							<AttachButton {...place} />
							<MoreMenu place={place} />
						</>
					)}
					<TextArea
						area={area}
						subject={composer.subject}
						label={mode?.kind === "edit" ? "Your message" : placeholder}
						text={words.text}
						list={open ? { id: assist.id, active: composer.activeOption } : null}
						onInput={composer.type}
						onCaret={composer.look}
						onKey={composer.onKey}
						onSend={() => void sending.send()}
					/>
					<IconButton label="Emoji" icon={Smile} aria-expanded={picker.open} onClick={picker.toggle} />
					<SendButtons composer={composer} place={place} />
				</div>
				<Counter left={composer.left} />
			</form>
			{sending.audience && (
				<AudienceDialog {...sending.audience} onSend={sending.audience.send} onClose={sending.dismiss} />
			)}
		</div>
	);
}

/** Nothing is written yet: then one may speak. */
function SendButtons({ composer, place }: { composer: ReturnType<typeof useComposer>; place: Place }) {
	const { canSend, mode, hasNothing } = composer;
	const saves = mode?.kind === "edit";
	return (
		<>
			{!saves && <VoiceButton {...place} hidden={!hasNothing} post={composer.postFiles} />}
			{!hasNothing && !saves && (
				<SendLater place={place} mode={mode} words={composer.words} canSend={canSend} onDone={composer.sending.done} />
			)}
			<IconButton
				label={saves ? "Save" : "Send"}
				icon={saves ? Check : ArrowRight}
				look="primary"
				type="submit"
				disabled={!canSend}
			/>
		</>
	);
}
