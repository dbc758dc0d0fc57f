from collections.abc import Awaitable
from typing import Any, NotRequired, TypedDict

class Accepted(TypedDict): ...

class AccountDeletion(TypedDict):
    password: str

class Audit(TypedDict):
    entries: list[AuditEntry]
    has_older: bool

class AuditEntry(TypedDict):
    id: str
    at: str
    key_id: str
    key_name: str
    action: str
    about: str
    address: str

class Bot(TypedDict):
    user: User
    group_id: str
    about: str
    created_by: str
    created_at: str
    keys: list[Key]

class BotAnswer(TypedDict):
    bot: Bot

class BotChange(TypedDict):
    name: NotRequired[str | None]
    about: NotRequired[str | None]

class BotKey(TypedDict):
    id: NotRequired[str | None]
    name: str
    scopes: list[str]
    group_id: NotRequired[str | None]
    room_id: NotRequired[str | None]
    origins: NotRequired[list[str]]
    expires_in: NotRequired[int | None]
    per_minute: NotRequired[int]
    per_day: NotRequired[int | None]

class BotMade(TypedDict):
    bot: Bot
    key: Key
    secret: str

class Bots(TypedDict):
    bots: list[Bot]

class Call(TypedDict):
    id: str
    conversation_id: str
    started_at: str
    transport: Any
    participants: list[Participant]

class CallAnswer(TypedDict):
    call: Call | None

class CallJoined(TypedDict):
    call: Call
    grant: Grant
    stream: str
    seq: int

class CatchUp(TypedDict):
    conversations: list[MissedIn]
    mentions: list[Message]
    replies: list[Message]
    most_reacted: list[Message]
    polls: list[Message]
    users: list[User]
    quoted: list[Message]
    votes: dict[str, list[int]]

class Chat(TypedDict):
    id: str
    kind: Any
    stream: str
    users: list[User]
    created_at: str
    last_number: int
    last_message: Message | None
    call: Call | None

class ChatCreated(TypedDict):
    chat: Chat
    stream: str
    seq: int

class ChatForm(TypedDict):
    user_ids: list[str]
    id: NotRequired[str | None]

class ChatState(TypedDict):
    chat: Chat
    markers: list[Marker]

class ChatsAnswer(TypedDict):
    chats: list[Chat]

class CodeGiven(TypedDict):
    code: str

class Command(TypedDict):
    id: str
    group_id: str
    name: str
    about: str
    hint: str
    url: str | None
    created_at: str

class CommandAnswer(TypedDict):
    command: Command

class CommandCall(TypedDict):
    id: str
    command: str
    text: NotRequired[str]

class CommandChange(TypedDict):
    about: NotRequired[str | None]
    hint: NotRequired[str | None]
    url: NotRequired[str | None]

class CommandMade(TypedDict):
    command: Command
    secret: str

class CommandSaid(TypedDict):
    answer: Said

class Commands(TypedDict):
    commands: list[Command]

class Credentials(TypedDict):
    email: str
    password: str

class CustomEmoji(TypedDict):
    id: str
    group_id: str
    name: str
    url: str
    animated: bool
    created_by: str

class DayAnswer(TypedDict):
    number: int | None

class Deliveries(TypedDict):
    deliveries: list[Delivery]
    has_older: bool

class Delivery(TypedDict):
    id: str
    event: str
    stream: str
    seq: int
    state: Any
    tries: int
    status: int | None
    error: str | None
    took_ms: int | None
    created_at: str
    next_at: str | None

class DeliveryAnswer(TypedDict):
    delivery: Delivery
    request: Spoken
    response: Spoken | None

class Disk(TypedDict):
    free: int
    total: int
    state: Any

class Draft(TypedDict):
    conversation_id: str
    text: str
    changed_at: str
    thread_of: NotRequired[str | None]
    entities: NotRequired[list[Entity]]
    reply_to: NotRequired[str | None]

class DraftAnswer(TypedDict):
    draft: Draft

class DraftForm(TypedDict):
    text: str
    entities: NotRequired[list[Entity]]
    reply_to: NotRequired[str | None]
    thread_of: NotRequired[str | None]

class Edit(TypedDict):
    text: str
    entities: list[Entity]
    written_at: str

class EditsAnswer(TypedDict):
    edits: list[Edit]

class EmojiCreated(TypedDict):
    emoji: CustomEmoji
    stream: str
    seq: int

class Entity(TypedDict):
    type: Any
    offset: int
    length: int
    user_id: NotRequired[str | None]
    room_id: NotRequired[str | None]
    emoji_id: NotRequired[str | None]

class ErrorBody(TypedDict):
    code: str
    message: str
    field: str | None
    request_id: str

class Export(TypedDict):
    id: str
    of: Any
    group_id: str | None
    state: Any
    done: int
    total: int
    file: File | None
    error: str | None
    created_at: str
    expires_at: str | None

class ExportAnswer(TypedDict):
    export: Export

class ExportForm(TypedDict):
    id: NotRequired[str | None]
    of: Any
    group_id: NotRequired[str | None]

class ExportsAnswer(TypedDict):
    exports: list[Export]

class File(TypedDict):
    id: str
    name: str
    type: str
    size: int
    url: str
    thumbnail: NotRequired[str | None]
    width: NotRequired[int | None]
    height: NotRequired[int | None]
    blur: NotRequired[str | None]
    seconds: NotRequired[float | None]
    waveform: NotRequired[list[int] | None]
    pages: NotRequired[int | None]

class FileAnswer(TypedDict):
    file: File

class ForwardForm(TypedDict):
    conversation_id: str
    id: NotRequired[str | None]

class Forwarded(TypedDict):
    author_id: str
    sent_at: str

class Gallery(TypedDict):
    files: list[GalleryFile]
    users: list[User]
    has_older: bool

class GalleryFile(TypedDict):
    file: File
    message_id: str
    number: int
    thread_of: str | None
    author_id: str
    sent_at: str

class Gif(TypedDict):
    id: str
    group_id: str
    url: str
    width: int
    height: int
    tags: list[str]
    created_by: str

class GifAdded(TypedDict):
    gif: Gif
    stream: str
    seq: int

