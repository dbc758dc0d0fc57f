/** The dialogs around calls, as one chunk. */
export { PreviewDialog } from "./preview-dialog";
export { NotJoinedDialog, UnavailableDialog } from "./refusals";
export { VoiceDialog } from "./voice-dialog";
