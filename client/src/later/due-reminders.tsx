/** Whether a reminder is due; what it looks like loads then. */
import { useApp } from "../app/context";
import { lazy } from "../ui/lazy";
import { dueReminders } from "./due";

const ReminderBanner = lazy(async () => (await import("./reminders")).ReminderBanner, null);

export function DueReminders() {
	const [first, ...more] = dueReminders(useApp().state.value);
	return first ? <ReminderBanner key={first.message_id} saved={first} more={more.length} /> : null;
}
