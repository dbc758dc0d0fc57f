/** What is asked and shown about one message: deleting it, what it said before, handing it on, and what is pinned. */
export { DeleteMessageDialog } from "./delete-dialog";
export { ForwardDialog } from "./forward-dialog";
export { HistoryDialog } from "./history-dialog";
export { PinsDialog } from "./pins-dialog";