class Grant(TypedDict):
    participant_id: str
    transport: Any
    ice_servers: list[IceServer]
    expires_at: str
    url: str | None
    token: str | None
    video_limit: int
    people_limit: int | None

class Group(TypedDict):
    id: str
    name: str
    created_at: str
    member_limit: int
    keep_days: int | None

class GroupAnswer(TypedDict):
    group: Group

class GroupChange(TypedDict):
    name: str

class GroupCreated(TypedDict):
    group: Group
    stream: str
    seq: int

class GroupForm(TypedDict):
    id: NotRequired[str | None]
    name: str

class GroupOfMine(TypedDict):
    id: str
    name: str
    created_at: str
    member_limit: int
    keep_days: int | None
    my_role: Any

class GroupState(TypedDict):
    group: Group
    my_role: Any
    members: list[Member]
    rooms: list[Room]
    markers: list[Marker]
    emoji: list[CustomEmoji]

class GroupWithHeads(TypedDict):
    group: Group
    members: list[Member]
    rooms: list[Room]
    head: int
    heads: dict[str, int]

class GroupsAnswer(TypedDict):
    groups: list[GroupOfMine]

class Hit(TypedDict):
    message: Message
    conversation_id: str
    ranges: NotRequired[list[list[Any]]]
    similar: NotRequired[bool]

class Home(TypedDict):
    me: Me
    groups: list[HomeGroup]
    chats: list[Chat]
    markers: list[Marker]
    invites: list[InviteToMe]
    saved: list[Saved]
    drafts: list[Draft]
    scheduled: list[Scheduled]
    heads: dict[str, StreamHead]
    epoch: str

class HomeGroup(TypedDict):
    group: Group
    my_role: Any
    members: list[Member]
    rooms: list[Room]
    emoji: list[CustomEmoji]

class IceServer(TypedDict):
    urls: list[str]
    username: NotRequired[str | None]
    credential: NotRequired[str | None]

class IceServers(TypedDict):
    ice_servers: list[IceServer]
    expires_at: str

class Import(TypedDict):
    id: str
    name: str
    kind: Any | None
    state: Any
    done: int
    total: int
    people: list[ImportPerson]
    rooms: list[ImportRoom]
    notes: list[str]
    group_id: str | None
    error: str | None
    created_at: str

ImportAnswer = TypedDict("ImportAnswer", {"import": Import})

class ImportForm(TypedDict):
    id: NotRequired[str | None]
    file_id: str
    kind: NotRequired[Any | None]
    group_id: NotRequired[str | None]

class ImportPerson(TypedDict):
    key: str
    name: str
    email: str | None
    messages: int
    user_id: str | None

class ImportRoom(TypedDict):
    id: str
    topic: str

class ImportStart(TypedDict):
    people: NotRequired[dict[str, str]]

class ImportsAnswer(TypedDict):
    imports: list[Import]

class IncomingHook(TypedDict):
    id: str
    conversation_id: str
    name: str
    user: User
    created_by: str
    created_at: str
    last_used_at: str | None

class IncomingHookMade(TypedDict):
    hook: IncomingHook
    url: str

class IncomingHooks(TypedDict):
    hooks: list[IncomingHook]

class Instance(TypedDict):
    name: str
    version: str
    owned: bool
    sign_up: Any
    setup_code_needed: bool
    mail: bool
    public_url: str
    file_size: int
    gif_provider: Any | None

class Invite(TypedDict):
    id: str
    group_id: str
    email: str | None
    role: Any
    expires_at: str
    max_uses: int | None
    uses: int
    created_by: str
    created_at: str

class InviteCreated(TypedDict):
    invite: NewInvite
    mailed: bool

class InviteForm(TypedDict):
    id: NotRequired[str | None]
    email: NotRequired[str | None]
    role: NotRequired[Any]
    expires_in: NotRequired[int]
    max_uses: NotRequired[int | None]

class InvitePreview(TypedDict):
    id: str
    group: InvitedGroup
    invited_by: User
    role: Any
    expires_at: str
    email: str | None

class InviteToMe(TypedDict):
    id: str
    group: InvitedGroup
    invited_by: User
    role: Any
    expires_at: str

class InvitedGroup(TypedDict):
    id: str
    name: str
    member_count: int

class InvitesAnswer(TypedDict):
    invites: list[Invite]

class InvitesToMeAnswer(TypedDict):
    invites: list[InviteToMe]

class JoinForm(TypedDict):
    id: NotRequired[str | None]

class Joined(TypedDict):
    group_id: str

class Key(TypedDict):
    id: str
    name: str
    kind: Any
    user_id: str
    scopes: list[str]
    group_id: str | None
    room_id: str | None
    origins: list[str]
    per_minute: int
    per_day: int | None
    created_at: str
    expires_at: str | None
    last_used_at: str | None
    used_today: int
    secrets: list[KeySecret]

class KeyAnswer(TypedDict):
    key: Key

class KeyChange(TypedDict):
    name: NotRequired[str | None]
    origins: NotRequired[list[str] | None]
    per_minute: NotRequired[int | None]
    per_day: NotRequired[int | None]

class KeyMade(TypedDict):
    key: Key
    secret: str

class KeySecret(TypedDict):
    id: str
    hint: str
    created_at: str
    ends_at: str | None
    last_used_at: str | None

class Keys(TypedDict):
    keys: list[Key]

class LeaveForm(TypedDict):
    id: NotRequired[str | None]

class LinkAnswer(TypedDict):
    url: str
    expires_in: int

class LogEvent(TypedDict):
    frame: str
    stream: str
    seq: int
    type: str
    at: str
    payload: Any
    hash: str

class LogPage(TypedDict):
    events: list[LogEvent]
    head: int
    next_after: int

class Marker(TypedDict):
    conversation_id: str
    number: int
    unread_from: NotRequired[int | None]
    mentions: NotRequired[list[int]]

class MarkerAnswer(TypedDict):
    marker: Marker

class Me(TypedDict):
    id: str
    first_name: str
    last_name: str
    kind: Any
    email: str
    email_proved: bool
    is_owner: bool
    created_at: str

class Member(TypedDict):
    user: User
    role: Any
    joined_at: str

class MemberAnswer(TypedDict):
    member: Member

