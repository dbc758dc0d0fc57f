/** Keeps a failure where it happened: one message that can't be drawn never takes the page with it. */
import { Component, type ComponentChildren } from "preact";

interface Props {
	instead: ComponentChildren;
	/** When this changes, the children are tried again. */
	subject?: unknown;
	children: ComponentChildren;
}

export class ErrorBoundary extends Component<Props, { broken: boolean }> {
	override state = { broken: false };

	static override getDerivedStateFromError() {
		return { broken: true };
	}

	override componentDidCatch(error: unknown): void {
		console.error(error);
	}

	override componentDidUpdate(before: Props): void {
		if (this.state.broken && before.subject !== this.props.subject) this.setState({ broken: false });
	}

	override render({ children, instead }: Props) {
		return this.state.broken ? instead : children;
	}
}
