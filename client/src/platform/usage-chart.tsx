/** How a key was used in the last thirty days: a bar for each day, and the routes as a table. */
import type { RouteUsage } from "../api/types";
import { count } from "../groups/people";
import { Notice } from "../ui/notice";
import { useLoaded } from "./loaded";
import { usePlatform } from "./requests";
import { byDay, byRoute, type DayUsage, total } from "./usage";

const DAYS = 30;

export function UsageChart({ keyId }: { keyId: string }) {
	const platform = usePlatform();
	const { value, problem } = useLoaded(() => platform.usage(keyId, DAYS), keyId);
	if (problem) return <Notice kind="bad">{problem}</Notice>;
	if (!value) return <p class="soft">One moment…</p>;
	return <Usage usage={value} now={Date.now()} />;
}

export function Usage({ usage, now }: { usage: readonly RouteUsage[]; now: number }) {
	const days = byDay(usage, DAYS, now);
	const sum = total(days);
	const words = `${count(sum.calls, "call")} in ${DAYS} days, ${sum.refused} refused, ${sum.failed} failed`;
	return (
		<section class="platform-part">
			<h3>Use</h3>
			<Bars days={days} label={words} />
			<p class="soft">{words}.</p>
			{sum.calls > 0 && <RoutesTable usage={usage} />}
		</section>
	);
}

/** Units of the drawing; a bar and the gap behind it. */
const HEIGHT = 60;
const STEP = 10;
const BAR = 7;

function Bars({ days, label }: { days: readonly DayUsage[]; label: string }) {
	const most = Math.max(1, ...days.map(({ calls }) => calls));
	const high = (calls: number) => (calls === 0 ? 0 : Math.max(2, (calls / most) * HEIGHT));
	return (
		<svg
			class="usage-bars"
			role="img"
			aria-label={label}
			viewBox={`0 0 ${days.length * STEP} ${HEIGHT + 1}`}
			preserveAspectRatio="none"
		>
			<rect class="usage-floor" x="0" y={HEIGHT} width={days.length * STEP} height="1" />
			{days.map(({ day, calls, refused, failed }, at) => {
				const wrong = high(refused + failed);
				return (
					<g key={day}>
						<title>{`${day}: ${count(calls, "call")}, ${refused} refused, ${failed} failed`}</title>
						<rect class="usage-calls" x={at * STEP} y={HEIGHT - high(calls)} width={BAR} height={high(calls)} />
						<rect class="usage-wrong" x={at * STEP} y={HEIGHT - wrong} width={BAR} height={wrong} />
					</g>
				);
			})}
		</svg>
	);
}

function RoutesTable({ usage }: { usage: readonly RouteUsage[] }) {
	return (
		<div class="platform-table" tabIndex={0} role="region" aria-label="Calls by route">
			<table>
				<thead>
					<tr>
						<th scope="col">Route</th>
						<th scope="col">Calls</th>
						<th scope="col">Refused</th>
						<th scope="col">Failed</th>
					</tr>
				</thead>
				<tbody>
					{byRoute(usage).map(({ route, calls, refused, failed }) => (
						<tr key={route}>
							<th scope="row">
								<code>{route}</code>
							</th>
							<td>{calls.toLocaleString()}</td>
							<td>{refused.toLocaleString()}</td>
							<td>{failed.toLocaleString()}</td>
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}