class Message(TypedDict):
    id: str
    conversation_id: str
    number: int
    author_id: str
    text: str
    sent_at: str
    kind: NotRequired[Any]
    entities: NotRequired[list[Entity]]
    edited_at: NotRequired[str | None]
    deleted_at: NotRequired[str | None]
    undone: NotRequired[bool]
    reply_to: NotRequired[Quoted | None]
    thread_of: NotRequired[str | None]
    thread: NotRequired[Thread | None]
    forwarded: NotRequired[Forwarded | None]
    pinned: NotRequired[Pin | None]
    reactions: NotRequired[list[Reaction]]
    files: NotRequired[list[File]]
    poll: NotRequired[Poll | None]
    previews: NotRequired[list[Preview]]

class MessageAnswer(TypedDict):
    message: Message
    users: list[User]
    quoted: list[Message]
    votes: dict[str, list[int]]

class MessageChange(TypedDict):
    text: str
    entities: NotRequired[list[Entity]]

class MessageChanged(TypedDict):
    message: Message
    stream: str
    seq: int

class MessageForm(TypedDict):
    text: str
    kind: NotRequired[Any]
    entities: NotRequired[list[Entity]]
    reply_to: NotRequired[str | None]
    thread_of: NotRequired[str | None]
    file_ids: NotRequired[list[str]]
    poll: NotRequired[PollForm | None]
    id: NotRequired[str | None]

class MessagePage(TypedDict):
    messages: list[Message]
    users: list[User]
    has_older: bool
    has_newer: bool
    stream: str
    seq: int
    quoted: list[Message]
    votes: dict[str, list[int]]
    root: Message | None

class MessageSent(TypedDict):
    message: Message
    stream: str
    seq: int

class MissedIn(TypedDict):
    conversation_id: str
    unread: int
    mentions: int
    thread_replies: int

class MyFile(TypedDict):
    file: File
    conversation_id: str | None
    number: int | None
    thread_of: str | None
    sent_at: str | None

class MyFiles(TypedDict):
    bytes: int
    most: int | None
    largest: list[MyFile]

class NewBot(TypedDict):
    id: NotRequired[str | None]
    name: str
    about: NotRequired[str]
    scopes: NotRequired[list[str] | None]

class NewCommand(TypedDict):
    id: NotRequired[str | None]
    name: str
    about: str
    hint: NotRequired[str]
    url: str

class NewIncomingHook(TypedDict):
    id: NotRequired[str | None]
    name: str

class NewInvite(TypedDict):
    id: str
    group_id: str
    email: str | None
    role: Any
    expires_at: str
    max_uses: int | None
    uses: int
    created_by: str
    created_at: str
    code: str
    url: str

class NewKey(TypedDict):
    id: NotRequired[str | None]
    name: str
    scopes: list[str]
    group_id: NotRequired[str | None]
    room_id: NotRequired[str | None]
    origins: NotRequired[list[str]]
    expires_in: NotRequired[int | None]
    per_minute: NotRequired[int]
    per_day: NotRequired[int | None]

class NewOutgoingHook(TypedDict):
    id: NotRequired[str | None]
    name: str
    url: str
    events: list[str]
    room_id: NotRequired[str | None]

class NewSecret(TypedDict):
    old_ends_in: NotRequired[int]

class OutgoingHook(TypedDict):
    id: str
    group_id: str
    room_id: str | None
    name: str
    url: str
    events: list[str]
    active: bool
    created_by: str
    created_at: str
    last_status: int | None
    failing_since: str | None

class OutgoingHookAnswer(TypedDict):
    hook: OutgoingHook

class OutgoingHookChange(TypedDict):
    name: NotRequired[str | None]
    url: NotRequired[str | None]
    events: NotRequired[list[str] | None]
    active: NotRequired[bool | None]

class OutgoingHookMade(TypedDict):
    hook: OutgoingHook
    secret: str

class OutgoingHooks(TypedDict):
    hooks: list[OutgoingHook]

class Participant(TypedDict):
    id: str
    user_id: str
    joined_at: str

class Pin(TypedDict):
    by: str
    at: str

class PinsAnswer(TypedDict):
    messages: list[Message]
    users: list[User]
    quoted: list[Message]
    votes: dict[str, list[int]]

class Poll(TypedDict):
    options: list[PollOption]
    voters: NotRequired[int]
    multiple: NotRequired[bool]
    anonymous: NotRequired[bool]
    closes_at: NotRequired[str | None]
    closed_at: NotRequired[str | None]

class PollAnswer(TypedDict):
    poll: Poll

class PollForm(TypedDict):
    options: list[str]
    multiple: bool
    anonymous: bool
    closes_at: str | None

class PollOption(TypedDict):
    text: str
    count: NotRequired[int]
    user_ids: NotRequired[list[str]]

class Preview(TypedDict):
    id: str
    url: str
    title: NotRequired[str]
    description: NotRequired[str]
    site: NotRequired[str]
    image: NotRequired[PreviewImage | None]
    player: NotRequired[Any | None]
    player_url: NotRequired[str | None]

class PreviewAnswer(TypedDict):
    invite: InvitePreview
    already_member: bool

class PreviewImage(TypedDict):
    url: str
    width: int
    height: int

class ProfileChange(TypedDict):
    first_name: NotRequired[str | None]
    last_name: NotRequired[str | None]
    email: NotRequired[str | None]
    password: NotRequired[str | None]
    current_password: NotRequired[str | None]

class ProviderGif(TypedDict):
    id: str
    title: str
    url: str
    width: int
    height: int

class ProviderGifs(TypedDict):
    provider: Any
    gifs: list[ProviderGif]

class Quoted(TypedDict):
    id: str
    number: int
    author_id: str

class Reaction(TypedDict):
    emoji: str
    user_ids: list[str]

class ResetAsked(TypedDict):
    email: str

class ResetConfirmed(TypedDict):
    email: str
    code: str
    password: str

class RetentionForm(TypedDict):
    days: int | None

class RetentionPreview(TypedDict):
    messages: int
    rooms: int

class RoleChange(TypedDict):
    role: Any

class Room(TypedDict):
    id: str
    kind: Any
    group_id: str
    stream: str
    topic: str
    private: bool
    member_ids: list[str] | None
    created_by: str
    created_at: str
    last_number: int
    first_number: int
    last_message: Message | None
    call: Call | None

