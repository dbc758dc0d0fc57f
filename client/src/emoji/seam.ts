/** What a screen may do with the emoji of a group; a part of `App`. They are read from `state.groups`. */
export interface GroupEmoji {
	/** Makes an emoji out of a picture; it is in the state when this resolves. */
	create(groupId: string, name: string, picture: Blob): Promise<void>;
	/** Takes one away, everywhere. */
	remove(groupId: string, emojiId: string): Promise<void>;
}
