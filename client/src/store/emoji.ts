/** The emoji that a group made itself. */

export interface CustomEmoji {
	id: string;
	group_id: string;
	name: string;
	url: string;
	animated: boolean;
	created_by: string;
}