class RoomAnswer(TypedDict):
    room: Room

class RoomChange(TypedDict):
    topic: NotRequired[str | None]
    private: NotRequired[bool | None]

class RoomCreated(TypedDict):
    room: Room
    stream: str
    seq: int

class RoomForm(TypedDict):
    topic: str
    id: NotRequired[str | None]
    private: NotRequired[bool]
    member_ids: NotRequired[list[str] | None]

class RoomState(TypedDict):
    room: Room
    markers: list[Marker]

class RouteUsage(TypedDict):
    day: str
    route: str
    calls: int
    refused: int
    failed: int

class Said(TypedDict):
    kind: Any
    text: str
    message: Message | None

class SaveForm(TypedDict):
    remind_at: NotRequired[str | None]

class Saved(TypedDict):
    message_id: str
    conversation_id: str
    saved_at: str
    remind_at: NotRequired[str | None]
    reminded_at: NotRequired[str | None]

class SavedAnswer(TypedDict):
    saved: Saved

class SavedMessage(TypedDict):
    saved: Saved
    message: Message

class SavedPage(TypedDict):
    saved: list[SavedMessage]
    users: list[User]
    quoted: list[Message]
    votes: dict[str, list[int]]
    has_older: bool

class ScheduleChange(TypedDict):
    send_at: NotRequired[str | None]
    text: NotRequired[str | None]
    entities: NotRequired[list[Entity]]

class ScheduleForm(TypedDict):
    send_at: str
    message: ScheduledWords
    id: NotRequired[str | None]

class Scheduled(TypedDict):
    id: str
    conversation_id: str
    send_at: str
    message: ScheduledWords
    failure: NotRequired[str | None]

class ScheduledAnswer(TypedDict):
    scheduled: Scheduled

class ScheduledList(TypedDict):
    scheduled: list[Scheduled]

class ScheduledMade(TypedDict):
    scheduled: Scheduled | None
    stream: str
    seq: int

class ScheduledWords(TypedDict):
    text: str
    kind: NotRequired[Any]
    entities: NotRequired[list[Entity]]
    reply_to: NotRequired[str | None]
    thread_of: NotRequired[str | None]
    file_ids: NotRequired[list[str]]
    poll: NotRequired[PollForm | None]

class SearchAnswer(TypedDict):
    hits: list[Hit]
    users: list[User]
    cursor: NotRequired[str | None]

class Seen(TypedDict):
    number: int

class SeenAll(TypedDict): ...

class SeenAllAnswer(TypedDict):
    markers: list[Marker]

class Session(TypedDict):
    id: str
    current: bool
    device: str
    created_at: str
    last_used_at: str
    expires_at: str

class SessionsAnswer(TypedDict):
    sessions: list[Session]

class Shelf(TypedDict):
    gifs: list[Gif]
    has_older: bool
    provider: Any | None

class SignUp(TypedDict):
    id: NotRequired[str | None]
    first_name: str
    last_name: str
    email: str
    password: str
    invite: NotRequired[str | None]
    setup_code: NotRequired[str | None]

class SignedUp(TypedDict):
    user: Me
    joined: Joined | None

class Snapshot(TypedDict):
    stream: str
    state: GroupState | RoomState | ChatState | UserState
    seq: int
    hash: str

class Spoken(TypedDict):
    headers: dict[str, str]
    body: str

class Storage(TypedDict):
    database: int
    uploads: int
    uploads_at: Any
    disk: Disk

class StreamFloor(TypedDict):
    stream: str
    floor: int

class StreamHead(TypedDict):
    seq: int
    hash: str

class Thread(TypedDict):
    count: int
    last_at: str
    user_ids: list[str]
    first_number: NotRequired[int]

class ThreadSeen(TypedDict):
    number: int

class ThreadSeenAnswer(TypedDict):
    number: int

UnreadFrom = TypedDict("UnreadFrom", {"from": int})

class Upload(TypedDict):
    id: str
    name: str
    size: int
    offset: int
    expires_at: str

class UploadAnswer(TypedDict):
    upload: Upload

class Usage(TypedDict):
    usage: list[RouteUsage]

class UseForm(TypedDict):
    id: str

class User(TypedDict):
    id: str
    first_name: str
    last_name: str
    kind: Any

class UserAnswer(TypedDict):
    user: Me

class UserState(TypedDict):
    me: Me
    markers: list[Marker]
    invites: list[InviteToMe]
    streams: list[StreamFloor]
    saved: list[Saved]
    drafts: list[Draft]
    scheduled: list[Scheduled]

class VoteAnswer(TypedDict):
    poll: Poll
    votes: list[int]

class VoteForm(TypedDict):
    options: list[int]

