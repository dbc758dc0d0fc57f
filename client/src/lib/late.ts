/** Requests that few pages make are loaded with the first of them. */

type Methods = Record<string, (...given: never[]) => Promise<unknown>>;

/** An object of asynchronous methods; a load that failed is tried again with the next call. */
export function late<T extends { [K in keyof T]: Methods[string] }>(load: () => Promise<T>): T {
	let loaded: Promise<T> | null = null;
	const get =
		(_: T, name: string) =>
		async (...given: never[]) => {
			loaded ??= load();
			loaded.catch(() => {
				loaded = null;
			});
			return (await loaded)[name as keyof T](...given);
		};
	return new Proxy({} as T, { get });
}
