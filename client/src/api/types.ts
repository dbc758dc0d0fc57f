/**
 * The JSON of the public API, in the shape that `npm run api` generates from docs/openapi.json.
 * Ids are lower-case UUIDs, times RFC 3339 UTC; every field is always there, null when empty.
 */

export interface User {
  id: string;
  first_name: string;
  last_name: string;
  kind: 'person' | 'deleted';
}

export interface Me extends User {
  email: string;
  email_proved: boolean;
  is_owner: boolean;
  created_at: string;
}

export interface Session {
  id: string;
  current: boolean;
  device: string;
  created_at: string;
  last_used_at: string;
  expires_at: string;
}

export type Role = 'owner' | 'admin' | 'member';
export type InviteRole = 'admin' | 'member';

export interface Group {
  id: string;
  name: string;
  created_at: string;
  member_limit: number;
}

export interface GroupOfMine extends Group {
  my_role: Role;
}

export interface Member {
  user: User;
  role: Role;
  joined_at: string;
}

export interface Message {
  id: string;
  conversation_id: string;
  /** Dense in its conversation, from 1. */
  number: number;
  author_id: string;
  text: string;
  sent_at: string;
}

export interface Room {
  id: string;
  kind: 'room';
  group_id: string;
  stream: string;
  topic: string;
  private: boolean;
  /** Only a private room names its members. */
  member_ids: string[] | null;
  created_at: string;
  last_number: number;
  last_message: Message | null;
}

export interface Chat {
  id: string;
  kind: 'chat';
  stream: string;
  users: User[];
  created_at: string;
  last_number: number;
  last_message: Message | null;
}

export interface Marker {
  conversation_id: string;
  number: number;
}

export interface Invite {
  id: string;
  group_id: string;
  email: string | null;
  role: InviteRole;
  expires_at: string;
  max_uses: number | null;
  uses: number;
  created_by: string;
  created_at: string;
}

/** Only the answer to its creation carries the secret. */
export interface NewInvite extends Invite {
  code: string;
  url: string;
}

export interface InviteToMe {
  id: string;
  group: { id: string; name: string; member_count: number };
  invited_by: User;
  role: InviteRole;
  expires_at: string;
}

export interface InvitePreview extends InviteToMe {
  email: string | null;
}

export interface Instance {
  name: string;
  version: string;
  owned: boolean;
  sign_up: 'open' | 'invite' | 'closed';
  setup_code_needed: boolean;
  mail: boolean;
  public_url: string | null;
}

export interface Head {
  seq: number;
  hash: string;
}

export interface HomeGroup {
  group: Group;
  my_role: Role;
  members: Member[];
  rooms: Room[];
}

export interface Home {
  me: Me;
  groups: HomeGroup[];
  chats: Chat[];
  markers: Marker[];
  invites: InviteToMe[];
  heads: Record<string, Head>;
  epoch: string;
}

export interface MessagePage {
  messages: Message[];
  has_older: boolean;
  has_newer: boolean;
  stream: string;
  seq: number;
  /** Profiles of authors who are in none of my lists any more, when the server sends them. */
  users?: User[];
}

export interface StreamFloor {
  stream: string;
  floor: number;
}

export interface GroupSnapshot {
  group: Group;
  my_role: Role;
  members: Member[];
  rooms: Room[];
  /** Mine, in its rooms: posting moved them without an event of its own. */
  markers?: Marker[];
}

export interface RoomSnapshot {
  room: Room;
  markers?: Marker[];
}

export interface ChatSnapshot {
  chat: Chat;
  markers?: Marker[];
}

export interface UserSnapshot {
  me: Me;
  markers: Marker[];
  invites: InviteToMe[];
  streams: StreamFloor[];
}

export interface Snapshot {
  stream: string;
  state: GroupSnapshot | RoomSnapshot | ChatSnapshot | UserSnapshot;
  seq: number;
  hash: string;
}

export interface SignedIn {
  user: Me;
  token?: string;
  joined?: { group_id: string } | null;
}

export interface ErrorBody {
  code: string;
  message: string;
  field?: string | null;
  request_id: string;
}