class SyncRoutes:
    def read_instance(self) -> Instance: ...
    def sign_in(self, body: Credentials, /) -> UserAnswer: ...
    def list_sessions(self) -> SessionsAnswer: ...
    def sign_out(self) -> None: ...
    def end_session(self, session_id: str, /) -> None: ...
    def read_me(self) -> UserAnswer: ...
    def change_me(self, body: ProfileChange = ..., /) -> UserAnswer: ...
    def delete_me(self, body: AccountDeletion, /) -> None: ...
    def ask_for_email_proof(self) -> Accepted: ...
    def prove_email(self, body: CodeGiven, /) -> UserAnswer: ...
    def ask_for_reset(self, body: ResetAsked, /) -> Accepted: ...
    def reset_password(self, body: ResetConfirmed, /) -> UserAnswer: ...
    def sign_up(self, body: SignUp, /) -> SignedUp: ...
    def list_invites_to_me(self) -> InvitesToMeAnswer: ...
    def preview_invite(self, code: str, /) -> PreviewAnswer: ...
    def accept_invite(self, code: str, /) -> GroupAnswer: ...
    def decline_invite(self, code: str, /) -> None: ...
    def read_home(self) -> Home: ...
    def read_group(self, group_id: str, /) -> GroupWithHeads: ...
    def rename_group(self, group_id: str, body: GroupChange, /) -> GroupAnswer: ...
    def delete_group(self, group_id: str, /) -> None: ...
    def list_chats(self) -> ChatsAnswer: ...
    def create_chat(self, body: ChatForm, /) -> ChatCreated: ...
    def read_catch_up(self) -> CatchUp: ...
    def see_all(self, body: SeenAll = ..., /) -> SeenAllAnswer: ...
    def see_thread(self, message_id: str, body: ThreadSeen, /) -> ThreadSeenAnswer: ...
    def read_snapshot(self, stream: str, /) -> Snapshot: ...
    def read_events(self, stream: str, /, *, after: int | None = ..., limit: int | None = ...) -> LogPage: ...
    def read_room_events(
        self, conversation_id: str, /, *, after: int | None = ..., limit: int | None = ...
    ) -> LogPage: ...
    def list_groups(self) -> GroupsAnswer: ...
    def create_group(self, body: GroupForm, /) -> GroupCreated: ...
    def leave_group(self, group_id: str, /) -> None: ...
    def change_role(self, group_id: str, user_id: str, body: RoleChange, /) -> MemberAnswer: ...
    def remove_member(self, group_id: str, user_id: str, /) -> None: ...
    def list_invites(self, group_id: str, /) -> InvitesAnswer: ...
    def create_invite(self, group_id: str, body: InviteForm = ..., /) -> InviteCreated: ...
    def take_back_invite(self, invite_id: str, /) -> None: ...
    def create_room(self, group_id: str, body: RoomForm, /) -> RoomCreated: ...
    def change_room(self, room_id: str, body: RoomChange = ..., /) -> RoomAnswer: ...
    def delete_room(self, room_id: str, /) -> None: ...
    def mark_seen(self, conversation_id: str, body: Seen, /) -> MarkerAnswer: ...
    def mark_unread(self, conversation_id: str, body: UnreadFrom, /) -> MarkerAnswer: ...
    def list_messages(
        self,
        conversation_id: str,
        /,
        *,
        before: int | None = ...,
        after: int | None = ...,
        around: int | None = ...,
        limit: int | None = ...,
        thread_of: str | None = ...,
    ) -> MessagePage: ...
    def post_message(self, conversation_id: str, body: MessageForm, /) -> MessageSent: ...
    def list_pins(self, conversation_id: str, /) -> PinsAnswer: ...
    def read_message(self, message_id: str, /) -> MessageAnswer: ...
    def edit_message(self, message_id: str, body: MessageChange, /) -> MessageChanged: ...
    def delete_message(self, message_id: str, /) -> MessageChanged: ...
    def list_edits(self, message_id: str, /) -> EditsAnswer: ...
    def add_reaction(self, message_id: str, emoji: str, /) -> MessageChanged: ...
    def remove_reaction(self, message_id: str, emoji: str, /) -> MessageChanged: ...
    def pin_message(self, message_id: str, /) -> MessageChanged: ...
    def unpin_message(self, message_id: str, /) -> MessageChanged: ...
    def forward_message(self, message_id: str, body: ForwardForm, /) -> MessageSent: ...
    def vote(self, message_id: str, body: VoteForm, /) -> VoteAnswer: ...
    def close_poll(self, message_id: str, /) -> PollAnswer: ...
    def remove_previews(self, message_id: str, /) -> None: ...
    def read_preview_image(self, preview_id: str, /) -> bytes: ...
    def upload_file(self, body: Any, /, **fields: str) -> FileAnswer: ...
    def begin_upload(self) -> UploadAnswer: ...
    def read_upload(self, upload_id: str, /) -> UploadAnswer: ...
    def continue_upload(self, upload_id: str, body: Any, /) -> FileAnswer: ...
    def end_upload(self, upload_id: str, /) -> None: ...
    def read_uploaded_file(self, upload_id: str, /) -> FileAnswer: ...
    def delete_file(self, file_id: str, /) -> None: ...
    def read_file(self, file_id: str, name: str, /, *, link: str | None = ..., save: bool | None = ...) -> bytes: ...
    def read_thumbnail(self, file_id: str, /) -> bytes: ...
    def share_file(self, file_id: str, /) -> LinkAnswer: ...
    def list_files(
        self, conversation_id: str, /, *, kind: Any | None = ..., before: str | None = ..., limit: int | None = ...
    ) -> Gallery: ...
    def read_my_files(self) -> MyFiles: ...
    def create_emoji(self, group_id: str, body: Any, /, **fields: str) -> EmojiCreated: ...
    def delete_emoji(self, emoji_id: str, /) -> None: ...
    def read_emoji(self, emoji_id: str, /) -> bytes: ...
    def list_gifs(
        self, group_id: str, /, *, q: str | None = ..., before: str | None = ..., limit: int | None = ...
    ) -> Shelf: ...
    def add_gif(self, group_id: str, body: Any, /, **fields: str) -> GifAdded: ...
    def remove_gif(self, gif_id: str, /) -> None: ...
    def read_gif(self, gif_id: str, /) -> bytes: ...
    def use_gif(self, gif_id: str, /) -> FileAnswer: ...
    def search_gifs(self, /, *, q: str | None = ...) -> ProviderGifs: ...
    def read_provided_gif(self, provider_id: str, /) -> bytes: ...
    def use_provided_gif(self, body: UseForm, /) -> FileAnswer: ...
    def join_call(self, conversation_id: str, body: JoinForm = ..., /) -> CallJoined: ...
    def leave_call(self, conversation_id: str, body: LeaveForm = ..., /) -> CallAnswer: ...
    def read_ice_servers(self, /, *, conversation_id: str | None = ...) -> IceServers: ...
    def save_message(self, message_id: str, body: SaveForm = ..., /) -> SavedAnswer: ...
    def unsave_message(self, message_id: str, /) -> None: ...
    def list_saved(self, /, *, before: str | None = ..., limit: int | None = ...) -> SavedPage: ...
    def keep_draft(self, conversation_id: str, body: DraftForm, /) -> DraftAnswer: ...
    def schedule_message(self, conversation_id: str, body: ScheduleForm, /) -> ScheduledMade: ...
    def list_scheduled(self) -> ScheduledList: ...
    def change_scheduled(self, scheduled_id: str, body: ScheduleChange = ..., /) -> ScheduledAnswer: ...
    def delete_scheduled(self, scheduled_id: str, /) -> None: ...
    def send_scheduled(self, scheduled_id: str, /) -> MessageSent: ...
    def preview_retention(self, group_id: str, /, *, days: int | None = ...) -> RetentionPreview: ...
    def keep_messages(self, group_id: str, body: RetentionForm, /) -> GroupAnswer: ...
    def search_messages(
        self,
        /,
        *,
        q: str | None = ...,
        has: str | None = ...,
        before: str | None = ...,
        after: str | None = ...,
        offset_minutes: int | None = ...,
        cursor: str | None = ...,
        limit: int | None = ...,
    ) -> SearchAnswer: ...
    def find_day(self, conversation_id: str, date: str, /, *, offset_minutes: int | None = ...) -> DayAnswer: ...
    def list_keys(self) -> Keys: ...
    def create_key(self, body: NewKey, /) -> KeyMade: ...
    def change_key(self, key_id: str, body: KeyChange = ..., /) -> KeyAnswer: ...
    def revoke_key(self, key_id: str, /) -> None: ...
    def renew_secret(self, key_id: str, body: NewSecret = ..., /) -> KeyMade: ...
    def end_secret(self, key_id: str, secret_id: str, /) -> None: ...
    def read_usage(self, key_id: str, /, *, days: int | None = ...) -> Usage: ...
    def read_audit(self, /, *, before: str | None = ..., limit: int | None = ...) -> Audit: ...
    def begin_import(self, body: ImportForm, /) -> ImportAnswer: ...
    def list_imports(self) -> ImportsAnswer: ...
    def get_import(self, import_id: str, /) -> ImportAnswer: ...
    def delete_import(self, import_id: str, /) -> None: ...
    def start_import(self, import_id: str, body: ImportStart = ..., /) -> ImportAnswer: ...
    def begin_export(self, body: ExportForm, /) -> ExportAnswer: ...
    def list_exports(self) -> ExportsAnswer: ...
    def read_export(self, export_id: str, /) -> ExportAnswer: ...
    def delete_export(self, export_id: str, /) -> None: ...
    def list_bots(self, group_id: str, /) -> Bots: ...
    def create_bot(self, group_id: str, body: NewBot, /) -> BotMade: ...
    def change_bot(self, user_id: str, body: BotChange = ..., /) -> BotAnswer: ...
    def remove_bot(self, user_id: str, /) -> None: ...
    def create_bot_key(self, user_id: str, body: BotKey, /) -> KeyMade: ...
    def list_incoming_hooks(self, conversation_id: str, /) -> IncomingHooks: ...
    def create_incoming_hook(self, conversation_id: str, body: NewIncomingHook, /) -> IncomingHookMade: ...
    def renew_incoming_hook(self, hook_id: str, /) -> IncomingHookMade: ...
    def remove_incoming_hook(self, hook_id: str, /) -> None: ...
    def receive_from_elsewhere(self, hook_id: str, secret: str, body: Any, /) -> bytes: ...
    def list_outgoing_hooks(self, group_id: str, /) -> OutgoingHooks: ...
    def create_outgoing_hook(self, group_id: str, body: NewOutgoingHook, /) -> OutgoingHookMade: ...
    def change_outgoing_hook(self, hook_id: str, body: OutgoingHookChange = ..., /) -> OutgoingHookAnswer: ...
    def remove_outgoing_hook(self, hook_id: str, /) -> None: ...
    def renew_outgoing_hook(self, hook_id: str, /) -> OutgoingHookMade: ...
    def ping_outgoing_hook(self, hook_id: str, /) -> None: ...
    def list_deliveries(self, hook_id: str, /, *, before: str | None = ..., limit: int | None = ...) -> Deliveries: ...
    def read_delivery(self, delivery_id: str, /) -> DeliveryAnswer: ...
    def redeliver(self, delivery_id: str, /) -> None: ...
    def list_commands(self, group_id: str, /) -> Commands: ...
    def create_command(self, group_id: str, body: NewCommand, /) -> CommandMade: ...
    def change_command(self, command_id: str, body: CommandChange = ..., /) -> CommandAnswer: ...
    def remove_command(self, command_id: str, /) -> None: ...
    def call_command(self, conversation_id: str, body: CommandCall, /) -> CommandSaid: ...
    def read_storage(self) -> Storage: ...

