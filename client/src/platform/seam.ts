/**
 * What the pages about keys, bots and webhooks ask through; a part of `App`. Only the plain requests are in the first
 * screen: what they mean (`requests.ts`) comes with the pages.
 */
export interface Asks {
	get<T>(path: string): Promise<T>;
	post<T>(path: string, body?: object): Promise<T>;
	patch<T>(path: string, body: object): Promise<T>;
	put<T>(path: string, body: object): Promise<T>;
	delete(path: string): Promise<void>;
}
