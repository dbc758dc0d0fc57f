/** What a screen may ask of gifs: the shelf of a group, and a provider by way of our server; a part of `App`. */
import type { Gif, ProviderGifs, File as SentFile, Shelf } from "../api/types";

export interface Gifs {
	/** The shelf of a group, the newest first, or what of it has tags that begin with these words. */
	shelf(groupId: string, words: string, before?: string): Promise<Shelf>;
	/** What the provider has for these words; without words, what many send now. */
	provided(words: string): Promise<ProviderGifs>;
	/** Puts a picture on the shelf. */
	add(groupId: string, picture: Blob, tags: string): Promise<Gif>;
	remove(gifId: string): Promise<void>;
	/** A gif of the shelf as a file of mine, ready for a message. */
	use(gifId: string): Promise<SentFile>;
	useProvided(gifId: string): Promise<SentFile>;
}