class AsyncRoutes:
    def read_instance(self) -> Awaitable[Instance]: ...
    def sign_in(self, body: Credentials, /) -> Awaitable[UserAnswer]: ...
    def list_sessions(self) -> Awaitable[SessionsAnswer]: ...
    def sign_out(self) -> Awaitable[None]: ...
    def end_session(self, session_id: str, /) -> Awaitable[None]: ...
    def read_me(self) -> Awaitable[UserAnswer]: ...
    def change_me(self, body: ProfileChange = ..., /) -> Awaitable[UserAnswer]: ...
    def delete_me(self, body: AccountDeletion, /) -> Awaitable[None]: ...
    def ask_for_email_proof(self) -> Awaitable[Accepted]: ...
    def prove_email(self, body: CodeGiven, /) -> Awaitable[UserAnswer]: ...
    def ask_for_reset(self, body: ResetAsked, /) -> Awaitable[Accepted]: ...
    def reset_password(self, body: ResetConfirmed, /) -> Awaitable[UserAnswer]: ...
    def sign_up(self, body: SignUp, /) -> Awaitable[SignedUp]: ...
    def list_invites_to_me(self) -> Awaitable[InvitesToMeAnswer]: ...
    def preview_invite(self, code: str, /) -> Awaitable[PreviewAnswer]: ...
    def accept_invite(self, code: str, /) -> Awaitable[GroupAnswer]: ...
    def decline_invite(self, code: str, /) -> Awaitable[None]: ...
    def read_home(self) -> Awaitable[Home]: ...
    def read_group(self, group_id: str, /) -> Awaitable[GroupWithHeads]: ...
    def rename_group(self, group_id: str, body: GroupChange, /) -> Awaitable[GroupAnswer]: ...
    def delete_group(self, group_id: str, /) -> Awaitable[None]: ...
    def list_chats(self) -> Awaitable[ChatsAnswer]: ...
    def create_chat(self, body: ChatForm, /) -> Awaitable[ChatCreated]: ...
    def read_catch_up(self) -> Awaitable[CatchUp]: ...
    def see_all(self, body: SeenAll = ..., /) -> Awaitable[SeenAllAnswer]: ...
    def see_thread(self, message_id: str, body: ThreadSeen, /) -> Awaitable[ThreadSeenAnswer]: ...
    def read_snapshot(self, stream: str, /) -> Awaitable[Snapshot]: ...
    def read_events(
        self, stream: str, /, *, after: int | None = ..., limit: int | None = ...
    ) -> Awaitable[LogPage]: ...
    def read_room_events(
        self, conversation_id: str, /, *, after: int | None = ..., limit: int | None = ...
    ) -> Awaitable[LogPage]: ...
    def list_groups(self) -> Awaitable[GroupsAnswer]: ...
    def create_group(self, body: GroupForm, /) -> Awaitable[GroupCreated]: ...
    def leave_group(self, group_id: str, /) -> Awaitable[None]: ...
    def change_role(self, group_id: str, user_id: str, body: RoleChange, /) -> Awaitable[MemberAnswer]: ...
    def remove_member(self, group_id: str, user_id: str, /) -> Awaitable[None]: ...
    def list_invites(self, group_id: str, /) -> Awaitable[InvitesAnswer]: ...
    def create_invite(self, group_id: str, body: InviteForm = ..., /) -> Awaitable[InviteCreated]: ...
    def take_back_invite(self, invite_id: str, /) -> Awaitable[None]: ...
    def create_room(self, group_id: str, body: RoomForm, /) -> Awaitable[RoomCreated]: ...
    def change_room(self, room_id: str, body: RoomChange = ..., /) -> Awaitable[RoomAnswer]: ...
    def delete_room(self, room_id: str, /) -> Awaitable[None]: ...
    def mark_seen(self, conversation_id: str, body: Seen, /) -> Awaitable[MarkerAnswer]: ...
    def mark_unread(self, conversation_id: str, body: UnreadFrom, /) -> Awaitable[MarkerAnswer]: ...
    def list_messages(
        self,
        conversation_id: str,
        /,
        *,
        before: int | None = ...,
        after: int | None = ...,
        around: int | None = ...,
        limit: int | None = ...,
        thread_of: str | None = ...,
    ) -> Awaitable[MessagePage]: ...
    def post_message(self, conversation_id: str, body: MessageForm, /) -> Awaitable[MessageSent]: ...
    def list_pins(self, conversation_id: str, /) -> Awaitable[PinsAnswer]: ...
    def read_message(self, message_id: str, /) -> Awaitable[MessageAnswer]: ...
    def edit_message(self, message_id: str, body: MessageChange, /) -> Awaitable[MessageChanged]: ...
    def delete_message(self, message_id: str, /) -> Awaitable[MessageChanged]: ...
    def list_edits(self, message_id: str, /) -> Awaitable[EditsAnswer]: ...
    def add_reaction(self, message_id: str, emoji: str, /) -> Awaitable[MessageChanged]: ...
    def remove_reaction(self, message_id: str, emoji: str, /) -> Awaitable[MessageChanged]: ...
    def pin_message(self, message_id: str, /) -> Awaitable[MessageChanged]: ...
    def unpin_message(self, message_id: str, /) -> Awaitable[MessageChanged]: ...
    def forward_message(self, message_id: str, body: ForwardForm, /) -> Awaitable[MessageSent]: ...
    def vote(self, message_id: str, body: VoteForm, /) -> Awaitable[VoteAnswer]: ...
    def close_poll(self, message_id: str, /) -> Awaitable[PollAnswer]: ...
    def remove_previews(self, message_id: str, /) -> Awaitable[None]: ...
    def read_preview_image(self, preview_id: str, /) -> Awaitable[bytes]: ...
    def upload_file(self, body: Any, /, **fields: str) -> Awaitable[FileAnswer]: ...
    def begin_upload(self) -> Awaitable[UploadAnswer]: ...
    def read_upload(self, upload_id: str, /) -> Awaitable[UploadAnswer]: ...
    def continue_upload(self, upload_id: str, body: Any, /) -> Awaitable[FileAnswer]: ...
    def end_upload(self, upload_id: str, /) -> Awaitable[None]: ...
    def read_uploaded_file(self, upload_id: str, /) -> Awaitable[FileAnswer]: ...
    def delete_file(self, file_id: str, /) -> Awaitable[None]: ...
    def read_file(
        self, file_id: str, name: str, /, *, link: str | None = ..., save: bool | None = ...
    ) -> Awaitable[bytes]: ...
    def read_thumbnail(self, file_id: str, /) -> Awaitable[bytes]: ...
    def share_file(self, file_id: str, /) -> Awaitable[LinkAnswer]: ...
    def list_files(
        self, conversation_id: str, /, *, kind: Any | None = ..., before: str | None = ..., limit: int | None = ...
    ) -> Awaitable[Gallery]: ...
    def read_my_files(self) -> Awaitable[MyFiles]: ...
    def create_emoji(self, group_id: str, body: Any, /, **fields: str) -> Awaitable[EmojiCreated]: ...
    def delete_emoji(self, emoji_id: str, /) -> Awaitable[None]: ...
    def read_emoji(self, emoji_id: str, /) -> Awaitable[bytes]: ...
    def list_gifs(
        self, group_id: str, /, *, q: str | None = ..., before: str | None = ..., limit: int | None = ...
    ) -> Awaitable[Shelf]: ...
    def add_gif(self, group_id: str, body: Any, /, **fields: str) -> Awaitable[GifAdded]: ...
    def remove_gif(self, gif_id: str, /) -> Awaitable[None]: ...
    def read_gif(self, gif_id: str, /) -> Awaitable[bytes]: ...
    def use_gif(self, gif_id: str, /) -> Awaitable[FileAnswer]: ...
    def search_gifs(self, /, *, q: str | None = ...) -> Awaitable[ProviderGifs]: ...
    def read_provided_gif(self, provider_id: str, /) -> Awaitable[bytes]: ...
    def use_provided_gif(self, body: UseForm, /) -> Awaitable[FileAnswer]: ...
    def join_call(self, conversation_id: str, body: JoinForm = ..., /) -> Awaitable[CallJoined]: ...
    def leave_call(self, conversation_id: str, body: LeaveForm = ..., /) -> Awaitable[CallAnswer]: ...
    def read_ice_servers(self, /, *, conversation_id: str | None = ...) -> Awaitable[IceServers]: ...
    def save_message(self, message_id: str, body: SaveForm = ..., /) -> Awaitable[SavedAnswer]: ...
    def unsave_message(self, message_id: str, /) -> Awaitable[None]: ...
    def list_saved(self, /, *, before: str | None = ..., limit: int | None = ...) -> Awaitable[SavedPage]: ...
    def keep_draft(self, conversation_id: str, body: DraftForm, /) -> Awaitable[DraftAnswer]: ...
    def schedule_message(self, conversation_id: str, body: ScheduleForm, /) -> Awaitable[ScheduledMade]: ...
    def list_scheduled(self) -> Awaitable[ScheduledList]: ...
    def change_scheduled(self, scheduled_id: str, body: ScheduleChange = ..., /) -> Awaitable[ScheduledAnswer]: ...
    def delete_scheduled(self, scheduled_id: str, /) -> Awaitable[None]: ...
    def send_scheduled(self, scheduled_id: str, /) -> Awaitable[MessageSent]: ...
    def preview_retention(self, group_id: str, /, *, days: int | None = ...) -> Awaitable[RetentionPreview]: ...
    def keep_messages(self, group_id: str, body: RetentionForm, /) -> Awaitable[GroupAnswer]: ...
    def search_messages(
        self,
        /,
        *,
        q: str | None = ...,
        has: str | None = ...,
        before: str | None = ...,
        after: str | None = ...,
        offset_minutes: int | None = ...,
        cursor: str | None = ...,
        limit: int | None = ...,
    ) -> Awaitable[SearchAnswer]: ...
    def find_day(
        self, conversation_id: str, date: str, /, *, offset_minutes: int | None = ...
    ) -> Awaitable[DayAnswer]: ...
    def list_keys(self) -> Awaitable[Keys]: ...
    def create_key(self, body: NewKey, /) -> Awaitable[KeyMade]: ...
    def change_key(self, key_id: str, body: KeyChange = ..., /) -> Awaitable[KeyAnswer]: ...
    def revoke_key(self, key_id: str, /) -> Awaitable[None]: ...
    def renew_secret(self, key_id: str, body: NewSecret = ..., /) -> Awaitable[KeyMade]: ...
    def end_secret(self, key_id: str, secret_id: str, /) -> Awaitable[None]: ...
    def read_usage(self, key_id: str, /, *, days: int | None = ...) -> Awaitable[Usage]: ...
    def read_audit(self, /, *, before: str | None = ..., limit: int | None = ...) -> Awaitable[Audit]: ...
    def begin_import(self, body: ImportForm, /) -> Awaitable[ImportAnswer]: ...
    def list_imports(self) -> Awaitable[ImportsAnswer]: ...
    def get_import(self, import_id: str, /) -> Awaitable[ImportAnswer]: ...
    def delete_import(self, import_id: str, /) -> Awaitable[None]: ...
    def start_import(self, import_id: str, body: ImportStart = ..., /) -> Awaitable[ImportAnswer]: ...
    def begin_export(self, body: ExportForm, /) -> Awaitable[ExportAnswer]: ...
    def list_exports(self) -> Awaitable[ExportsAnswer]: ...
    def read_export(self, export_id: str, /) -> Awaitable[ExportAnswer]: ...
    def delete_export(self, export_id: str, /) -> Awaitable[None]: ...
    def list_bots(self, group_id: str, /) -> Awaitable[Bots]: ...
    def create_bot(self, group_id: str, body: NewBot, /) -> Awaitable[BotMade]: ...
    def change_bot(self, user_id: str, body: BotChange = ..., /) -> Awaitable[BotAnswer]: ...
    def remove_bot(self, user_id: str, /) -> Awaitable[None]: ...
    def create_bot_key(self, user_id: str, body: BotKey, /) -> Awaitable[KeyMade]: ...
    def list_incoming_hooks(self, conversation_id: str, /) -> Awaitable[IncomingHooks]: ...
    def create_incoming_hook(self, conversation_id: str, body: NewIncomingHook, /) -> Awaitable[IncomingHookMade]: ...
    def renew_incoming_hook(self, hook_id: str, /) -> Awaitable[IncomingHookMade]: ...
    def remove_incoming_hook(self, hook_id: str, /) -> Awaitable[None]: ...
    def receive_from_elsewhere(self, hook_id: str, secret: str, body: Any, /) -> Awaitable[bytes]: ...
    def list_outgoing_hooks(self, group_id: str, /) -> Awaitable[OutgoingHooks]: ...
    def create_outgoing_hook(self, group_id: str, body: NewOutgoingHook, /) -> Awaitable[OutgoingHookMade]: ...
    def change_outgoing_hook(
        self, hook_id: str, body: OutgoingHookChange = ..., /
    ) -> Awaitable[OutgoingHookAnswer]: ...
    def remove_outgoing_hook(self, hook_id: str, /) -> Awaitable[None]: ...
    def renew_outgoing_hook(self, hook_id: str, /) -> Awaitable[OutgoingHookMade]: ...
    def ping_outgoing_hook(self, hook_id: str, /) -> Awaitable[None]: ...
    def list_deliveries(
        self, hook_id: str, /, *, before: str | None = ..., limit: int | None = ...
    ) -> Awaitable[Deliveries]: ...
    def read_delivery(self, delivery_id: str, /) -> Awaitable[DeliveryAnswer]: ...
    def redeliver(self, delivery_id: str, /) -> Awaitable[None]: ...
    def list_commands(self, group_id: str, /) -> Awaitable[Commands]: ...
    def create_command(self, group_id: str, body: NewCommand, /) -> Awaitable[CommandMade]: ...
    def change_command(self, command_id: str, body: CommandChange = ..., /) -> Awaitable[CommandAnswer]: ...
    def remove_command(self, command_id: str, /) -> Awaitable[None]: ...
    def call_command(self, conversation_id: str, body: CommandCall, /) -> Awaitable[CommandSaid]: ...
    def read_storage(self) -> Awaitable[Storage]: ...
