/** Names for parts of the generated types that have none of their own. */
import type { Invite, Member } from "./types";

export type Role = Member["role"];
export type InviteRole = Invite["role"];
