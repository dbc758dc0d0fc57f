/** How this device looks: follows the system unless told otherwise. */
import { useState } from "preact/hooks";
import { Segments } from "../../ui/field";
import { type Contrast, chooseContrast, chooseTheme, chosenContrast, chosenTheme, type Theme } from "../../ui/theme";
import { Section } from "./section";

const THEMES: ReadonlyArray<readonly [Theme, string]> = [
	["system", "As the system"],
	["light", "Light"],
	["dark", "Dark"],
];
const CONTRASTS: ReadonlyArray<readonly [Contrast, string]> = [
	["system", "As the system"],
	["more", "High"],
];

export function AppearanceSection() {
	const [theme, setTheme] = useState(chosenTheme);
	const [contrast, setContrast] = useState(chosenContrast);
	return (
		<Section title="Look" lead="For this device only.">
			<div class="row-wrap">
				<Segments
					label="Theme"
					value={theme}
					options={THEMES}
					onChange={(next) => {
						chooseTheme(next);
						setTheme(next);
					}}
				/>
				<Segments
					label="Contrast"
					value={contrast}
					options={CONTRASTS}
					onChange={(next) => {
						chooseContrast(next);
						setContrast(next);
					}}
				/>
			</div>
		</Section>
	);
}
