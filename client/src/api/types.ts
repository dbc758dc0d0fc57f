/** Generated from docs/openapi.json by `npm run api`. Do not edit. */

export interface paths {
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every call with an instance key, the newest first. For the owner of the instance; kept for 90 days. */
        get: operations["read_audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bots/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** It leaves the group and its keys end. What it said stays. */
        delete: operations["remove_bot"];
        options?: never;
        head?: never;
        /** Its name, and what it is there for. */
        patch: operations["change_bot"];
        trace?: never;
    };
    "/api/bots/{user_id}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Another key for it. Revoking and renewing go by `/api/keys/{key_id}`, for those who lead its group. */
        post: operations["create_bot_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/catch-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened since I left: counts, what means me, answers to me, what was liked most, open polls. */
        get: operations["read_catch_up"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My direct chats, the oldest first. */
        get: operations["list_chats"];
        put?: never;
        /** The chat of these people and me: 201 when it is new, 200 with the one that was there. */
        post: operations["create_chat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/{command_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** It is there no more, and its bot leaves the group. */
        delete: operations["remove_command"];
        options?: never;
        head?: never;
        /** What it says of itself, and its address. */
        patch: operations["change_command"];
        trace?: never;
    };
    "/api/conversations/{conversation_id}/call/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Walks into the call of a conversation that I may read, and out of any other.
         * @description With the participant's id of before it gives a new grant: after `call.moved`, and before the old one expires.
         */
        post: operations["join_call"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{conversation_id}/call/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Walks out. Whoever is not in it, or not on this device any more, changes nothing. */
        post: operations["leave_call"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{conversation_id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Calls a command of the group. Its answer is said in the conversation by its bot, or shown to me alone. */
        post: operations["call_command"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{conversation_id}/days/{date}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The number of the first message on a day (as 2026-10-01) or after it. */
        get: operations["find_day"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{conversation_id}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** What I began to write, for my other devices. The last write wins; without text the draft goes. */
        put: operations["keep_draft"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{conversation_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The log of one room or chat, also for a key of that room alone; followed as the log of a stream is.
         * @description `seq` is that of its stream. An open room shares its group's, so numbers are left out. One request looks through
         *     1,000 events of the group: go on with `next_after`, also when `events` is empty, until it is `head`.
         */
        get: operations["read_room_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{conversation_id}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The files of a conversation and of its threads, the newest first; `before` is the id of a file. */
        get: operations["list_files"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{conversation_id}/incoming-hooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The addresses at which programs speak in this room, for those who lead its group; never the secret in them. */
        get: operations["list_incoming_hooks"];
        put?: never;
        /** An address for this room, shown this once, and a bot that says what arrives there. */
        post: operations["create_incoming_hook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{conversation_id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest page, or the one before, after or around a message's number; with `thread_of` those of a thread. */
        get: operations["list_messages"];
        put?: never;
        /** Sends a message. With an id of your own it is safe to send again. */
        post: operations["post_message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{conversation_id}/pins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is pinned there, in threads too, pinned last first. */
        get: operations["list_pins"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{conversation_id}/scheduled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A message to be sent at a time, by the rights that I have then. Its id becomes that of the message. */
        post: operations["schedule_message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{conversation_id}/seen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** I have read up to this number. A marker never moves back. */
        put: operations["mark_seen"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{conversation_id}/unread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** From this message on it is unread to me again, on every device, until I read on. */
        put: operations["mark_unread"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/deliveries/{delivery_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One delivery with what is sent and what came back. */
        get: operations["read_delivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/deliveries/{delivery_id}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends it once more, under the same id. */
        post: operations["redeliver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/emoji/{emoji_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Whoever made it, owners and admins. */
        delete: operations["delete_emoji"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/emoji/{emoji_id}/image": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A WebP of at most 64 pixels, for members of its group. */
        get: operations["read_emoji"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Mine, the newest first, at most five. */
        get: operations["list_exports"];
        put?: never;
        /** Begins an archive of a group that I lead, or of what is mine. It is made beside everything else. */
        post: operations["begin_export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/{export_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far it is, and where the archive lies once it is ready. */
        get: operations["read_export"];
        put?: never;
        post?: never;
        /** Ends it, and the archive is gone. */
        delete: operations["delete_export"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A file by one form: `file`, and of a voice note `seconds` and `waveform` (JSON: at most 64 numbers, 0 to 100).
         * @description It is mine alone until I send it in a message, and gone after a day if I don't. Above 8 MB, `POST /api/uploads`
         *     goes on after a break.
         */
        post: operations["upload_file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files/{file_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Throws away what I uploaded and did not send. */
        delete: operations["delete_file"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files/{file_id}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The bytes, or the part of them that `Range` asks for, to whoever may read its message.
         * @description The name is for people. Pictures, sound and films that browsers can show are shown; anything else is saved.
         */
        get: operations["read_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files/{file_id}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** An address that opens the file without a header for five minutes, as long as this session may read it. */
        post: operations["share_file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files/{file_id}/thumbnail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A WebP of at most 800 pixels: the picture, or the first page of a PDF. */
        get: operations["read_thumbnail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gifs/{gif_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes a gif off the shelf: whoever added it, owners and admins. */
        delete: operations["remove_gif"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gifs/{gif_id}/image": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The picture, for members of its group. */
        get: operations["read_gif"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gifs/{gif_id}/use": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A file of mine, as if I had uploaded it, ready for a message. */
        post: operations["use_gif"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gifs/provided/{provider_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A small gif of the provider's, fetched by this server, so that the provider sees no reader. */
        get: operations["read_provided_gif"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gifs/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the provider of this instance has for these words. */
        get: operations["search_gifs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gifs/use": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A gif of the provider's as a file of mine, ready for a message. */
        post: operations["use_provided_gif"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List groups */
        get: operations["list_groups"];
        put?: never;
        /** Create group */
        post: operations["create_group"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/groups/{group_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A group, its members and the rooms that I may read, true at `heads`. */
        get: operations["read_group"];
        put?: never;
        post?: never;
        /** Delete group */
        delete: operations["delete_group"];
        options?: never;
        head?: never;
        /** Rename group */
        patch: operations["rename_group"];
        trace?: never;
    };
    "/api/groups/{group_id}/bots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bots of a group, with their keys, the oldest first; at most fifty. */
        get: operations["list_bots"];
        put?: never;
        /** A bot that is a member of the group, and its first key, whose secret is shown this once. */
        post: operations["create_bot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/groups/{group_id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The group's own slash commands, by name, for every member; their addresses for those who lead it. */
        get: operations["list_commands"];
        put?: never;
        /** A word after a slash that the address answers, and a bot that says its answers. */
        post: operations["create_command"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/groups/{group_id}/emoji": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An emoji of the group, for any member to make: a form with `name` (a to z, 0 to 9, _) and `file`, a picture.
         * @description It is drawn anew, at most 64 pixels wide and high; what moves goes on moving.
         */
        post: operations["create_emoji"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/groups/{group_id}/gifs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The shelf of a group, the newest first, or what of it has tags that begin with these words. */
        get: operations["list_gifs"];
        put?: never;
        /** Puts a picture on the shelf, for any member to do: a form with `file` (16 MiB at most) and `tags`, words. */
        post: operations["add_gif"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/groups/{group_id}/invites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List invites */
        get: operations["list_invites"];
        put?: never;
        /** Create invite */
        post: operations["create_invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/groups/{group_id}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave group */
        post: operations["leave_group"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/groups/{group_id}/members/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove member */
        delete: operations["remove_member"];
        options?: never;
        head?: never;
        /** Change role */
        patch: operations["change_role"];
        trace?: never;
    };
    "/api/groups/{group_id}/outgoing-hooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is told what happens here, for those who lead the group. */
        get: operations["list_outgoing_hooks"];
        put?: never;
        /** From here on the address is told of these events, signed with the secret that is shown this once. */
        post: operations["create_outgoing_hook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/groups/{group_id}/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much would be erased at once if messages were kept for so many days. For owners. */
        get: operations["preview_retention"];
        /**
         * Says how long messages stay in the rooms of a group. For owners.
         * @description What is older is erased within minutes and can't be brought back; a reply in a thread goes by its own age. Direct
         *     chats belong to no group and are never touched.
         */
        put: operations["keep_messages"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/groups/{group_id}/rooms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A room for the whole group, or a private one for chosen members. Which of both is fixed from then on. */
        post: operations["create_room"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/home": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the page opens with. */
        get: operations["read_home"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/hooks/{hook_id}/{secret}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Says something in the room of an incoming hook: `{"text": "Hello"}`, or anything that Slack's take.
         * @description Answers in plain text as Slack does: `ok`, or `invalid_payload`, `no_text`, `no_service`. A UUID as
         *     `Idempotency-Key` makes sending again safe.
         */
        post: operations["receive_from_elsewhere"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ice-servers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** By which servers browsers find a way to each other: for whoever is in the call of that conversation. */
        get: operations["read_ice_servers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Mine, the newest first, without their people. */
        get: operations["list_imports"];
        put?: never;
        /** Looks into an archive that I uploaded, for a group that I lead or for a new one. Then it `asks`. */
        post: operations["begin_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get import */
        get: operations["get_import"];
        put?: never;
        post?: never;
        /** Ends it and forgets the archive. Rooms that are not shown yet go; those that are stay. */
        delete: operations["delete_import"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts everything into rooms that are shown at the end. What was imported before stays as it is. */
        post: operations["start_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/incoming-hooks/{hook_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Its address leads nowhere, its bot leaves the group; what it said stays. */
        delete: operations["remove_incoming_hook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/incoming-hooks/{hook_id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Another address, shown this once; the one before leads nowhere. */
        post: operations["renew_incoming_hook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/instance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read instance */
        get: operations["read_instance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/instance/storage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much room the instance takes, and how much is left. For the owner of the instance. */
        get: operations["read_storage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List invites to me */
        get: operations["list_invites_to_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invites/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows the group without joining; nothing is used up, so that a mail program may look. */
        get: operations["preview_invite"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invites/{code}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept invite */
        post: operations["accept_invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invites/{code}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decline invite */
        post: operations["decline_invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invites/{invite_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take back invite */
        delete: operations["take_back_invite"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My keys, the oldest first, at most fifty; never their secrets. */
        get: operations["list_keys"];
        put?: never;
        /** A key that acts as me within its scopes, and the one time that its secret is shown. */
        post: operations["create_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys/{key_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** It opens nothing from here on, and its sockets close. What was counted of it goes. */
        delete: operations["revoke_key"];
        options?: never;
        head?: never;
        /** Its name, the pages that may use it, and how often it may be used. */
        patch: operations["change_key"];
        trace?: never;
    };
    "/api/keys/{key_id}/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Another secret, shown this once. The one before works on for a while, so that nothing stands still meanwhile. */
        post: operations["renew_secret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys/{key_id}/secrets/{secret_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends one of two secrets at once. */
        delete: operations["end_secret"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys/{key_id}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was called with it, by day and route, a few seconds late. */
        get: operations["read_usage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read me */
        get: operations["read_me"];
        put?: never;
        post?: never;
        /** Delete me */
        delete: operations["delete_me"];
        options?: never;
        head?: never;
        /** Change me */
        patch: operations["change_me"];
        trace?: never;
    };
    "/api/me/email-proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for email proof */
        post: operations["ask_for_email_proof"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/email-proof/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prove email */
        post: operations["prove_email"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many bytes my uploads take here, how many they may, and the largest of them. */
        get: operations["read_my_files"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/seen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** I have seen everything that I may read. */
        put: operations["see_all"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/{message_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One message, as in a page. A deleted one is there without what was in it. */
        get: operations["read_message"];
        put?: never;
        post?: never;
        /** For its author, or in a room an owner or admin of the group. What was in it is gone, from the log too. */
        delete: operations["delete_message"];
        options?: never;
        head?: never;
        /** Gives a message of mine other words. What it said before stays to be seen by whoever reads it. */
        patch: operations["edit_message"];
        trace?: never;
    };
    "/api/messages/{message_id}/edits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a message said before, the oldest first. */
        get: operations["list_edits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/{message_id}/forward": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Copies a message into a conversation where I may post. The copy goes when the original is deleted. */
        post: operations["forward_message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/{message_id}/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Keeps a message at hand for everybody in the conversation, 100 at most. */
        put: operations["pin_message"];
        post?: never;
        /** Unpin message */
        delete: operations["unpin_message"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/{message_id}/poll/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a poll of mine before its time. From then on nobody votes. */
        post: operations["close_poll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/{message_id}/previews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes away what the links of a message of mine show, for everybody. Whoever leads the group may do so too. */
        delete: operations["remove_previews"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/{message_id}/reactions/{emoji}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Reacts with one emoji, in percent encoding, or with the id of one that the group made. */
        put: operations["add_reaction"];
        post?: never;
        /** Takes a reaction of mine back. */
        delete: operations["remove_reaction"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/{message_id}/saved": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Keeps a message for myself, and reminds me of it at a time. A reminder that waits is answered by this. */
        put: operations["save_message"];
        post?: never;
        /** Lets go of it. What is not saved stays so. */
        delete: operations["unsave_message"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/{message_id}/thread/seen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** I have read the thread below this message up to that reply: catching up shows what comes after it. */
        put: operations["see_thread"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/{message_id}/vote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Chooses these options and no others, until the poll closes. None of them: my vote is taken back. */
        put: operations["vote"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/outgoing-hooks/{hook_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** It and the log of its deliveries are gone. */
        delete: operations["remove_outgoing_hook"];
        options?: never;
        head?: never;
        /** Its name, its address, its events, and whether it is on. Switched on, it goes on where it stopped. */
        patch: operations["change_outgoing_hook"];
        trace?: never;
    };
    "/api/outgoing-hooks/{hook_id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was sent and what waits, the newest first. What has been delivered is kept for seven days. */
        get: operations["list_deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/outgoing-hooks/{hook_id}/ping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends it an event `ping`, to see whether anything arrives. */
        post: operations["ping_outgoing_hook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/outgoing-hooks/{hook_id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Another secret, shown this once; what is sent from here on is signed with it. */
        post: operations["renew_outgoing_hook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/password-resets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for reset */
        post: operations["ask_for_reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/password-resets/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reset password */
        post: operations["reset_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/previews/{preview_id}/image": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The picture of a preview, for those who may read its message: a WebP, drawn anew by this server. */
        get: operations["read_preview_image"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rooms/{room_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete room */
        delete: operations["delete_room"];
        options?: never;
        head?: never;
        /** Change room */
        patch: operations["change_room"];
        trace?: never;
    };
    "/api/saved": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My saved messages as they are now, what was saved last first. */
        get: operations["list_saved"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits to be sent or was refused, at most 100. */
        get: operations["list_scheduled"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduled/{scheduled_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete scheduled */
        delete: operations["delete_scheduled"];
        options?: never;
        head?: never;
        /** Another time, other words, or both. One that was refused waits again. */
        patch: operations["change_scheduled"];
        trace?: never;
    };
    "/api/scheduled/{scheduled_id}/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends it now. */
        post: operations["send_scheduled"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Messages that I may read and that have all of the words and all that the filters say, the newest first.
         * @description In `q`: words (their beginning is enough, and one typo is forgiven), "a phrase", and from: in: has: before: after:
         *     as in the parameters of these names. Several from: or in: mean any of them, several has: mean all of them.
         */
        get: operations["search_messages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List sessions */
        get: operations["list_sessions"];
        put?: never;
        /** Sign in */
        post: operations["sign_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End session */
        delete: operations["end_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign out */
        delete: operations["sign_out"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/streams/{stream}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The log itself. With `Accept: text/event-stream` it goes on as server-sent events, each with its `seq` as id. */
        get: operations["read_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/streams/{stream}/snapshot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The state of any stream that I read, true at its `seq`. */
        get: operations["read_snapshot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begins a resumable upload: tus 1.0 with creation, expiration and termination.
         * @description `Upload-Length`, and `Upload-Metadata` with `filename` and, of a voice note, `seconds` and `waveform`.
         */
        post: operations["begin_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads/{upload_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where my upload stands; HEAD says the same by headers. */
        get: operations["read_upload"];
        put?: never;
        post?: never;
        /** Gives an upload up. */
        delete: operations["end_upload"];
        options?: never;
        head?: never;
        /** The bytes from `Upload-Offset` on. 204, and with the last of them 200 and the file. */
        patch: operations["continue_upload"];
        trace?: never;
    };
    "/api/uploads/{upload_id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What my upload has become, for those who missed the last answer. */
        get: operations["read_uploaded_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign up */
        post: operations["sign_up"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Accepted
         * @description The same empty answer whatever was found.
         */
        Accepted: Record<string, never>;
        /** AccountDeletion */
        AccountDeletion: {
            /** @description At least as long as the instance asks for; never shown again. */
            password: string;
        };
        /** Audit */
        Audit: {
            /** @description The newest first. */
            entries: components["schemas"]["AuditEntry"][];
            /** @description Whether there is more before this page. */
            has_older: boolean;
        };
        /**
         * AuditEntry
         * @description One call with an instance key.
         */
        AuditEntry: {
            /** @description Whom or what it was about: ids, never words that people wrote. */
            about: string;
            /** @description `users/create`. */
            action: string;
            /** @description The network address of the request. */
            address: string;
            /** @description When it happened: RFC 3339, UTC, microseconds. */
            at: string;
            /** @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe. */
            id: string;
            /** @description The API key it was done with or to. */
            key_id: string;
            /** @description What that key was called. */
            key_name: string;
        };
        /**
         * Bot
         * @description A user that programs act as: a member of one group, with a member's rights.
         */
        Bot: {
            /** @description What it is there for, in words. */
            about: string;
            /** @description When it was made: RFC 3339, UTC, microseconds. */
            created_at: string;
            /** @description User id of who made it. */
            created_by: string;
            /** @description The group it belongs to; null where it belongs to none. */
            group_id: string;
            /** @description API keys, the oldest first; never their secrets. */
            keys: components["schemas"]["Key"][];
            /** @description The person or the bot. */
            user: components["schemas"]["User"];
        };
        /** BotAnswer */
        BotAnswer: {
            /** @description The bot. */
            bot: components["schemas"]["Bot"];
        };
        /** BotChange */
        BotChange: {
            /**
             * @description In a few words what it does, for people.
             * @default null
             */
            about?: string | null;
            /**
             * @description What it is called.
             * @default null
             */
            name?: string | null;
        };
        /**
         * BotKey
         * @description As for a person; its place is the group of the bot, or a room there.
         */
        BotKey: {
            /**
             * @description Seconds, up to ten years.
             * @default null
             */
            expires_in?: number | null;
            /**
             * @description The group it belongs to; null where it belongs to none.
             * @default null
             */
            group_id?: string | null;
            /**
             * @description Sent again, its answer was lost: the key stays and has another secret.
             * @default null
             */
            id?: string | null;
            /** @description What it is called. */
            name: string;
            /**
             * @description Web origins whose pages may use the key, as `https://site.example`; none: no page may.
             * @default []
             */
            origins?: string[];
            /**
             * @description Calls a day at most; null: no limit.
             * @default null
             */
            per_day?: number | null;
            /**
             * @description Calls a minute at most.
             * @default 120
             */
            per_minute?: number;
            /**
             * @description The only room it may reach; null: all of its group.
             * @default null
             */
            room_id?: string | null;
            /** @description `messages:read`, `messages:write` …; or `micro` alone, for the owner of the instance. */
            scopes: string[];
        };
        /** BotMade */
        BotMade: {
            /** @description The bot. */
            bot: components["schemas"]["Bot"];
            /** @description The API key. */
            key: components["schemas"]["Key"];
            /** @description Shown this once. */
            secret: string;
        };
        /** Bots */
        Bots: {
            /** @description The bots, the oldest first. */
            bots: components["schemas"]["Bot"][];
        };
        /**
         * Call
         * @description A call that is going on. Lives here, below `calls`, because a conversation shows it.
         */
        Call: {
            /** @description The room or direct chat. */
            conversation_id: string;
            /** @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe. */
            id: string;
            /** @description In the order in which they came; never empty. */
            participants: components["schemas"]["Participant"][];
            /** @description When it began: RFC 3339, UTC. */
            started_at: string;
            /**
             * @description How media go: mesh, janus or livekit.
             * @enum {unknown}
             */
            transport: "janus" | "livekit" | "mesh";
        };
        /**
         * CallAnswer
         * @description Null when nobody is in it.
         */
        CallAnswer: {
            /** @description The call that goes on there; null: none. */
            call: components["schemas"]["Call"] | null;
        };
        /**
         * CallJoined
         * @description `stream` and `seq`: where their coming stands in the log.
         */
        CallJoined: {
            /** @description The call that goes on there; null: none. */
            call: components["schemas"]["Call"];
            /** @description What is needed to connect. */
            grant: components["schemas"]["Grant"];
            /** @description Its place in its stream: from 1, without gaps. */
            seq: number;
            /** @description The log it is told in, as `group:<id>`, `room:<id>`, `chat:<id>` or `user:<id>`. */
            stream: string;
        };
        /**
         * CatchUp
         * @description What happened since my markers, in what I may read. Each list has 50 at most.
         */
        CatchUp: {
            /** @description Where I am meant first, then where most was said. */
            conversations: components["schemas"]["MissedIn"][];
            /** @description They call me by name, or everybody; the newest first. */
            mentions: components["schemas"]["Message"][];
            /** @description With the most reactions of others, at most ten; those with most first. */
            most_reacted: components["schemas"]["Message"][];
            /** @description Of the last 30 days, still open and without my vote; the newest first. */
            polls: components["schemas"]["Message"][];
            /** @description Those that they answer. */
            quoted: components["schemas"]["Message"][];
            /** @description They answer me, or stand in a thread that I began, wrote in or am named in; the newest first. */
            replies: components["schemas"]["Message"][];
            /** @description Everybody whom they name. */
            users: components["schemas"]["User"][];
            /** @description My own choices, by the id of the message. */
            votes: {
                [key: string]: number[];
            };
        };
        /** Chat */
        Chat: {
            /** @description The call that goes on there; null: none. */
            call: components["schemas"]["Call"] | null;
            /** @description When it was made: RFC 3339, UTC, microseconds. */
            created_at: string;
            /** @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe. */
            id: string;
            /**
             * @description Which of its kinds this is.
             * @default chat
             * @enum {unknown}
             */
            kind: "chat";
            /** @description The newest message; null: nothing was said yet. */
            last_message: components["schemas"]["Message"] | null;
            /** @description The `number` of the newest message; 0: nothing was said yet. */
            last_number: number;
            /** @description The log it is told in, as `group:<id>`, `room:<id>`, `chat:<id>` or `user:<id>`. */
            stream: string;
            /** @description Everybody in it, me too: 2 to 10. */
            users: components["schemas"]["User"][];
        };
        /** ChatCreated */
        ChatCreated: {
            /** @description The direct chat. */
            chat: components["schemas"]["Chat"];
            /** @description Its place in its stream: from 1, without gaps. */
            seq: number;
            /** @description The log it is told in, as `group:<id>`, `room:<id>`, `chat:<id>` or `user:<id>`. */
            stream: string;
        };
        /** ChatForm */
        ChatForm: {
            /**
             * @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe.
             * @default null
             */
            id?: string | null;
            /** @description The others. */
            user_ids: string[];
        };
        /** ChatsAnswer */
        ChatsAnswer: {
            /** @description Direct chats, the oldest first. */
            chats: components["schemas"]["Chat"][];
        };
        /** ChatState */
        ChatState: {
            /** @description The direct chat. */
            chat: components["schemas"]["Chat"];
            /** @description How far I have read, by conversation. */
            markers: components["schemas"]["Marker"][];
        };
        /** CodeGiven */
        CodeGiven: {
            /** @description The code, as it was given or sent. */
            code: string;
        };
        /**
         * Command
         * @description A word after a slash that a program elsewhere answers.
         */
        Command: {
            /** @description In a few words what it does, for people. */
            about: string;
            /** @description When it was made: RFC 3339, UTC, microseconds. */
            created_at: string;
            /** @description The group it belongs to; null where it belongs to none. */
            group_id: string;
            /** @description What to write behind it: `[branch] [environment]`. */
            hint: string;
            /** @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe. */
            id: string;
            /** @description What it is called. */
            name: string;
            /** @description For those who lead the group. */
            url: string | null;
        };
        /** CommandAnswer */
        CommandAnswer: {
            /** @description The slash command. */
            command: components["schemas"]["Command"];
        };
        /** CommandCall */
        CommandCall: {
            /** @description The slash command. */
            command: string;
            /** @description A UUID in lower case. */
            id: string;
            /**
             * @description What stands behind the command.
             * @default
             */
            text?: string;
        };
        /** CommandChange */
        CommandChange: {
            /**
             * @description In a few words what it does, for people.
             * @default null
             */
            about?: string | null;
            /**
             * @description A little to recognise it by, never all of it.
             * @default null
             */
            hint?: string | null;
            /**
             * @description Its address.
             * @default null
             */
            url?: string | null;
        };
        /** CommandMade */
        CommandMade: {
            /** @description The slash command. */
            command: components["schemas"]["Command"];
            /** @description Signs what is sent. Shown this once. */
            secret: string;
        };
        /** Commands */
        Commands: {
            /** @description Slash commands, by name. */
            commands: components["schemas"]["Command"][];
        };
        /** CommandSaid */
        CommandSaid: {
            /** @description What came of it. */
            answer: components["schemas"]["Said"];
        };
        /** Credentials */
        Credentials: {
            /** @description An email address; upper and lower case are the same. */
            email: string;
            /** @description At least as long as the instance asks for; never shown again. */
            password: string;
        };
        /** CustomEmoji */
        CustomEmoji: {
            /** @description Whether it moves. */
            animated: boolean;
            /** @description User id of who made it. */
            created_by: string;
            /** @description The group it belongs to; null where it belongs to none. */
            group_id: string;
            /** @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe. */
            id: string;
            /** @description Unique in its group; written as `:name:`. */
            name: string;
            /** @description A WebP of at most 64 pixels. */
            url: string;
        };
        /** DayAnswer */
        DayAnswer: {
            /** @description Of the first message on that day or after it; null when nothing was written since. */
            number: number | null;
        };
        /** Deliveries */
        Deliveries: {
            /** @description The newest first. */
            deliveries: components["schemas"]["Delivery"][];
            /** @description Whether there is more before this page. */
            has_older: boolean;
        };
        /**
         * Delivery
         * @description One event on its way to one hook.
         */
        Delivery: {
            /** @description When it was made: RFC 3339, UTC, microseconds. */
            created_at: string;
            /** @description What went wrong, in words; null: nothing. */
            error: string | null;
            /** @description The type of the event, as `message.posted`. */
            event: string;
            /** @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe. */
            id: string;
            /** @description When it is tried again. */
            next_at: string | null;
            /** @description Where the event stands in the log; 0 for a ping. */
            seq: number;
            /**
             * @description `failed` waits for another try.
             * @enum {unknown}
             */
            state: "delivered" | "failed" | "given_up" | "waiting";
            /** @description An HTTP status; null: no answer yet. */
            status: number | null;
            /** @description The log it is told in, as `group:<id>`, `room:<id>`, `chat:<id>` or `user:<id>`. */
            stream: string;
            /** @description Milliseconds until the answer; null: none. */
            took_ms: number | null;
            /** @description How often it was tried. */
            tries: number;
        };
        /** DeliveryAnswer */
        DeliveryAnswer: {
            /** @description One event on its way to one address. */
            delivery: components["schemas"]["Delivery"];
            /** @description As it would be sent now: what was erased since is not there. */
            request: components["schemas"]["Spoken"];
            /** @description What was answered; null: nothing. */
            response: components["schemas"]["Spoken"] | null;
        };
        /** Disk */
        Disk: {
            /** @description Bytes that are left on the disk of the data folder. */
            free: number;
            /**
             * @description `low` below a tenth, `nearly_full` below a twentieth.
             * @enum {unknown}
             */
            state: "low" | "nearly_full" | "well";
            /** @description Bytes of that disk. */
            total: number;
        };
        /**
         * Draft
         * @description What I began to write in a conversation or in a thread.
         */
        Draft: {
            /** @description When it was last changed: RFC 3339, UTC. */
            changed_at: string;
            /** @description The room or direct chat. */
            conversation_id: string;
            /**
             * @description What stretches of the text mean: mentions, rooms, the group's emoji. In code points.
             * @default []
             */
            entities?: components["schemas"]["Entity"][];
            /**
             * @description The message that it answers; null: none.
             * @default null
             */
            reply_to?: string | null;
            /** @description Empty: there is no draft any more. */
            text: string;
            /**
             * @description The message whose thread it is in; null: none.
             * @default null
             */
            thread_of?: string | null;
        };
        /** DraftAnswer */
        DraftAnswer: {
            /** @description What was begun; null: nothing is kept. */
            draft: components["schemas"]["Draft"];
        };
        /** DraftForm */
        DraftForm: {
            /**
             * @description Kept as they are; they are checked when the message is sent.
             * @default []
             */
            entities?: components["schemas"]["Entity"][];
            /**
             * @description The message that it answers; null: none.
             * @default null
             */
            reply_to?: string | null;
            /** @description At most 8000 characters. Nothing that can be seen: the draft goes. */
            text: string;
            /**
             * @description The message whose thread it is in; null: none.
             * @default null
             */
            thread_of?: string | null;
        };
        /**
         * Edit
         * @description What a message said once, and when that was written.
         */
        Edit: {
            /** @description What stretches of the text mean: mentions, rooms, the group's emoji. In code points. */
            entities: components["schemas"]["Entity"][];
            /** @description The words, as they were typed. */
            text: string;
            /** @description When it was written: RFC 3339, UTC. */
            written_at: string;
        };
        /** EditsAnswer */
        EditsAnswer: {
            /** @description The oldest first; without what the message says now. */
            edits: components["schemas"]["Edit"][];
        };
        /** EmojiCreated */
        EmojiCreated: {
            /** @description Emoji of the group, by name; in an event the one that is new. */
            emoji: components["schemas"]["CustomEmoji"];
            /** @description Its place in its stream: from 1, without gaps. */
            seq: number;
            /** @description The log it is told in, as `group:<id>`, `room:<id>`, `chat:<id>` or `user:<id>`. */
            stream: string;
        };
        /**
         * Entity
         * @description What a stretch of the text means: only this notifies anybody, whatever the text looks like.
         */
        Entity: {
            /**
             * @description Of an `emoji`: one that the group made.
             * @default null
             */
            emoji_id?: string | null;
            /** @description In code points. */
            length: number;
            /** @description Where it begins, in code points. */
            offset: number;
            /**
             * @description Of a `room`.
             * @default null
             */
            room_id?: string | null;
            /**
             * @description What kind of thing it is, as `message.posted`.
             * @enum {unknown}
             */
            type: "all" | "emoji" | "here" | "mention" | "room";
            /**
             * @description Of a `mention`.
             * @default null
             */
            user_id?: string | null;
        };
        /**
         * ErrorBody
         * @description What every error answers. `code` is stable and for programs, `message` for people; `field` names the input.
         */
        ErrorBody: {
            /** @description The code, as it was given or sent. */
            code: string;
            /** @description The input at fault; null: none. */
            field: string | null;
            /** @description The message. */
            message: string;
            /** @description By which the server's log tells what happened. */
            request_id: string;
        };
        /**
         * Export
         * @description An archive on its way, or ready.
         */
        Export: {
            /** @description When it was made: RFC 3339, UTC, microseconds. */
            created_at: string;
            /** @description Messages that are in it. */
            done: number;
            /** @description What went wrong, in words; null: nothing. */
            error: string | null;
            /** @description When it ends by itself: RFC 3339, UTC; null: never. */
            expires_at: string | null;
            /** @description The archive, once it is ready: its `url` is there for a week, for me alone. */
            file: components["schemas"]["File"] | null;
            /** @description The group it belongs to; null where it belongs to none. */
            group_id: string | null;
            /** @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe. */
            id: string;
            /**
             * @description `instance` is made from the command line alone.
             * @enum {unknown}
             */
            of: "group" | "instance" | "me";
            /**
             * @description The state it is in.
             * @enum {unknown}
             */
            state: "failed" | "ready" | "waiting" | "working";
            /** @description About how many there will be. */
            total: number;
        };
        /** ExportAnswer */
        ExportAnswer: {
            /** @description The export as far as it has come. */
            export: components["schemas"]["Export"];
        };
        /** ExportForm */
        ExportForm: {
            /**
             * @description The group it belongs to; null where it belongs to none.
             * @default null
             */
            group_id?: string | null;
            /**
             * @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe.
             * @default null
             */
            id?: string | null;
            /**
             * @description `me`: my chats, and what I wrote in rooms. `group`: for those who lead it, its rooms that I may read.
             * @enum {unknown}
             */
            of: "group" | "me";
        };
        /** ExportsAnswer */
        ExportsAnswer: {
            /** @description Exports, the newest first. */
            exports: components["schemas"]["Export"][];
        };
        /** File */
        File: {
            /**
             * @description Base64 of a WebP of at most 24 pixels, to show until the picture is there.
             * @default null
             */
            blur?: string | null;
            /**
             * @description Pixels, upright.
             * @default null
             */
            height?: number | null;
            /** @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe. */
            id: string;
            /** @description What it is called. */
            name: string;
            /**
             * @description Of a PDF.
             * @default null
             */
            pages?: number | null;
            /**
             * @description How long a voice note is.
             * @default null
             */
            seconds?: number | null;
            /** @description Bytes. */
            size: number;
            /**
             * @description The address of a smaller WebP picture: of an image that was decoded, or of a PDF's first page.
             * @default null
             */
            thumbnail?: string | null;
            /** @description What its bytes are, not what its sender said: `image/png`, `application/octet-stream` … */
            type: string;
            /** @description Below this server; asks for the right to read each time. */
            url: string;
            /**
             * @description Loudness of a voice note, 0 to 100, at most 64 steps. A file with a waveform is shown as a voice note.
             * @default null
             */
            waveform?: number[] | null;
            /**
             * @description In pixels.
             * @default null
             */
            width?: number | null;
        };
        /** FileAnswer */
        FileAnswer: {
            /** @description The file. */
            file: components["schemas"]["File"];
        };
        /**
         * Forwarded
         * @description Who wrote it first, and when.
         */
        Forwarded: {
            /** @description User id of who wrote it. */
            author_id: string;
            /** @description When it was sent: RFC 3339, UTC, microseconds. */
            sent_at: string;
        };
        /** ForwardForm */
        ForwardForm: {
            /** @description A UUID in lower case. */
            conversation_id: string;
            /**
             * @description Of the copy.
             * @default null
             */
            id?: string | null;
        };
        /** Gallery */
        Gallery: {
            /** @description The newest first. */
            files: components["schemas"]["GalleryFile"][];
            /** @description Whether there is more before this page. */
            has_older: boolean;
            /** @description Who posted them: some may be in the group no more. */
            users: components["schemas"]["User"][];
        };
        /** GalleryFile */
        GalleryFile: {
            /** @description User id of who wrote it. */
            author_id: string;
            /** @description The file. */
            file: components["schemas"]["File"];
            /** @description The message. */
            message_id: string;
            /** @description Of its message: in the conversation, or in the thread that it is in. */
            number: number;
            /** @description When it was sent: RFC 3339, UTC, microseconds. */
            sent_at: string;
            /** @description The message whose thread it is in; null: none. */
            thread_of: string | null;
        };
        /**
         * Gif
         * @description On the shelf of a group, for its members to send.
         */
        Gif: {
            /** @description User id of who made it. */
            created_by: string;
            /** @description The group it belongs to; null where it belongs to none. */
            group_id: string;
            /** @description Pixels. */
            height: number;
            /** @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe. */
            id: string;
            /** @description Words to find it by. */
            tags: string[];
            /** @description Its address. */
            url: string;
            /** @description In pixels. */
            width: number;
        };
        /** GifAdded */
        GifAdded: {
            /** @description The GIF. */
            gif: components["schemas"]["Gif"];
            /** @description Its place in its stream: from 1, without gaps. */
            seq: number;
            /** @description The log it is told in, as `group:<id>`, `room:<id>`, `chat:<id>` or `user:<id>`. */
            stream: string;
        };
        /**
         * Grant
         * @description What a participant needs for its media. Asked for again by joining again.
         */
        Grant: {
            /** @description Of the credentials in `ice_servers`. */
            expires_at: string;
            /** @description STUN and TURN servers, as a browser's RTCPeerConnection takes them. */
            ice_servers: components["schemas"]["IceServer"][];
            /** @description Somebody's one device in one call. */
            participant_id: string;
            /** @description So many are let in; null where a media server takes more. */
            people_limit: number | null;
            /** @description LiveKit's. */
            token: string | null;
            /**
             * @description How media go: mesh, janus or livekit.
             * @enum {unknown}
             */
            transport: "janus" | "livekit" | "mesh";
            /** @description Janus: the address of the relay on this server. LiveKit: that of its own. */
            url: string | null;
            /** @description With more people in a mesh, cameras pause. */
            video_limit: number;
        };
        /** Group */
        Group: {
            /** @description When it was made: RFC 3339, UTC, microseconds. */
            created_at: string;
            /** @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe. */
            id: string;
            /** @description So long a message stays in its rooms, then it is erased; null: for ever. */
            keep_days: number | null;
            /** @description How many may be in it. */
            member_limit: number;
            /** @description What it is called. */
            name: string;
        };
        /** GroupAnswer */
        GroupAnswer: {
            /** @description The group. */
            group: components["schemas"]["Group"];
        };
        /** GroupChange */
        GroupChange: {
            /** @description What it is called. */
            name: string;
        };
        /** GroupCreated */
        GroupCreated: {
            /** @description The group. */
            group: components["schemas"]["Group"];
            /** @description Its place in its stream: from 1, without gaps. */
            seq: number;
            /** @description The log it is told in, as `group:<id>`, `room:<id>`, `chat:<id>` or `user:<id>`. */
            stream: string;
        };
        /** GroupForm */
        GroupForm: {
            /**
             * @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe.
             * @default null
             */
            id?: string | null;
            /** @description What it is called. */
            name: string;
        };
        /** GroupOfMine */
        GroupOfMine: {
            /** @description When it was made: RFC 3339, UTC, microseconds. */
            created_at: string;
            /** @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe. */
            id: string;
            /** @description So long a message stays in its rooms, then it is erased; null: for ever. */
            keep_days: number | null;
            /** @description How many may be in it. */
            member_limit: number;
            /**
             * @description What I am in it: owner, admin or member.
             * @enum {unknown}
             */
            my_role: "admin" | "member" | "owner";
            /** @description What it is called. */
            name: string;
        };
        /** GroupsAnswer */
        GroupsAnswer: {
            /** @description Groups, the oldest first. */
            groups: components["schemas"]["GroupOfMine"][];
        };
        /** GroupState */
        GroupState: {
            /** @description Emoji of the group, by name; in an event the one that is new. */
            emoji: components["schemas"]["CustomEmoji"][];
            /** @description The group. */
            group: components["schemas"]["Group"];
            /** @description How far I have read, by conversation. */
            markers: components["schemas"]["Marker"][];
            /** @description Its members. */
            members: components["schemas"]["Member"][];
            /**
             * @description What I am in it: owner, admin or member.
             * @enum {unknown}
             */
            my_role: "admin" | "member" | "owner";
            /** @description The open ones. */
            rooms: components["schemas"]["Room"][];
        };
        /** GroupWithHeads */
        GroupWithHeads: {
            /** @description The group. */
            group: components["schemas"]["Group"];
            /** @description `seq` of the last event of the stream. */
            head: number;
            /** @description Of each stream where it stood when this was read. */
            heads: {
                [key: string]: number;
            };
            /** @description Its members. */
            members: components["schemas"]["Member"][];
            /** @description The rooms that I may read. */
            rooms: components["schemas"]["Room"][];
        };
        /** Hit */
        Hit: {
            /** @description The room or direct chat. */
            conversation_id: string;
            /** @description The message. */
            message: components["schemas"]["Message"];
            /**
             * @description What was found in its text: (offset, length) in code points, in order.
             * @default []
             */
            ranges?: [
                number,
                number
            ][];
            /**
             * @description Found only by forgiving a typo: these follow all that have the words as they were typed.
             * @default false
             */
            similar?: boolean;
        };
        /**
         * Home
         * @description Everything the page opens with, true at `heads`.
         */
        Home: {
            /** @description Direct chats, the oldest first. */
            chats: components["schemas"]["Chat"][];
            /** @description What I began to write, one for each conversation and thread. */
            drafts: components["schemas"]["Draft"][];
            /** @description A random id of this history; another one means that it was restored or imported: load everything anew. */
            epoch: string;
            /** @description Groups, the oldest first. */
            groups: components["schemas"]["HomeGroup"][];
            /** @description Of each stream where it stood when this was read. */
            heads: {
                [key: string]: components["schemas"]["StreamHead"];
            };
            /** @description Invitations, the newest first. */
            invites: components["schemas"]["InviteToMe"][];
            /** @description How far I have read, by conversation. */
            markers: components["schemas"]["Marker"][];
            /** @description Myself. */
            me: components["schemas"]["Me"];
            /** @description What was saved for later. */
            saved: components["schemas"]["Saved"][];
            /** @description What is to be sent at its time. */
            scheduled: components["schemas"]["Scheduled"][];
        };
        /** HomeGroup */
        HomeGroup: {
            /** @description Those that the group made, by name. */
            emoji: components["schemas"]["CustomEmoji"][];
            /** @description The group. */
            group: components["schemas"]["Group"];
            /** @description Its members. */
            members: components["schemas"]["Member"][];
            /**
             * @description What I am in it: owner, admin or member.
             * @enum {unknown}
             */
            my_role: "admin" | "member" | "owner";
            /** @description The rooms that I may read. */
            rooms: components["schemas"]["Room"][];
        };
        /**
         * IceServer
         * @description As `RTCIceServer` of the browser has it.
         */
        IceServer: {
            /**
             * @description The password for the relay, good for ten minutes.
             * @default null
             */
            credential?: string | null;
            /** @description Addresses of the server. */
            urls: string[];
            /**
             * @description The name for the relay.
             * @default null
             */
            username?: string | null;
        };
        /** IceServers */
        IceServers: {
            /** @description When it ends by itself: RFC 3339, UTC; null: never. */
            expires_at: string;
            /** @description STUN and TURN servers, as a browser's RTCPeerConnection takes them. */
            ice_servers: components["schemas"]["IceServer"][];
        };
        /** Import */
        Import: {
            /** @description When it was made: RFC 3339, UTC, microseconds. */
            created_at: string;
            /** @description Messages, of `total`. */
            done: number;
            /** @description Why it failed, with the place in the archive. */
            error: string | null;
            /** @description Null: it will make one. */
            group_id: string | null;
            /** @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe. */
            id: string;
            /** @description Null until the archive was looked into. */
            kind: ("discord" | "distributed" | "slack" | "zulip") | null;
            /** @description Of the uploaded file. */
            name: string;
            /** @description What is left out, in sentences. */
            notes: string[];
            /** @description Who wrote most comes first. Empty in the list of imports. */
            people: components["schemas"]["ImportPerson"][];
            /** @description Those that it made, once it is done. */
            rooms: components["schemas"]["ImportRoom"][];
            /**
             * @description `reading` the archive, `asks` who is who (then `start`), `waiting` and `working`, then `done` or `failed`.
             * @enum {unknown}
             */
            state: "asks" | "done" | "failed" | "reading" | "waiting" | "working";
            /** @description How many there are to do; 0: not known yet. */
            total: number;
        };
        /** ImportAnswer */
        ImportAnswer: {
            /** @description The import as far as it has come. */
            import: components["schemas"]["Import"];
        };
        /** ImportForm */
        ImportForm: {
            /** @description A UUID in lower case. */
            file_id: string;
            /**
             * @description A group that I lead. Null: a new one.
             * @default null
             */
            group_id?: string | null;
            /**
             * @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe.
             * @default null
             */
            id?: string | null;
            /**
             * @description Null: what it looks like.
             * @default null
             */
            kind?: ("discord" | "distributed" | "slack" | "zulip") | null;
        };
        /**
         * ImportPerson
         * @description Somebody who wrote there.
         */
        ImportPerson: {
            /** @description An email address; upper and lower case are the same. */
            email: string | null;
            /** @description What the archive calls them. */
            key: string;
            /** @description The messages, or how many there are. */
            messages: number;
            /** @description What it is called. */
            name: string;
            /** @description A member of the group who seems to be the same; null: nobody does. */
            user_id: string | null;
        };
        /** ImportRoom */
        ImportRoom: {
            /** @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe. */
            id: string;
            /** @description What the room is about: its name. */
            topic: string;
        };
        /** ImportsAnswer */
        ImportsAnswer: {
            /** @description Mine, the newest first, at most 100. */
            imports: components["schemas"]["Import"][];
        };
        /** ImportStart */
        ImportStart: {
            /**
             * @description By key: the id of a member of the group, `new` for somebody who is only shown by name, or `skip`: what they
             *     wrote is left out. Who is not named is `new`.
             * @default {}
             */
            people?: {
                [key: string]: string;
            };
        };
        /**
         * IncomingHook
         * @description An address at which programs elsewhere say something in a room.
         */
        IncomingHook: {
            /** @description The room or direct chat. */
            conversation_id: string;
            /** @description When it was made: RFC 3339, UTC, microseconds. */
            created_at: string;
            /** @description User id of who made it. */
            created_by: string;
            /** @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe. */
            id: string;
            /** @description To within a minute. */
            last_used_at: string | null;
            /** @description What it is called. */
            name: string;
            /** @description The bot that says it. */
            user: components["schemas"]["User"];
        };
        /** IncomingHookMade */
        IncomingHookMade: {
            /** @description The webhook. */
            hook: components["schemas"]["IncomingHook"];
            /** @description Whoever has it may speak there. Shown this once. */
            url: string;
        };
        /** IncomingHooks */
        IncomingHooks: {
            /** @description Webhooks, the oldest first. */
            hooks: components["schemas"]["IncomingHook"][];
        };
        /**
         * Instance
         * @description What anybody may know before signing in.
         */
        Instance: {
            /** @description Bytes of one file at most. */
            file_size: number;
            /** @description Who is asked for gifs beside the shelf of a group. */
            gif_provider: ("giphy" | "tenor") | null;
            /** @description Whether this instance sends mail. */
            mail: boolean;
            /** @description What it is called. */
            name: string;
            /** @description Whether somebody owns this instance already. */
            owned: boolean;
            /** @description Where others reach this instance. */
            public_url: string;
            /** @description Whether the first person still has to come. */
            setup_code_needed: boolean;
            /**
             * @description Who may sign up.
             * @enum {unknown}
             */
            sign_up: "closed" | "invite" | "open";
            /** @description Of the software. */
            version: string;
        };
        /**
         * Invite
         * @description An invite as the group's owners see it. The secret is told once, to its maker.
         */
        Invite: {
            /** @description When it was made: RFC 3339, UTC, microseconds. */
            created_at: string;
            /** @description User id of who made it. */
            created_by: string;
            /** @description An email address; upper and lower case are the same. */
            email: string | null;
            /** @description When it ends by itself: RFC 3339, UTC; null: never. */
            expires_at: string;
            /** @description The group it belongs to; null where it belongs to none. */
            group_id: string;
            /** @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe. */
            id: string;
            /** @description How many people may come by it; null: as many as there is room for. */
            max_uses: number | null;
            /**
             * @description Owner, admin or member.
             * @enum {unknown}
             */
            role: "admin" | "member";
            /** @description How many came by it. */
            uses: number;
        };
        /**
         * InviteCreated
         * @description `mailed`: whether a mail with the link is on its way. Without SMTP the link is there to be copied.
         */
        InviteCreated: {
            /** @description The invitation. */
            invite: components["schemas"]["NewInvite"];
            /** @description Whether it was sent by mail. */
            mailed: boolean;
        };
        /**
         * InvitedGroup
         * @description What somebody may know of a group before they join it.
         */
        InvitedGroup: {
            /** @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe. */
            id: string;
            /** @description How many are in it. */
            member_count: number;
            /** @description What it is called. */
            name: string;
        };
        /**
         * InviteForm
         * @description `expires_in` is in seconds: a minute to a year.
         */
        InviteForm: {
            /**
             * @description An email address; upper and lower case are the same.
             * @default null
             */
            email?: string | null;
            /**
             * @description Seconds until it ends by itself; null: never.
             * @default 604800
             */
            expires_in?: number;
            /**
             * @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe.
             * @default null
             */
            id?: string | null;
            /**
             * @description How many people may come by it; null: as many as there is room for.
             * @default null
             */
            max_uses?: number | null;
            /**
             * @description Owner, admin or member.
             * @default member
             * @enum {unknown}
             */
            role?: "admin" | "member";
        };
        /** InvitePreview */
        InvitePreview: {
            /** @description An email address; upper and lower case are the same. */
            email: string | null;
            /** @description When it ends by itself: RFC 3339, UTC; null: never. */
            expires_at: string;
            /** @description The group. */
            group: components["schemas"]["InvitedGroup"];
            /** @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe. */
            id: string;
            /** @description Who invites. */
            invited_by: components["schemas"]["User"];
            /**
             * @description Owner, admin or member.
             * @enum {unknown}
             */
            role: "admin" | "member";
        };
        /** InvitesAnswer */
        InvitesAnswer: {
            /** @description Invitations, the newest first. */
            invites: components["schemas"]["Invite"][];
        };
        /** InvitesToMeAnswer */
        InvitesToMeAnswer: {
            /** @description Invitations, the newest first. */
            invites: components["schemas"]["InviteToMe"][];
        };
        /** InviteToMe */
        InviteToMe: {
            /** @description When it ends by itself: RFC 3339, UTC; null: never. */
            expires_at: string;
            /** @description The group. */
            group: components["schemas"]["InvitedGroup"];
            /** @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe. */
            id: string;
            /** @description Who invites. */
            invited_by: components["schemas"]["User"];
            /**
             * @description Owner, admin or member.
             * @enum {unknown}
             */
            role: "admin" | "member";
        };
        /** Joined */
        Joined: {
            /** @description The group it belongs to; null where it belongs to none. */
            group_id: string;
        };
        /** JoinForm */
        JoinForm: {
            /**
             * @description Of the participant: with the same one, joining again changes nothing and gives a new grant.
             * @default null
             */
            id?: string | null;
        };
        /**
         * Key
         * @description What a program signs in with, as its person or bot, within its scopes.
         */
        Key: {
            /** @description When it was made: RFC 3339, UTC, microseconds. */
            created_at: string;
            /** @description When it ends by itself: RFC 3339, UTC; null: never. */
            expires_at: string | null;
            /** @description Only there; null: wherever its user may. */
            group_id: string | null;
            /** @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe. */
            id: string;
            /**
             * @description Which of its kinds this is.
             * @enum {unknown}
             */
            kind: "bot" | "micro" | "person";
            /** @description When it was last used: RFC 3339, UTC; null: never. */
            last_used_at: string | null;
            /** @description What it is called. */
            name: string;
            /** @description The pages that may use it: none is none. Programs that are no page may always. */
            origins: string[];
            /** @description Calls a day at most; null: no limit. */
            per_day: number | null;
            /** @description Calls a minute at most. */
            per_minute: number;
            /** @description Only in this room of the group. */
            room_id: string | null;
            /** @description What a key may do, as `messages:read`. */
            scopes: string[];
            /** @description Its secrets, without what is secret in them. */
            secrets: components["schemas"]["KeySecret"][];
            /** @description Calls since midnight UTC, refused ones too. */
            used_today: number;
            /** @description As whom it acts; an instance key (`micro`) as anyone, and this is who made it. */
            user_id: string;
        };
        /** KeyAnswer */
        KeyAnswer: {
            /** @description The API key. */
            key: components["schemas"]["Key"];
        };
        /** KeyChange */
        KeyChange: {
            /**
             * @description What it is called.
             * @default null
             */
            name?: string | null;
            /**
             * @description Web origins whose pages may use the key, as `https://site.example`; none: no page may.
             * @default null
             */
            origins?: string[] | null;
            /**
             * @description 0 takes the quota off.
             * @default null
             */
            per_day?: number | null;
            /**
             * @description Calls a minute at most.
             * @default null
             */
            per_minute?: number | null;
        };
        /** KeyMade */
        KeyMade: {
            /** @description The API key. */
            key: components["schemas"]["Key"];
            /** @description Shown this once. */
            secret: string;
        };
        /** Keys */
        Keys: {
            /** @description API keys, the oldest first; never their secrets. */
            keys: components["schemas"]["Key"][];
        };
        /**
         * KeySecret
         * @description One secret of a key: its id and what it ends with, never itself.
         */
        KeySecret: {
            /** @description When it was made: RFC 3339, UTC, microseconds. */
            created_at: string;
            /** @description Since when it works no more; null: as long as the key. */
            ends_at: string | null;
            /** @description A little to recognise it by, never all of it. */
            hint: string;
            /** @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe. */
            id: string;
            /** @description To within ten seconds. */
            last_used_at: string | null;
        };
        /** LeaveForm */
        LeaveForm: {
            /**
             * @description Of the participant: one that is out already changes nothing. None: whichever is mine.
             * @default null
             */
            id?: string | null;
        };
        /** LinkAnswer */
        LinkAnswer: {
            /** @description Seconds. */
            expires_in: number;
            /** @description Opens the file without a cookie or a header, as long as the session that asked for it lives. */
            url: string;
        };
        /**
         * LogEvent
         * @description As the socket's `event` frame.
         */
        LogEvent: {
            /** @description When it happened: RFC 3339, UTC, microseconds. */
            at: string;
            /**
             * @description Always `event`, as on the socket.
             * @default event
             */
            frame: string;
            /** @description 16 hex digits of the chain up to here. */
            hash: string;
            /** @description What the type of the event says it is; null where it was erased. */
            payload: unknown;
            /** @description Its place in its stream: from 1, without gaps. */
            seq: number;
            /** @description The log it is told in, as `group:<id>`, `room:<id>`, `chat:<id>` or `user:<id>`. */
            stream: string;
            /** @description What kind of thing it is, as `message.posted`. */
            type: string;
        };
        /** LogPage */
        LogPage: {
            /** @description The oldest first. */
            events: components["schemas"]["LogEvent"][];
            /** @description `seq` of the last event of the stream. */
            head: number;
            /** @description Ask with this as `after` for what follows. As long as it is below `head` there is more to look through. */
            next_after: number;
        };
        /** Marker */
        Marker: {
            /** @description The room or direct chat. */
            conversation_id: string;
            /**
             * @description Numbers of the unread messages that mention me or answer me, rising, the newest 100.
             * @default []
             */
            mentions?: number[];
            /** @description Its place in its conversation or thread: dense, from 1, never another. */
            number: number;
            /**
             * @description Marked unread from this message on; reading on clears it.
             * @default null
             */
            unread_from?: number | null;
        };
        /** MarkerAnswer */
        MarkerAnswer: {
            /** @description How far I have read there. */
            marker: components["schemas"]["Marker"];
        };
        /**
         * Me
         * @description My own account, shown to nobody else.
         */
        Me: {
            /** @description When it was made: RFC 3339, UTC, microseconds. */
            created_at: string;
            /** @description Of a bot, empty. */
            email: string;
            /** @description Whether somebody showed that this address is theirs. */
            email_proved: boolean;
            /** @description Of a bot, all of its name. */
            first_name: string;
            /** @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe. */
            id: string;
            /** @description Whether the whole instance is theirs. */
            is_owner: boolean;
            /**
             * @description Which of its kinds this is.
             * @enum {unknown}
             */
            kind: "bot" | "deleted" | "person" | "placeholder";
            /** @description The rest of their name; may be empty. */
            last_name: string;
        };
        /** Member */
        Member: {
            /** @description When they came: RFC 3339, UTC. */
            joined_at: string;
            /**
             * @description Owner, admin or member.
             * @enum {unknown}
             */
            role: "admin" | "member" | "owner";
            /** @description The person or the bot. */
            user: components["schemas"]["User"];
        };
        /** MemberAnswer */
        MemberAnswer: {
            /** @description The member. */
            member: components["schemas"]["Member"];
        };
        /**
         * Message
         * @description One message. Deleted: `deleted_at` is there and nothing else that was in it.
         */
        Message: {
            /** @description User id of who wrote it. */
            author_id: string;
            /** @description The room or direct chat. */
            conversation_id: string;
            /**
             * @description When it was deleted: RFC 3339, UTC; null: it was not.
             * @default null
             */
            deleted_at?: string | null;
            /**
             * @description When its words were last changed: RFC 3339, UTC; null: never.
             * @default null
             */
            edited_at?: string | null;
            /**
             * @description What stretches of the text mean: mentions, rooms, the group's emoji. In code points.
             * @default []
             */
            entities?: components["schemas"]["Entity"][];
            /**
             * @description What hangs on it, in order.
             * @default []
             */
            files?: components["schemas"]["File"][];
            /**
             * @description Whose words these are, if they were said elsewhere; null: its author's.
             * @default null
             */
            forwarded?: components["schemas"]["Forwarded"] | null;
            /** @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe. */
            id: string;
            /**
             * @description An `action` is what /me makes: "Ann waves".
             * @default text
             * @enum {unknown}
             */
            kind?: "action" | "text";
            /** @description Dense from 1 in its conversation; of a reply in a thread, dense from 1 in that thread. */
            number: number;
            /**
             * @description Who pinned it and when; null: nobody.
             * @default null
             */
            pinned?: components["schemas"]["Pin"] | null;
            /**
             * @description The poll; null: none.
             * @default null
             */
            poll?: components["schemas"]["Poll"] | null;
            /**
             * @description What its links lead to, in order.
             * @default []
             */
            previews?: components["schemas"]["Preview"][];
            /**
             * @description In the order of their first.
             * @default []
             */
            reactions?: components["schemas"]["Reaction"][];
            /**
             * @description The message that it answers; null: none.
             * @default null
             */
            reply_to?: components["schemas"]["Quoted"] | null;
            /** @description When it was sent: RFC 3339, UTC, microseconds. */
            sent_at: string;
            /** @description Markdown as it was typed. Empty when deleted; may be empty when there are files. */
            text: string;
            /**
             * @description The thread below it; null: none.
             * @default null
             */
            thread?: components["schemas"]["Thread"] | null;
            /**
             * @description The id of the message whose thread this is in.
             * @default null
             */
            thread_of?: string | null;
            /**
             * @description Deleted by its author within ten seconds: clients show nothing in its place.
             * @default false
             */
            undone?: boolean;
        };
        /** MessageAnswer */
        MessageAnswer: {
            /** @description The message. */
            message: components["schemas"]["Message"];
            /** @description The message that it answers, if it does. */
            quoted: components["schemas"]["Message"][];
            /** @description Everybody whom it names. */
            users: components["schemas"]["User"][];
            /** @description As in a page. */
            votes: {
                [key: string]: number[];
            };
        };
        /**
         * MessageChange
         * @description What it says from now on, whole.
         */
        MessageChange: {
            /**
             * @description What stretches of the text mean: mentions, rooms, the group's emoji. In code points.
             * @default []
             */
            entities?: components["schemas"]["Entity"][];
            /** @description The words, as they were typed. */
            text: string;
        };
        /**
         * MessageChanged
         * @description The message as it is now. Where nothing had to change, `seq` is the end of the stream.
         */
        MessageChanged: {
            /** @description The message. */
            message: components["schemas"]["Message"];
            /** @description Its place in its stream: from 1, without gaps. */
            seq: number;
            /** @description The log it is told in, as `group:<id>`, `room:<id>`, `chat:<id>` or `user:<id>`. */
            stream: string;
        };
        /** MessageForm */
        MessageForm: {
            /**
             * @description What stretches of the text mean: mentions, rooms, the group's emoji. In code points.
             * @default []
             */
            entities?: components["schemas"]["Entity"][];
            /**
             * @description Files that I uploaded and that are in no message yet.
             * @default []
             */
            file_ids?: string[];
            /**
             * @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe.
             * @default null
             */
            id?: string | null;
            /**
             * @description Which of its kinds this is.
             * @default text
             * @enum {unknown}
             */
            kind?: "action" | "text";
            /**
             * @description The poll; null: none.
             * @default null
             */
            poll?: components["schemas"]["PollForm"] | null;
            /**
             * @description A message of this conversation (or of the same thread).
             * @default null
             */
            reply_to?: string | null;
            /** @description Kept as it was typed: 1 to 8000 characters, something in it that can be seen. May be empty with files. */
            text: string;
            /**
             * @description Goes into the thread of this message of the conversation, which is no reply in a thread itself.
             * @default null
             */
            thread_of?: string | null;
        };
        /** MessagePage */
        MessagePage: {
            /** @description Whether there is more after this page. */
            has_newer: boolean;
            /** @description Whether there is more before this page. */
            has_older: boolean;
            /** @description The oldest first. */
            messages: components["schemas"]["Message"][];
            /**
             * @description Those that messages of the page answer.
             * @default []
             */
            quoted: components["schemas"]["Message"][];
            /**
             * @description Of a thread: the message above it.
             * @default null
             */
            root: components["schemas"]["Message"] | null;
            /** @description The page is true at this place in the log. */
            seq: number;
            /** @description The log it is told in, as `group:<id>`, `room:<id>`, `chat:<id>` or `user:<id>`. */
            stream: string;
            /** @description Who wrote them and everybody whom they name: some may be in the group no more. */
            users: components["schemas"]["User"][];
            /**
             * @description What I chose in the anonymous polls of the page, by message: the polls themselves only count.
             * @default {}
             */
            votes: {
                [key: string]: number[];
            };
        };
        /** MessageSent */
        MessageSent: {
            /** @description The message. */
            message: components["schemas"]["Message"];
            /** @description Its place in its stream: from 1, without gaps. */
            seq: number;
            /** @description The log it is told in, as `group:<id>`, `room:<id>`, `chat:<id>` or `user:<id>`. */
            stream: string;
        };
        /** MissedIn */
        MissedIn: {
            /** @description The room or direct chat. */
            conversation_id: string;
            /** @description Of the unread messages: those that mean me, 100 at most. */
            mentions: number;
            /** @description In the threads that I am in, of the last 30 days; of each thread 100 at most. */
            thread_replies: number;
            /** @description Messages after my marker that are not mine. */
            unread: number;
        };
        /**
         * MyFile
         * @description One that I uploaded.
         */
        MyFile: {
            /** @description Where I sent it; null while it is in no message. */
            conversation_id: string | null;
            /** @description The file. */
            file: components["schemas"]["File"];
            /** @description Of its message: in the conversation, or in the thread that it is in. */
            number: number | null;
            /** @description When it was sent: RFC 3339, UTC, microseconds. */
            sent_at: string | null;
            /** @description The message whose thread it is in; null: none. */
            thread_of: string | null;
        };
        /** MyFiles */
        MyFiles: {
            /** @description Of everything that I uploaded and that is still there, what is on its way among it. */
            bytes: number;
            /** @description At most 20, the largest first, of those that I may still read. */
            largest: components["schemas"]["MyFile"][];
            /** @description So many there may be; null: as many as the server has room for. */
            most: number | null;
        };
        /** NewBot */
        NewBot: {
            /**
             * @description In a few words what it does, for people.
             * @default
             */
            about?: string;
            /**
             * @description Of the user. Sent again, its answer was lost: its first key has another secret.
             * @default null
             */
            id?: string | null;
            /** @description What it is called. */
            name: string;
            /**
             * @description Of its first key; null: it reads and writes messages and listens.
             * @default null
             */
            scopes?: string[] | null;
        };
        /** NewCommand */
        NewCommand: {
            /** @description In a few words what it does, for people. */
            about: string;
            /**
             * @description A little to recognise it by, never all of it.
             * @default
             */
            hint?: string;
            /**
             * @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe.
             * @default null
             */
            id?: string | null;
            /** @description What it is called. */
            name: string;
            /** @description Its address. */
            url: string;
        };
        /** NewIncomingHook */
        NewIncomingHook: {
            /**
             * @description Sent again, its answer was lost: it has another address.
             * @default null
             */
            id?: string | null;
            /** @description What it is called. */
            name: string;
        };
        /** NewInvite */
        NewInvite: {
            /** @description The code, as it was given or sent. */
            code: string;
            /** @description When it was made: RFC 3339, UTC, microseconds. */
            created_at: string;
            /** @description User id of who made it. */
            created_by: string;
            /** @description An email address; upper and lower case are the same. */
            email: string | null;
            /** @description When it ends by itself: RFC 3339, UTC; null: never. */
            expires_at: string;
            /** @description The group it belongs to; null where it belongs to none. */
            group_id: string;
            /** @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe. */
            id: string;
            /** @description How many people may come by it; null: as many as there is room for. */
            max_uses: number | null;
            /**
             * @description Owner, admin or member.
             * @enum {unknown}
             */
            role: "admin" | "member";
            /** @description Its address. */
            url: string;
            /** @description How many came by it. */
            uses: number;
        };
        /** NewKey */
        NewKey: {
            /**
             * @description Seconds, up to ten years.
             * @default null
             */
            expires_in?: number | null;
            /**
             * @description The group it belongs to; null where it belongs to none.
             * @default null
             */
            group_id?: string | null;
            /**
             * @description Sent again, its answer was lost: the key stays and has another secret.
             * @default null
             */
            id?: string | null;
            /** @description What it is called. */
            name: string;
            /**
             * @description Web origins whose pages may use the key, as `https://site.example`; none: no page may.
             * @default []
             */
            origins?: string[];
            /**
             * @description Calls a day at most; null: no limit.
             * @default null
             */
            per_day?: number | null;
            /**
             * @description Calls a minute at most.
             * @default 120
             */
            per_minute?: number;
            /**
             * @description The only room it may reach; null: all of its group.
             * @default null
             */
            room_id?: string | null;
            /** @description `messages:read`, `messages:write` …; or `micro` alone, for the owner of the instance. */
            scopes: string[];
        };
        /** NewOutgoingHook */
        NewOutgoingHook: {
            /** @description Types of events, as `message.posted`. */
            events: string[];
            /**
             * @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe.
             * @default null
             */
            id?: string | null;
            /** @description What it is called. */
            name: string;
            /**
             * @description The only room it may reach; null: all of its group.
             * @default null
             */
            room_id?: string | null;
            /** @description Its address. */
            url: string;
        };
        /** NewSecret */
        NewSecret: {
            /**
             * @description Seconds for which the secret that works now goes on working: a week, up to thirty days.
             * @default 604800
             */
            old_ends_in?: number;
        };
        /**
         * OutgoingHook
         * @description Who is told what happens in a group.
         */
        OutgoingHook: {
            /** @description Switched off by hand, or after three days of failing. */
            active: boolean;
            /** @description When it was made: RFC 3339, UTC, microseconds. */
            created_at: string;
            /** @description User id of who made it. */
            created_by: string;
            /** @description Types of events, as `message.posted`. */
            events: string[];
            /** @description When it began to fail: RFC 3339, UTC; null: it does not. */
            failing_since: string | null;
            /** @description The group it belongs to; null where it belongs to none. */
            group_id: string;
            /** @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe. */
            id: string;
            /** @description The HTTP status of the last answer; null: there was none. */
            last_status: number | null;
            /** @description What it is called. */
            name: string;
            /** @description Only what happens in this room; null: in the group and all its open rooms. */
            room_id: string | null;
            /** @description Its address. */
            url: string;
        };
        /** OutgoingHookAnswer */
        OutgoingHookAnswer: {
            /** @description The webhook. */
            hook: components["schemas"]["OutgoingHook"];
        };
        /** OutgoingHookChange */
        OutgoingHookChange: {
            /**
             * @description Whether it works now.
             * @default null
             */
            active?: boolean | null;
            /**
             * @description Types of events, as `message.posted`.
             * @default null
             */
            events?: string[] | null;
            /**
             * @description What it is called.
             * @default null
             */
            name?: string | null;
            /**
             * @description Its address.
             * @default null
             */
            url?: string | null;
        };
        /** OutgoingHookMade */
        OutgoingHookMade: {
            /** @description The webhook. */
            hook: components["schemas"]["OutgoingHook"];
            /** @description Signs what is sent. Shown this once. */
            secret: string;
        };
        /** OutgoingHooks */
        OutgoingHooks: {
            /** @description Webhooks, the oldest first. */
            hooks: components["schemas"]["OutgoingHook"][];
        };
        /**
         * Participant
         * @description Somebody in a call, once: who joins from another device gets another `id`, and the old one is out.
         */
        Participant: {
            /** @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe. */
            id: string;
            /** @description When they came: RFC 3339, UTC. */
            joined_at: string;
            /** @description The person or the bot. */
            user_id: string;
        };
        /** Pin */
        Pin: {
            /** @description When it happened: RFC 3339, UTC, microseconds. */
            at: string;
            /** @description User id of who did it. */
            by: string;
        };
        /** PinsAnswer */
        PinsAnswer: {
            /** @description Pinned last first. */
            messages: components["schemas"]["Message"][];
            /** @description The messages that are answered. */
            quoted: components["schemas"]["Message"][];
            /** @description Everybody who is named here. */
            users: components["schemas"]["User"][];
            /** @description My own choices, by the id of the message. */
            votes: {
                [key: string]: number[];
            };
        };
        /**
         * Poll
         * @description The question is the text of its message.
         */
        Poll: {
            /**
             * @description Whether nobody learns who voted for what.
             * @default false
             */
            anonymous?: boolean;
            /**
             * @description When it ended: RFC 3339, UTC; null: it is open.
             * @default null
             */
            closed_at?: string | null;
            /**
             * @description When it ends by itself: RFC 3339, UTC, within a year; null: never.
             * @default null
             */
            closes_at?: string | null;
            /**
             * @description Whether one may choose several options.
             * @default false
             */
            multiple?: boolean;
            /** @description What one may choose, in order. */
            options: components["schemas"]["PollOption"][];
            /**
             * @description How many people voted.
             * @default 0
             */
            voters?: number;
        };
        /** PollAnswer */
        PollAnswer: {
            /** @description The poll; null: none. */
            poll: components["schemas"]["Poll"];
        };
        /**
         * PollForm
         * @description A poll: its question is the message's text.
         */
        PollForm: {
            /**
             * @description Whether nobody learns who voted for what.
             * @default false
             */
            anonymous: boolean;
            /**
             * @description RFC 3339, in the future and within a year.
             * @default null
             */
            closes_at: string | null;
            /**
             * @description Whether one may choose several options.
             * @default false
             */
            multiple: boolean;
            /** @description Each 1 to 200 characters, no two the same. */
            options: string[];
        };
        /** PollOption */
        PollOption: {
            /**
             * @description How many voted for it.
             * @default 0
             */
            count?: number;
            /** @description The words, as they were typed. */
            text: string;
            /**
             * @description Who chose it, in the order of their votes; always empty in an anonymous poll.
             * @default []
             */
            user_ids?: string[];
        };
        /**
         * Preview
         * @description What a link in a message leads to.
         */
        Preview: {
            /**
             * @description What the page says of itself.
             * @default
             */
            description?: string;
            /** @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe. */
            id: string;
            /**
             * @description A picture of it; null: none.
             * @default null
             */
            image?: components["schemas"]["PreviewImage"] | null;
            /**
             * @description Which player shows it in a frame; null: none.
             * @default null
             */
            player?: ("spotify" | "vimeo" | "x" | "youtube") | null;
            /**
             * @description Loaded in a sandboxed frame, and only when somebody clicks.
             * @default null
             */
            player_url?: string | null;
            /**
             * @description What the site calls itself.
             * @default
             */
            site?: string;
            /**
             * @description Its title.
             * @default
             */
            title?: string;
            /** @description Its address. */
            url: string;
        };
        /** PreviewAnswer */
        PreviewAnswer: {
            /** @description Whether I am in the group already. */
            already_member: boolean;
            /** @description The invitation. */
            invite: components["schemas"]["InvitePreview"];
        };
        /**
         * PreviewImage
         * @description Fetched and drawn anew by this server, so that no reader's address reaches the site.
         */
        PreviewImage: {
            /** @description In pixels. */
            height: number;
            /** @description Its address. */
            url: string;
            /** @description In pixels. */
            width: number;
        };
        /** ProfileChange */
        ProfileChange: {
            /**
             * @description The password of now, to show that it is really me.
             * @default null
             */
            current_password?: string | null;
            /**
             * @description An email address; upper and lower case are the same.
             * @default null
             */
            email?: string | null;
            /**
             * @description What people call them.
             * @default null
             */
            first_name?: string | null;
            /**
             * @description The rest of their name; may be empty.
             * @default null
             */
            last_name?: string | null;
            /**
             * @description At least as long as the instance asks for; never shown again.
             * @default null
             */
            password?: string | null;
        };
        /** ProviderGif */
        ProviderGif: {
            /** @description In pixels. */
            height: number;
            /** @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe. */
            id: string;
            /** @description Its title. */
            title: string;
            /** @description A small one, by way of this server: the provider sees no reader. */
            url: string;
            /** @description In pixels. */
            width: number;
        };
        /** ProviderGifs */
        ProviderGifs: {
            /** @description What the provider found. */
            gifs: components["schemas"]["ProviderGif"][];
            /**
             * @description Who was asked.
             * @enum {unknown}
             */
            provider: "giphy" | "tenor";
        };
        /**
         * Quoted
         * @description The message that this one answers: an id, never a copy, so that erasing is real.
         */
        Quoted: {
            /** @description User id of who wrote it. */
            author_id: string;
            /** @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe. */
            id: string;
            /** @description Its place in its conversation or thread: dense, from 1, never another. */
            number: number;
        };
        /** Reaction */
        Reaction: {
            /** @description An emoji, or the id of one that the group made. */
            emoji: string;
            /** @description Who gave it, the first first; never empty. */
            user_ids: string[];
        };
        /** ResetAsked */
        ResetAsked: {
            /** @description An email address; upper and lower case are the same. */
            email: string;
        };
        /** ResetConfirmed */
        ResetConfirmed: {
            /** @description The code, as it was given or sent. */
            code: string;
            /** @description An email address; upper and lower case are the same. */
            email: string;
            /** @description At least as long as the instance asks for; never shown again. */
            password: string;
        };
        /** RetentionForm */
        RetentionForm: {
            /** @description So long a message stays, then it is erased with its files, for everybody and for good; null: for ever. */
            days: number | null;
        };
        /** RetentionPreview */
        RetentionPreview: {
            /** @description So many would be erased now. */
            messages: number;
            /** @description In so many rooms, private ones too. */
            rooms: number;
        };
        /** RoleChange */
        RoleChange: {
            /**
             * @description Owner, admin or member.
             * @enum {unknown}
             */
            role: "admin" | "member" | "owner";
        };
        /** Room */
        Room: {
            /** @description The call that goes on there; null: none. */
            call: components["schemas"]["Call"] | null;
            /** @description When it was made: RFC 3339, UTC, microseconds. */
            created_at: string;
            /** @description User id of who made it. */
            created_by: string;
            /** @description The `number` of the oldest message that is kept: those before it were erased by age. 1: all are. */
            first_number: number;
            /** @description The group it belongs to; null where it belongs to none. */
            group_id: string;
            /** @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe. */
            id: string;
            /**
             * @description Which of its kinds this is.
             * @default room
             * @enum {unknown}
             */
            kind: "room";
            /** @description The newest message; null: nothing was said yet. */
            last_message: components["schemas"]["Message"] | null;
            /** @description The `number` of the newest message; 0: nothing was said yet. */
            last_number: number;
            /** @description Of a private room; null for one that is open to the whole group. */
            member_ids: string[] | null;
            /** @description Whether only those who were chosen may read it. */
            private: boolean;
            /** @description The log it is told in, as `group:<id>`, `room:<id>`, `chat:<id>` or `user:<id>`. */
            stream: string;
            /** @description What the room is about: its name. */
            topic: string;
        };
        /** RoomAnswer */
        RoomAnswer: {
            /** @description The room. */
            room: components["schemas"]["Room"];
        };
        /** RoomChange */
        RoomChange: {
            /**
             * @description Fixed at creation for now: any value is 422 `room_kind_is_fixed`.
             * @default null
             */
            private?: boolean | null;
            /**
             * @description What the room is about: its name.
             * @default null
             */
            topic?: string | null;
        };
        /** RoomCreated */
        RoomCreated: {
            /** @description The room. */
            room: components["schemas"]["Room"];
            /** @description Its place in its stream: from 1, without gaps. */
            seq: number;
            /** @description The log it is told in, as `group:<id>`, `room:<id>`, `chat:<id>` or `user:<id>`. */
            stream: string;
        };
        /** RoomForm */
        RoomForm: {
            /**
             * @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe.
             * @default null
             */
            id?: string | null;
            /**
             * @description User ids of those who may read it; null: everybody in the group.
             * @default null
             */
            member_ids?: string[] | null;
            /**
             * @description Whether only those who were chosen may read it.
             * @default false
             */
            private?: boolean;
            /** @description What the room is about: its name. */
            topic: string;
        };
        /** RoomState */
        RoomState: {
            /** @description How far I have read, by conversation. */
            markers: components["schemas"]["Marker"][];
            /** @description The room. */
            room: components["schemas"]["Room"];
        };
        /** RouteUsage */
        RouteUsage: {
            /** @description How many requests there were. */
            calls: number;
            /** @description `2026-11-27`, UTC. */
            day: string;
            /** @description Of these, answered with 5xx. */
            failed: number;
            /** @description Of these, answered with 4xx. */
            refused: number;
            /** @description The method and the path with its names, as `GET /api/home`. */
            route: string;
        };
        /**
         * Said
         * @description What a command answered: `said` in the conversation by its bot, or `shown` to me alone.
         */
        Said: {
            /**
             * @description Which of its kinds this is.
             * @enum {unknown}
             */
            kind: "said" | "shown";
            /** @description The message. */
            message: components["schemas"]["Message"] | null;
            /** @description The words, as they were typed. */
            text: string;
        };
        /**
         * Saved
         * @description A message that I keep: its id, never a copy, so that erasing is real.
         */
        Saved: {
            /** @description The room or direct chat. */
            conversation_id: string;
            /** @description The message. */
            message_id: string;
            /**
             * @description When I want to be reminded: RFC 3339, UTC; null: never.
             * @default null
             */
            remind_at?: string | null;
            /**
             * @description Since when the reminder waits to be looked at: saving the message again, with or without a time, answers it.
             * @default null
             */
            reminded_at?: string | null;
            /** @description When it was saved: RFC 3339, UTC. */
            saved_at: string;
        };
        /** SavedAnswer */
        SavedAnswer: {
            /** @description What was saved for later. */
            saved: components["schemas"]["Saved"];
        };
        /** SavedMessage */
        SavedMessage: {
            /** @description As it is now: a tombstone when it was deleted. */
            message: components["schemas"]["Message"];
            /** @description What was saved for later. */
            saved: components["schemas"]["Saved"];
        };
        /** SavedPage */
        SavedPage: {
            /** @description Whether there is more before this page. */
            has_older: boolean;
            /** @description Those that they answer. */
            quoted: components["schemas"]["Message"][];
            /** @description What was saved last comes first. */
            saved: components["schemas"]["SavedMessage"][];
            /** @description Everybody whom they name. */
            users: components["schemas"]["User"][];
            /** @description What I chose in their anonymous polls, by message. */
            votes: {
                [key: string]: number[];
            };
        };
        /** SaveForm */
        SaveForm: {
            /**
             * @description In the future and within five years. Absent: no reminder, and one that waits is answered.
             * @default null
             */
            remind_at?: string | null;
        };
        /** ScheduleChange */
        ScheduleChange: {
            /**
             * @description Of the new text.
             * @default []
             */
            entities?: components["schemas"]["Entity"][];
            /**
             * @description When it is sent: RFC 3339, UTC.
             * @default null
             */
            send_at?: string | null;
            /**
             * @description The words, as they were typed.
             * @default null
             */
            text?: string | null;
        };
        /** Scheduled */
        Scheduled: {
            /** @description The room or direct chat. */
            conversation_id: string;
            /**
             * @description Why it was not sent when it was due; it waits to be changed, sent or deleted.
             * @default null
             */
            failure?: string | null;
            /** @description Also that of the message when it is sent. */
            id: string;
            /** @description The message. */
            message: components["schemas"]["ScheduledWords"];
            /** @description When it is sent: RFC 3339, UTC. */
            send_at: string;
        };
        /** ScheduledAnswer */
        ScheduledAnswer: {
            /** @description What is to be sent at its time. */
            scheduled: components["schemas"]["Scheduled"];
        };
        /** ScheduledList */
        ScheduledList: {
            /** @description What is due first comes first. */
            scheduled: components["schemas"]["Scheduled"][];
        };
        /** ScheduledMade */
        ScheduledMade: {
            /** @description Null when the same request came again after it was sent or deleted. */
            scheduled: components["schemas"]["Scheduled"] | null;
            /** @description Its place in its stream: from 1, without gaps. */
            seq: number;
            /** @description The log it is told in, as `group:<id>`, `room:<id>`, `chat:<id>` or `user:<id>`. */
            stream: string;
        };
        /**
         * ScheduledWords
         * @description The form of a message without its id: that is the id of what is scheduled.
         */
        ScheduledWords: {
            /**
             * @description What stretches of the text mean: mentions, rooms, the group's emoji. In code points.
             * @default []
             */
            entities?: components["schemas"]["Entity"][];
            /**
             * @description Files that I uploaded and that are in no message yet.
             * @default []
             */
            file_ids?: string[];
            /**
             * @description Which of its kinds this is.
             * @default text
             * @enum {unknown}
             */
            kind?: "action" | "text";
            /**
             * @description The poll; null: none.
             * @default null
             */
            poll?: components["schemas"]["PollForm"] | null;
            /**
             * @description A message of this conversation (or of the same thread).
             * @default null
             */
            reply_to?: string | null;
            /** @description Kept as it was typed: 1 to 8000 characters, something in it that can be seen. May be empty with files. */
            text: string;
            /**
             * @description Goes into the thread of this message of the conversation, which is no reply in a thread itself.
             * @default null
             */
            thread_of?: string | null;
        };
        /** ScheduleForm */
        ScheduleForm: {
            /**
             * @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe.
             * @default null
             */
            id?: string | null;
            /** @description The message. */
            message: components["schemas"]["ScheduledWords"];
            /** @description In the future and within five years. */
            send_at: string;
        };
        /** SearchAnswer */
        SearchAnswer: {
            /**
             * @description There is more: the same question with it gives the next page.
             * @default null
             */
            cursor?: string | null;
            /** @description The newest first. */
            hits: components["schemas"]["Hit"][];
            /** @description Who wrote them. */
            users: components["schemas"]["User"][];
        };
        /** Seen */
        Seen: {
            /** @description Its place in its conversation or thread: dense, from 1, never another. */
            number: number;
        };
        /**
         * SeenAll
         * @description Nothing to say beside that I have seen everything.
         */
        SeenAll: Record<string, never>;
        /** SeenAllAnswer */
        SeenAllAnswer: {
            /** @description Those that moved. */
            markers: components["schemas"]["Marker"][];
        };
        /** Session */
        Session: {
            /** @description When it was made: RFC 3339, UTC, microseconds. */
            created_at: string;
            /** @description Whether it is the one that asks. */
            current: boolean;
            /** @description The browser and the system, as far as they say. */
            device: string;
            /** @description When it ends by itself: RFC 3339, UTC; null: never. */
            expires_at: string;
            /** @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe. */
            id: string;
            /** @description When it was last used: RFC 3339, UTC; null: never. */
            last_used_at: string;
        };
        /** SessionsAnswer */
        SessionsAnswer: {
            /** @description Where I am signed in, the newest first. */
            sessions: components["schemas"]["Session"][];
        };
        /** Shelf */
        Shelf: {
            /** @description The newest first. */
            gifs: components["schemas"]["Gif"][];
            /** @description Whether there is more before this page. */
            has_older: boolean;
            /** @description Who else may be asked; null: nobody. */
            provider: ("giphy" | "tenor") | null;
        };
        /** SignedUp */
        SignedUp: {
            /** @description The group that was joined on the way; null: none. */
            joined: components["schemas"]["Joined"] | null;
            /** @description The person or the bot. */
            user: components["schemas"]["Me"];
        };
        /**
         * SignUp
         * @description `invite`: the code of an invite, which is then accepted with the account. `setup_code`: printed by the server.
         */
        SignUp: {
            /** @description An email address; upper and lower case are the same. */
            email: string;
            /** @description What people call them. */
            first_name: string;
            /**
             * @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe.
             * @default null
             */
            id?: string | null;
            /**
             * @description The invitation.
             * @default null
             */
            invite?: string | null;
            /** @description The rest of their name; may be empty. */
            last_name: string;
            /** @description At least as long as the instance asks for; never shown again. */
            password: string;
            /**
             * @description The code on the terminal of the server; the first person needs it.
             * @default null
             */
            setup_code?: string | null;
        };
        /**
         * Snapshot
         * @description The state of one stream, true at `seq`. Counters and last messages, never whole histories.
         */
        Snapshot: {
            /** @description 16 hex digits of the chain up to here. */
            hash: string;
            /** @description Its place in its stream: from 1, without gaps. */
            seq: number;
            /** @description The state it is in. */
            state: components["schemas"]["GroupState"] | components["schemas"]["RoomState"] | components["schemas"]["ChatState"] | components["schemas"]["UserState"];
            /** @description The log it is told in, as `group:<id>`, `room:<id>`, `chat:<id>` or `user:<id>`. */
            stream: string;
        };
        /**
         * Spoken
         * @description What was sent, or answered. Of an answer at most 4 KiB.
         */
        Spoken: {
            /** @description The body as text, cut where it is long. */
            body: string;
            /** @description HTTP headers, by name. */
            headers: {
                [key: string]: string;
            };
        };
        /** Storage */
        Storage: {
            /** @description Bytes of the database. */
            database: number;
            /** @description Of the data folder. */
            disk: components["schemas"]["Disk"];
            /** @description Bytes of everything that was uploaded and is still there, each once however often it was sent. */
            uploads: number;
            /**
             * @description Whether uploads are on this disk.
             * @enum {unknown}
             */
            uploads_at: "bucket" | "here";
        };
        /**
         * StreamFloor
         * @description A stream that I read, and the `seq` below which none of it is mine.
         */
        StreamFloor: {
            /** @description Nothing below this `seq` is shown to this reader. */
            floor: number;
            /** @description The log it is told in, as `group:<id>`, `room:<id>`, `chat:<id>` or `user:<id>`. */
            stream: string;
        };
        /** StreamHead */
        StreamHead: {
            /** @description 16 hex digits of the chain up to here. */
            hash: string;
            /** @description Its place in its stream: from 1, without gaps. */
            seq: number;
        };
        /**
         * Thread
         * @description What hangs below a message: its replies are numbered from 1 on their own.
         */
        Thread: {
            /** @description The number of the newest reply. */
            count: number;
            /**
             * @description The number of the oldest reply that is kept, where others were erased by age.
             * @default 1
             */
            first_number?: number;
            /** @description When something was last said there: RFC 3339, UTC. */
            last_at: string;
            /** @description Who wrote in it, the first first, five at most. */
            user_ids: string[];
        };
        /** ThreadSeen */
        ThreadSeen: {
            /** @description Of the newest reply that I have read. */
            number: number;
        };
        /** ThreadSeenAnswer */
        ThreadSeenAnswer: {
            /** @description How far I have read this thread. */
            number: number;
        };
        /** UnreadFrom */
        UnreadFrom: {
            /** @description The `number` from which on it is unread. */
            from: number;
        };
        /**
         * Upload
         * @description Something on its way, by the tus protocol (1.0).
         */
        Upload: {
            /** @description When it ends by itself: RFC 3339, UTC; null: never. */
            expires_at: string;
            /** @description The file's, once it is all there. */
            id: string;
            /** @description What it is called. */
            name: string;
            /** @description So many bytes are kept: send what comes after them. */
            offset: number;
            /** @description In bytes. */
            size: number;
        };
        /** UploadAnswer */
        UploadAnswer: {
            /** @description The upload as far as it has come. */
            upload: components["schemas"]["Upload"];
        };
        /** Usage */
        Usage: {
            /** @description One row for each day and route. */
            usage: components["schemas"]["RouteUsage"][];
        };
        /** UseForm */
        UseForm: {
            /** @description Of a provider's gif. */
            id: string;
        };
        /**
         * User
         * @description A person or a bot as others see them. Never an email.
         */
        User: {
            /** @description Of a bot, all of its name. */
            first_name: string;
            /** @description A UUID in lower case. Whoever creates something may choose it, and sending it again is then safe. */
            id: string;
            /**
             * @description Which of its kinds this is.
             * @enum {unknown}
             */
            kind: "bot" | "deleted" | "person" | "placeholder";
            /** @description The rest of their name; may be empty. */
            last_name: string;
        };
        /** UserAnswer */
        UserAnswer: {
            /** @description The person or the bot. */
            user: components["schemas"]["Me"];
        };
        /** UserState */
        UserState: {
            /** @description What I began to write, one for each conversation and thread. */
            drafts: components["schemas"]["Draft"][];
            /** @description Invitations, the newest first. */
            invites: components["schemas"]["InviteToMe"][];
            /** @description How far I have read, by conversation. */
            markers: components["schemas"]["Marker"][];
            /** @description Myself. */
            me: components["schemas"]["Me"];
            /** @description What was saved for later. */
            saved: components["schemas"]["Saved"][];
            /** @description What is to be sent at its time. */
            scheduled: components["schemas"]["Scheduled"][];
            /** @description Streams, each with the floor below which nothing is shown. */
            streams: components["schemas"]["StreamFloor"][];
        };
        /**
         * VoteAnswer
         * @description `votes` are mine, in order.
         */
        VoteAnswer: {
            /** @description The poll; null: none. */
            poll: components["schemas"]["Poll"];
            /** @description My own choices, by the id of the message. */
            votes: number[];
        };
        /** VoteForm */
        VoteForm: {
            /** @description Their places in the poll, from 0, each once. */
            options: number[];
        };
    };
    responses: {
        /** @description The request could not be read. Codes: `malformed`, `repeated_parameter`, `key_in_address`. */
        400.1: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The request could not be read. Codes: `malformed`, `repeated_parameter`, `key_in_address`. */
        400.2: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
                "text/plain": string;
            };
        };
        /** @description Nobody is signed in, or no longer. Codes: `not_signed_in`, `wrong_email_or_password`. */
        401.1: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Nobody is signed in, or no longer. Codes: `not_signed_in`. */
        401.2: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A member without the right, or a page of another site. Codes: `cross_site`. */
        403.1: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A member without the right, or a page of another site. Codes: `cross_site`, `not_for_keys`. */
        403.2: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A member without the right, or a page of another site. Codes: `cross_site`, `not_for_keys`, `wrong_password`. */
        403.3: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A member without the right, or a page of another site. Codes: `cross_site`, `sign_up_is_closed`, `setup_code_is_wrong`. */
        403.4: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A member without the right, or a page of another site. Codes: `scope_missing`, `origin_not_allowed`. */
        403.5: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A member without the right, or a page of another site. Codes: `cross_site`, `scope_missing`, `origin_not_allowed`. */
        403.6: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A member without the right, or a page of another site. Codes: `cross_site`, `scope_missing`, `origin_not_allowed`, `not_allowed`. */
        403.7: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A member without the right, or a page of another site. Codes: `scope_missing`, `origin_not_allowed`, `not_allowed`. */
        403.8: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A member without the right, or a page of another site. Codes: `cross_site`, `scope_missing`, `origin_not_allowed`, `chat_is_read_only`. */
        403.9: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A member without the right, or a page of another site. Codes: `cross_site`, `scope_missing`, `origin_not_allowed`, `not_your_message`. */
        "403.10": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A member without the right, or a page of another site. Codes: `cross_site`, `not_for_keys`, `chat_is_read_only`. */
        403.11: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A member without the right, or a page of another site. Codes: `cross_site`, `scope_missing`, `origin_not_allowed`, `no_longer_yours`, `chat_is_read_only`. */
        403.12: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A member without the right, or a page of another site. Codes: `cross_site`, `not_for_keys`, `not_allowed`. */
        403.13: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A member without the right, or a page of another site. Codes: `not_allowed`. */
        403.14: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A member without the right, or a page of another site. Codes: `cross_site`. */
        403.15: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
                "text/plain": string;
            };
        };
        /** @description Not there, or not yours. Codes: `not_found`. */
        404.1: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Not there, or not yours. Codes: `not_found`, `invite_is_not_valid`. */
        404.2: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Not there, or not yours. Codes: `not_found`, `gifs_are_off`. */
        404.3: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Not there, or not yours. Codes: `not_found`. */
        404.4: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
                "text/plain": string;
            };
        };
        /** @description The body did not arrive in time. Codes: `body_is_late`. */
        408.1: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The body did not arrive in time. Codes: `body_is_late`. */
        408.2: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
                "text/plain": string;
            };
        };
        /** @description It collides with something that is already there. Codes: `conflict`. */
        409.1: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description It collides with something that is already there. Codes: `conflict`, `email_taken`. */
        409.2: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description It collides with something that is already there. Codes: `conflict`, `mail_is_off`. */
        409.3: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description It collides with something that is already there. Codes: `conflict`, `email_taken`, `id_taken`. */
        409.4: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description It collides with something that is already there. Codes: `conflict`, `id_taken`. */
        409.5: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description It collides with something that is already there. Codes: `conflict`, `last_owner`. */
        409.6: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description It collides with something that is already there. Codes: `conflict`, `id_taken`, `message_is_deleted`. */
        409.7: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description It collides with something that is already there. Codes: `conflict`, `message_is_deleted`. */
        409.8: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description It collides with something that is already there. Codes: `conflict`, `poll_is_closed`. */
        409.9: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description It collides with something that is already there. Codes: `conflict`, `upload_is_elsewhere`. */
        "409.10": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description It collides with something that is already there. Codes: `upload_is_not_done`. */
        409.11: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description It collides with something that is already there. Codes: `conflict`, `emoji_name_is_taken`, `too_many_emoji`. */
        409.12: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description It collides with something that is already there. Codes: `conflict`, `too_many_gifs`. */
        409.13: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description It collides with something that is already there. Codes: `conflict`, `call_is_full`, `id_taken`. */
        409.14: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description It collides with something that is already there. Codes: `conflict`, `too_many_saved`. */
        409.15: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description It collides with something that is already there. Codes: `conflict`, `too_many_drafts`. */
        409.16: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description It collides with something that is already there. Codes: `conflict`, `id_taken`, `too_many_scheduled`. */
        409.17: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description It collides with something that is already there. Codes: `conflict`, `already_sent`. */
        409.18: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description It collides with something that is already there. Codes: `conflict`, `id_taken`, `too_many_keys`. */
        409.19: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description It collides with something that is already there. Codes: `conflict`, `two_secrets`. */
        "409.20": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description It collides with something that is already there. Codes: `conflict`, `import_does_not_ask`, `import_is_busy`. */
        409.21: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description It collides with something that is already there. Codes: `conflict`, `id_taken`, `too_many_bots`, `too_many_keys`. */
        409.22: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description It collides with something that is already there. Codes: `conflict`, `id_taken`, `too_many_hooks`, `too_many_bots`. */
        409.23: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description It collides with something that is already there. Codes: `conflict`. */
        409.24: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
                "text/plain": string;
            };
        };
        /** @description It collides with something that is already there. Codes: `conflict`, `id_taken`, `too_many_hooks`. */
        409.25: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description It collides with something that is already there. Codes: `conflict`, `hook_is_off`. */
        409.26: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description It collides with something that is already there. Codes: `conflict`, `id_taken`, `command_is_taken`, `too_many_hooks`, `too_many_bots`. */
        409.27: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The body is larger than 256 KiB, or a file larger than the instance takes. Codes: `too_large`. */
        413.1: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The body is larger than 256 KiB, or a file larger than the instance takes. Codes: `too_large`. */
        413.2: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
                "text/plain": string;
            };
        };
        /** @description The body is of another media type. Codes: `content_encoding_refused`, `not_json`. */
        415.1: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The body is of another media type. Codes: `content_encoding_refused`, `not_json`. */
        415.2: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
                "text/plain": string;
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`. */
        422.1: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`, `code_is_wrong`. */
        422.2: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`, `group_is_full`. */
        422.3: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`, `email_is_not_valid`, `too_many_invites`. */
        422.4: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`, `not_in_the_group`, `only_private_rooms_choose`, `empty`, `too_long`. */
        422.5: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`, `room_kind_is_fixed`, `empty`, `too_long`. */
        422.6: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`, `nobody_else`. */
        422.7: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`, `not_in_the_conversation`, `empty`, `too_long`, `text_not_storable`, `entity_is_not_valid`, `file_is_not_yours`, `options_are_alike`, `closing_time_is_wrong`. */
        422.8: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`, `message_is_fixed`, `edited_too_often`, `empty`, `too_long`, `text_not_storable`, `entity_is_not_valid`. */
        422.9: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`, `not_an_emoji`, `too_many_reactions`. */
        "422.10": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`, `too_many_pins`. */
        422.11: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`, `polls_stay`. */
        422.12: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`, `no_such_option`, `one_choice_only`, `repeated`. */
        422.13: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`, `file_is_empty`, `picture_is_too_large`, `waveform_is_wrong`, `no_room_left`. */
        422.14: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`, `file_is_empty`, `picture_is_too_large`, `waveform_is_wrong`. */
        422.15: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`, `emoji_name_is_wrong`, `not_a_picture`, `picture_is_too_large`. */
        422.16: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`, `not_a_gif`, `tags_are_wrong`, `picture_is_too_large`, `file_is_empty`, `no_room_left`. */
        422.17: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`, `no_room_left`. */
        422.18: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`, `not_in_the_future`, `too_far_away`, `time_is_not_valid`. */
        422.19: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`, `too_long`, `text_not_storable`. */
        "422.20": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`, `not_in_the_future`, `too_far_away`, `time_is_not_valid`, `empty`, `too_long`, `text_not_storable`, `file_is_not_yours`. */
        422.21: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`, `not_in_the_future`, `too_far_away`, `time_is_not_valid`, `empty`, `too_long`, `text_not_storable`. */
        422.22: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`, `nothing_to_search`, `too_many_words`, `too_many_filters`, `not_a_choice`, `not_a_day`, `no_such_person`, `no_such_place`, `search_takes_too_long`. */
        422.23: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`, `unknown_scope`, `micro_stands_alone`, `not_an_origin`. */
        422.24: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`, `not_an_origin`. */
        422.25: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`, `last_secret`. */
        422.26: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`, `file_is_not_yours`. */
        422.27: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`, `not_a_member`. */
        422.28: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`, `group_is_missing`. */
        422.29: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`, `group_is_full`, `unknown_scope`, `micro_stands_alone`, `not_an_origin`. */
        "422.30": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`, `room_is_private`, `group_is_full`. */
        422.31: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`. */
        422.32: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
                "text/plain": string;
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`, `unknown_event`, `address_is_wrong`. */
        422.33: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`, `command_name_is_wrong`, `address_is_wrong`, `group_is_full`. */
        422.34: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`, `address_is_wrong`. */
        422.35: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description A rule is broken; `field` names the input. Codes: `missing`, `wrong_type`, `unknown_field`, `no_such_command`, `command_failed`. */
        422.36: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Too many; `Retry-After` says when again. Codes: `too_many`. */
        429.1: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Too many; `Retry-After` says when again. Codes: `too_many`, `key_limit`, `key_quota`. */
        429.2: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Too many; `Retry-After` says when again. Codes: `too_many`, `key_limit`, `key_quota`, `too_many_uploads`. */
        429.3: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Too many; `Retry-After` says when again. Codes: `too_many`, `too_many_imports`. */
        429.4: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Too many; `Retry-After` says when again. Codes: `too_many`, `too_many_exports`. */
        429.5: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Too many; `Retry-After` says when again. Codes: `too_many`. */
        429.6: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
                "text/plain": string;
            };
        };
        /** @description Not certain or not possible now; sending it again is safe. Codes: `unknown`. */
        503.1: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Not certain or not possible now; sending it again is safe. Codes: `unknown`, `gif_provider_is_away`. */
        503.2: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Not certain or not possible now; sending it again is safe. Codes: `unknown`, `media_server_is_away`. */
        503.3: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Not certain or not possible now; sending it again is safe. Codes: `unknown`. */
        503.4: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorBody"];
                "text/plain": string;
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description Seconds until it is worth trying again. */
        "Retry-After": number;
        /** @description By which the server's log tells what happened. */
        "X-Request-Id": string;
    };
    pathItems: never;
}
export type Accepted = components['schemas']['Accepted'];
export type AccountDeletion = components['schemas']['AccountDeletion'];
export type Audit = components['schemas']['Audit'];
export type AuditEntry = components['schemas']['AuditEntry'];
export type Bot = components['schemas']['Bot'];
export type BotAnswer = components['schemas']['BotAnswer'];
export type BotChange = components['schemas']['BotChange'];
export type BotKey = components['schemas']['BotKey'];
export type BotMade = components['schemas']['BotMade'];
export type Bots = components['schemas']['Bots'];
export type Call = components['schemas']['Call'];
export type CallAnswer = components['schemas']['CallAnswer'];
export type CallJoined = components['schemas']['CallJoined'];
export type CatchUp = components['schemas']['CatchUp'];
export type Chat = components['schemas']['Chat'];
export type ChatCreated = components['schemas']['ChatCreated'];
export type ChatForm = components['schemas']['ChatForm'];
export type ChatsAnswer = components['schemas']['ChatsAnswer'];
export type ChatState = components['schemas']['ChatState'];
export type CodeGiven = components['schemas']['CodeGiven'];
export type Command = components['schemas']['Command'];
export type CommandAnswer = components['schemas']['CommandAnswer'];
export type CommandCall = components['schemas']['CommandCall'];
export type CommandChange = components['schemas']['CommandChange'];
export type CommandMade = components['schemas']['CommandMade'];
export type Commands = components['schemas']['Commands'];
export type CommandSaid = components['schemas']['CommandSaid'];
export type Credentials = components['schemas']['Credentials'];
export type CustomEmoji = components['schemas']['CustomEmoji'];
export type DayAnswer = components['schemas']['DayAnswer'];
export type Deliveries = components['schemas']['Deliveries'];
export type Delivery = components['schemas']['Delivery'];
export type DeliveryAnswer = components['schemas']['DeliveryAnswer'];
export type Disk = components['schemas']['Disk'];
export type Draft = components['schemas']['Draft'];
export type DraftAnswer = components['schemas']['DraftAnswer'];
export type DraftForm = components['schemas']['DraftForm'];
export type Edit = components['schemas']['Edit'];
export type EditsAnswer = components['schemas']['EditsAnswer'];
export type EmojiCreated = components['schemas']['EmojiCreated'];
export type Entity = components['schemas']['Entity'];
export type ErrorBody = components['schemas']['ErrorBody'];
export type Export = components['schemas']['Export'];
export type ExportAnswer = components['schemas']['ExportAnswer'];
export type ExportForm = components['schemas']['ExportForm'];
export type ExportsAnswer = components['schemas']['ExportsAnswer'];
export type File = components['schemas']['File'];
export type FileAnswer = components['schemas']['FileAnswer'];
export type Forwarded = components['schemas']['Forwarded'];
export type ForwardForm = components['schemas']['ForwardForm'];
export type Gallery = components['schemas']['Gallery'];
export type GalleryFile = components['schemas']['GalleryFile'];
export type Gif = components['schemas']['Gif'];
export type GifAdded = components['schemas']['GifAdded'];
export type Grant = components['schemas']['Grant'];
export type Group = components['schemas']['Group'];
export type GroupAnswer = components['schemas']['GroupAnswer'];
export type GroupChange = components['schemas']['GroupChange'];
export type GroupCreated = components['schemas']['GroupCreated'];
export type GroupForm = components['schemas']['GroupForm'];
export type GroupOfMine = components['schemas']['GroupOfMine'];
export type GroupsAnswer = components['schemas']['GroupsAnswer'];
export type GroupState = components['schemas']['GroupState'];
export type GroupWithHeads = components['schemas']['GroupWithHeads'];
export type Hit = components['schemas']['Hit'];
export type Home = components['schemas']['Home'];
export type HomeGroup = components['schemas']['HomeGroup'];
export type IceServer = components['schemas']['IceServer'];
export type IceServers = components['schemas']['IceServers'];
export type Import = components['schemas']['Import'];
export type ImportAnswer = components['schemas']['ImportAnswer'];
export type ImportForm = components['schemas']['ImportForm'];
export type ImportPerson = components['schemas']['ImportPerson'];
export type ImportRoom = components['schemas']['ImportRoom'];
export type ImportsAnswer = components['schemas']['ImportsAnswer'];
export type ImportStart = components['schemas']['ImportStart'];
export type IncomingHook = components['schemas']['IncomingHook'];
export type IncomingHookMade = components['schemas']['IncomingHookMade'];
export type IncomingHooks = components['schemas']['IncomingHooks'];
export type Instance = components['schemas']['Instance'];
export type Invite = components['schemas']['Invite'];
export type InviteCreated = components['schemas']['InviteCreated'];
export type InvitedGroup = components['schemas']['InvitedGroup'];
export type InviteForm = components['schemas']['InviteForm'];
export type InvitePreview = components['schemas']['InvitePreview'];
export type InvitesAnswer = components['schemas']['InvitesAnswer'];
export type InvitesToMeAnswer = components['schemas']['InvitesToMeAnswer'];
export type InviteToMe = components['schemas']['InviteToMe'];
export type Joined = components['schemas']['Joined'];
export type JoinForm = components['schemas']['JoinForm'];
export type Key = components['schemas']['Key'];
export type KeyAnswer = components['schemas']['KeyAnswer'];
export type KeyChange = components['schemas']['KeyChange'];
export type KeyMade = components['schemas']['KeyMade'];
export type Keys = components['schemas']['Keys'];
export type KeySecret = components['schemas']['KeySecret'];
export type LeaveForm = components['schemas']['LeaveForm'];
export type LinkAnswer = components['schemas']['LinkAnswer'];
export type LogEvent = components['schemas']['LogEvent'];
export type LogPage = components['schemas']['LogPage'];
export type Marker = components['schemas']['Marker'];
export type MarkerAnswer = components['schemas']['MarkerAnswer'];
export type Me = components['schemas']['Me'];
export type Member = components['schemas']['Member'];
export type MemberAnswer = components['schemas']['MemberAnswer'];
export type Message = components['schemas']['Message'];
export type MessageAnswer = components['schemas']['MessageAnswer'];
export type MessageChange = components['schemas']['MessageChange'];
export type MessageChanged = components['schemas']['MessageChanged'];
export type MessageForm = components['schemas']['MessageForm'];
export type MessagePage = components['schemas']['MessagePage'];
export type MessageSent = components['schemas']['MessageSent'];
export type MissedIn = components['schemas']['MissedIn'];
export type MyFile = components['schemas']['MyFile'];
export type MyFiles = components['schemas']['MyFiles'];
export type NewBot = components['schemas']['NewBot'];
export type NewCommand = components['schemas']['NewCommand'];
export type NewIncomingHook = components['schemas']['NewIncomingHook'];
export type NewInvite = components['schemas']['NewInvite'];
export type NewKey = components['schemas']['NewKey'];
export type NewOutgoingHook = components['schemas']['NewOutgoingHook'];
export type NewSecret = components['schemas']['NewSecret'];
export type OutgoingHook = components['schemas']['OutgoingHook'];
export type OutgoingHookAnswer = components['schemas']['OutgoingHookAnswer'];
export type OutgoingHookChange = components['schemas']['OutgoingHookChange'];
export type OutgoingHookMade = components['schemas']['OutgoingHookMade'];
export type OutgoingHooks = components['schemas']['OutgoingHooks'];
export type Participant = components['schemas']['Participant'];
export type Pin = components['schemas']['Pin'];
export type PinsAnswer = components['schemas']['PinsAnswer'];
export type Poll = components['schemas']['Poll'];
export type PollAnswer = components['schemas']['PollAnswer'];
export type PollForm = components['schemas']['PollForm'];
export type PollOption = components['schemas']['PollOption'];
export type Preview = components['schemas']['Preview'];
export type PreviewAnswer = components['schemas']['PreviewAnswer'];
export type PreviewImage = components['schemas']['PreviewImage'];
export type ProfileChange = components['schemas']['ProfileChange'];
export type ProviderGif = components['schemas']['ProviderGif'];
export type ProviderGifs = components['schemas']['ProviderGifs'];
export type Quoted = components['schemas']['Quoted'];
export type Reaction = components['schemas']['Reaction'];
export type ResetAsked = components['schemas']['ResetAsked'];
export type ResetConfirmed = components['schemas']['ResetConfirmed'];
export type RetentionForm = components['schemas']['RetentionForm'];
export type RetentionPreview = components['schemas']['RetentionPreview'];
export type RoleChange = components['schemas']['RoleChange'];
export type Room = components['schemas']['Room'];
export type RoomAnswer = components['schemas']['RoomAnswer'];
export type RoomChange = components['schemas']['RoomChange'];
export type RoomCreated = components['schemas']['RoomCreated'];
export type RoomForm = components['schemas']['RoomForm'];
export type RoomState = components['schemas']['RoomState'];
export type RouteUsage = components['schemas']['RouteUsage'];
export type Said = components['schemas']['Said'];
export type Saved = components['schemas']['Saved'];
export type SavedAnswer = components['schemas']['SavedAnswer'];
export type SavedMessage = components['schemas']['SavedMessage'];
export type SavedPage = components['schemas']['SavedPage'];
export type SaveForm = components['schemas']['SaveForm'];
export type ScheduleChange = components['schemas']['ScheduleChange'];
export type Scheduled = components['schemas']['Scheduled'];
export type ScheduledAnswer = components['schemas']['ScheduledAnswer'];
export type ScheduledList = components['schemas']['ScheduledList'];
export type ScheduledMade = components['schemas']['ScheduledMade'];
export type ScheduledWords = components['schemas']['ScheduledWords'];
export type ScheduleForm = components['schemas']['ScheduleForm'];
export type SearchAnswer = components['schemas']['SearchAnswer'];
export type Seen = components['schemas']['Seen'];
export type SeenAll = components['schemas']['SeenAll'];
export type SeenAllAnswer = components['schemas']['SeenAllAnswer'];
export type Session = components['schemas']['Session'];
export type SessionsAnswer = components['schemas']['SessionsAnswer'];
export type Shelf = components['schemas']['Shelf'];
export type SignedUp = components['schemas']['SignedUp'];
export type SignUp = components['schemas']['SignUp'];
export type Snapshot = components['schemas']['Snapshot'];
export type Spoken = components['schemas']['Spoken'];
export type Storage = components['schemas']['Storage'];
export type StreamFloor = components['schemas']['StreamFloor'];
export type StreamHead = components['schemas']['StreamHead'];
export type Thread = components['schemas']['Thread'];
export type ThreadSeen = components['schemas']['ThreadSeen'];
export type ThreadSeenAnswer = components['schemas']['ThreadSeenAnswer'];
export type UnreadFrom = components['schemas']['UnreadFrom'];
export type Upload = components['schemas']['Upload'];
export type UploadAnswer = components['schemas']['UploadAnswer'];
export type Usage = components['schemas']['Usage'];
export type UseForm = components['schemas']['UseForm'];
export type User = components['schemas']['User'];
export type UserAnswer = components['schemas']['UserAnswer'];
export type UserState = components['schemas']['UserState'];
export type VoteAnswer = components['schemas']['VoteAnswer'];
export type VoteForm = components['schemas']['VoteForm'];
export type Response400_1 = components['responses']['400.1'];
export type Response400_2 = components['responses']['400.2'];
export type Response401_1 = components['responses']['401.1'];
export type Response401_2 = components['responses']['401.2'];
export type Response403_1 = components['responses']['403.1'];
export type Response403_2 = components['responses']['403.2'];
export type Response403_3 = components['responses']['403.3'];
export type Response403_4 = components['responses']['403.4'];
export type Response403_5 = components['responses']['403.5'];
export type Response403_6 = components['responses']['403.6'];
export type Response403_7 = components['responses']['403.7'];
export type Response403_8 = components['responses']['403.8'];
export type Response403_9 = components['responses']['403.9'];
export type Response403_10 = components['responses']['403.10'];
export type Response403_11 = components['responses']['403.11'];
export type Response403_12 = components['responses']['403.12'];
export type Response403_13 = components['responses']['403.13'];
export type Response403_14 = components['responses']['403.14'];
export type Response403_15 = components['responses']['403.15'];
export type Response404_1 = components['responses']['404.1'];
export type Response404_2 = components['responses']['404.2'];
export type Response404_3 = components['responses']['404.3'];
export type Response404_4 = components['responses']['404.4'];
export type Response408_1 = components['responses']['408.1'];
export type Response408_2 = components['responses']['408.2'];
export type Response409_1 = components['responses']['409.1'];
export type Response409_2 = components['responses']['409.2'];
export type Response409_3 = components['responses']['409.3'];
export type Response409_4 = components['responses']['409.4'];
export type Response409_5 = components['responses']['409.5'];
export type Response409_6 = components['responses']['409.6'];
export type Response409_7 = components['responses']['409.7'];
export type Response409_8 = components['responses']['409.8'];
export type Response409_9 = components['responses']['409.9'];
export type Response409_10 = components['responses']['409.10'];
export type Response409_11 = components['responses']['409.11'];
export type Response409_12 = components['responses']['409.12'];
export type Response409_13 = components['responses']['409.13'];
export type Response409_14 = components['responses']['409.14'];
export type Response409_15 = components['responses']['409.15'];
export type Response409_16 = components['responses']['409.16'];
export type Response409_17 = components['responses']['409.17'];
export type Response409_18 = components['responses']['409.18'];
export type Response409_19 = components['responses']['409.19'];
export type Response409_20 = components['responses']['409.20'];
export type Response409_21 = components['responses']['409.21'];
export type Response409_22 = components['responses']['409.22'];
export type Response409_23 = components['responses']['409.23'];
export type Response409_24 = components['responses']['409.24'];
export type Response409_25 = components['responses']['409.25'];
export type Response409_26 = components['responses']['409.26'];
export type Response409_27 = components['responses']['409.27'];
export type Response413_1 = components['responses']['413.1'];
export type Response413_2 = components['responses']['413.2'];
export type Response415_1 = components['responses']['415.1'];
export type Response415_2 = components['responses']['415.2'];
export type Response422_1 = components['responses']['422.1'];
export type Response422_2 = components['responses']['422.2'];
export type Response422_3 = components['responses']['422.3'];
export type Response422_4 = components['responses']['422.4'];
export type Response422_5 = components['responses']['422.5'];
export type Response422_6 = components['responses']['422.6'];
export type Response422_7 = components['responses']['422.7'];
export type Response422_8 = components['responses']['422.8'];
export type Response422_9 = components['responses']['422.9'];
export type Response422_10 = components['responses']['422.10'];
export type Response422_11 = components['responses']['422.11'];
export type Response422_12 = components['responses']['422.12'];
export type Response422_13 = components['responses']['422.13'];
export type Response422_14 = components['responses']['422.14'];
export type Response422_15 = components['responses']['422.15'];
export type Response422_16 = components['responses']['422.16'];
export type Response422_17 = components['responses']['422.17'];
export type Response422_18 = components['responses']['422.18'];
export type Response422_19 = components['responses']['422.19'];
export type Response422_20 = components['responses']['422.20'];
export type Response422_21 = components['responses']['422.21'];
export type Response422_22 = components['responses']['422.22'];
export type Response422_23 = components['responses']['422.23'];
export type Response422_24 = components['responses']['422.24'];
export type Response422_25 = components['responses']['422.25'];
export type Response422_26 = components['responses']['422.26'];
export type Response422_27 = components['responses']['422.27'];
export type Response422_28 = components['responses']['422.28'];
export type Response422_29 = components['responses']['422.29'];
export type Response422_30 = components['responses']['422.30'];
export type Response422_31 = components['responses']['422.31'];
export type Response422_32 = components['responses']['422.32'];
export type Response422_33 = components['responses']['422.33'];
export type Response422_34 = components['responses']['422.34'];
export type Response422_35 = components['responses']['422.35'];
export type Response422_36 = components['responses']['422.36'];
export type Response429_1 = components['responses']['429.1'];
export type Response429_2 = components['responses']['429.2'];
export type Response429_3 = components['responses']['429.3'];
export type Response429_4 = components['responses']['429.4'];
export type Response429_5 = components['responses']['429.5'];
export type Response429_6 = components['responses']['429.6'];
export type Response503_1 = components['responses']['503.1'];
export type Response503_2 = components['responses']['503.2'];
export type Response503_3 = components['responses']['503.3'];
export type Response503_4 = components['responses']['503.4'];
export type HeaderRetryAfter = components['headers']['Retry-After'];
export type HeaderXRequestId = components['headers']['X-Request-Id'];
export type $defs = Record<string, never>;
export interface operations {
    read_audit: {
        parameters: {
            query?: {
                /** @description Only what came before this one; for pages of messages a `number`, elsewhere an id. */
                before?: string;
                /** @description Rows at most: 50 if it is not said, never more than 200. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Audit"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.14"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    remove_bot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person or the bot. */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.13"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    change_bot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person or the bot. */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["BotChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BotAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.13"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    create_bot_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person or the bot. */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BotKey"];
            };
        };
        responses: {
            /** @description It was done before: the object as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyMade"];
                };
            };
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyMade"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.13"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.19"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.24"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    read_catch_up: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatchUp"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    list_chats: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatsAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    create_chat: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChatForm"];
            };
        };
        responses: {
            /** @description It was done before: the object as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatCreated"];
                };
            };
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatCreated"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.6"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.5"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.7"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    remove_command: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                command_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.13"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    change_command: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                command_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CommandChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.13"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.35"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    join_call: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The room or direct chat. */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["JoinForm"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallJoined"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.11"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.14"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.3"];
        };
    };
    leave_call: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The room or direct chat. */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["LeaveForm"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.2"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    call_command: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The room or direct chat. */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommandCall"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandSaid"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.6"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.5"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.36"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    find_day: {
        parameters: {
            query?: {
                /** @description How far the asker's clocks are ahead of UTC. */
                offset_minutes?: number;
            };
            header?: never;
            path: {
                /** @description The room or direct chat. */
                conversation_id: string;
                /** @description A day, as `2026-10-01`. */
                date: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DayAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.5"];
            404: components["responses"]["404.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    keep_draft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The room or direct chat. */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftForm"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.6"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.16"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.20"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    read_room_events: {
        parameters: {
            query?: {
                /** @description The last `seq` that I have; without it everything that I may read. */
                after?: number;
                /** @description Events at most: 50 if it is not said, never more than 200. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The room or direct chat. */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogPage"];
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.5"];
            404: components["responses"]["404.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    list_files: {
        parameters: {
            query?: {
                /** @description The id of a file: those that were posted before it. */
                before?: string;
                /** @description Pictures and videos, anything else, or voice notes. Without it: all. */
                kind?: "file" | "media" | "voice";
                /** @description Rows at most: 50 if it is not said, never more than 200. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The room or direct chat. */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gallery"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.5"];
            404: components["responses"]["404.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    list_incoming_hooks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The room or direct chat. */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncomingHooks"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.13"];
            404: components["responses"]["404.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    create_incoming_hook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The room or direct chat. */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewIncomingHook"];
            };
        };
        responses: {
            /** @description It was done before: the object as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncomingHookMade"];
                };
            };
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncomingHookMade"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.13"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.23"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.31"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    list_messages: {
        parameters: {
            query?: {
                /** @description Only what comes after this one; for pages of messages a `number`. */
                after?: number;
                /** @description The `number` of the message in the middle of the page. */
                around?: number;
                /** @description Only what came before this one; for pages of messages a `number`, elsewhere an id. */
                before?: number;
                /** @description Rows at most: 50 if it is not said, never more than 200. */
                limit?: number;
                /** @description Of the thread of this message, by its own numbers. */
                thread_of?: string;
            };
            header?: never;
            path: {
                /** @description The room or direct chat. */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagePage"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.5"];
            404: components["responses"]["404.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    post_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The room or direct chat. */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageForm"];
            };
        };
        responses: {
            /** @description It was done before: the object as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageSent"];
                };
            };
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageSent"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.9"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.7"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.8"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    list_pins: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The room or direct chat. */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PinsAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.5"];
            404: components["responses"]["404.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    schedule_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The room or direct chat. */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduleForm"];
            };
        };
        responses: {
            /** @description It was done before: the object as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduledMade"];
                };
            };
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduledMade"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.6"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.17"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.21"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    mark_seen: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The room or direct chat. */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Seen"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MarkerAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.6"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    mark_unread: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The room or direct chat. */
                conversation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnreadFrom"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MarkerAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.6"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    read_delivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                delivery_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.13"];
            404: components["responses"]["404.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    redeliver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                delivery_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.13"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.26"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    delete_emoji: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                emoji_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.7"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    read_emoji: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                emoji_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description The part of them that `Range` asked for. */
            206: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description Those that `If-None-Match` named. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.5"];
            404: components["responses"]["404.1"];
            /** @description There is no such part. */
            416: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    list_exports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportsAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    begin_export: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportForm"];
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.13"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.5"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.29"];
            429: components["responses"]["429.5"];
            503: components["responses"]["503.1"];
        };
    };
    read_export: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                export_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.2"];
            404: components["responses"]["404.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    delete_export: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                export_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.2"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    upload_file: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                } & {
                    [key: string]: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.6"];
            404: components["responses"]["404.1"];
            408: components["responses"]["408.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.14"];
            429: components["responses"]["429.3"];
            503: components["responses"]["503.1"];
        };
    };
    delete_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                file_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.6"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    read_file: {
        parameters: {
            query?: {
                /** @description What `POST /api/files/{id}/link` has made. */
                link?: string;
                /** @description To save it, also what a browser would show. */
                save?: boolean;
            };
            header?: never;
            path: {
                /** @description The id of what it is about. */
                file_id: string;
                /** @description What it is called. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description The part of them that `Range` asked for. */
            206: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description Those that `If-None-Match` named. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.1"];
            403: components["responses"]["403.5"];
            404: components["responses"]["404.1"];
            /** @description There is no such part. */
            416: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    share_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                file_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.2"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    read_thumbnail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                file_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description The part of them that `Range` asked for. */
            206: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description Those that `If-None-Match` named. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.5"];
            404: components["responses"]["404.1"];
            /** @description There is no such part. */
            416: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    remove_gif: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                gif_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.7"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    read_gif: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                gif_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description The part of them that `Range` asked for. */
            206: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description Those that `If-None-Match` named. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.5"];
            404: components["responses"]["404.1"];
            /** @description There is no such part. */
            416: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    use_gif: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                gif_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.6"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    read_provided_gif: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                provider_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description The part of them that `Range` asked for. */
            206: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description Those that `If-None-Match` named. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.5"];
            404: components["responses"]["404.1"];
            /** @description There is no such part. */
            416: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    search_gifs: {
        parameters: {
            query?: {
                /** @description Nothing: what many send now. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderGifs"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.5"];
            404: components["responses"]["404.3"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.2"];
        };
    };
    use_provided_gif: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UseForm"];
            };
        };
        responses: {
            /** @description It was done before: the object as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileAnswer"];
                };
            };
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.6"];
            404: components["responses"]["404.3"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.18"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.2"];
        };
    };
    list_groups: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupsAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    create_group: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupForm"];
            };
        };
        responses: {
            /** @description It was done before: the object as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupCreated"];
                };
            };
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupCreated"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.7"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.5"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    read_group: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The group it belongs to; null where it belongs to none. */
                group_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupWithHeads"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.5"];
            404: components["responses"]["404.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    delete_group: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The group it belongs to; null where it belongs to none. */
                group_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.7"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    rename_group: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The group it belongs to; null where it belongs to none. */
                group_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.7"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    list_bots: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The group it belongs to; null where it belongs to none. */
                group_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bots"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.13"];
            404: components["responses"]["404.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    create_bot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The group it belongs to; null where it belongs to none. */
                group_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewBot"];
            };
        };
        responses: {
            /** @description It was done before: the object as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BotMade"];
                };
            };
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BotMade"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.13"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.22"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.30"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    list_commands: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The group it belongs to; null where it belongs to none. */
                group_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Commands"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.2"];
            404: components["responses"]["404.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    create_command: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The group it belongs to; null where it belongs to none. */
                group_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCommand"];
            };
        };
        responses: {
            /** @description It was done before: the object as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandMade"];
                };
            };
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandMade"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.13"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.27"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.34"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    create_emoji: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The group it belongs to; null where it belongs to none. */
                group_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                } & {
                    [key: string]: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmojiCreated"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.6"];
            404: components["responses"]["404.1"];
            408: components["responses"]["408.1"];
            409: components["responses"]["409.12"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.16"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    list_gifs: {
        parameters: {
            query?: {
                /** @description The id of a gif: those that were added before it. */
                before?: string;
                /** @description Rows at most: 50 if it is not said, never more than 200. */
                limit?: number;
                /** @description Beginnings of tags; all of them are meant. */
                q?: string;
            };
            header?: never;
            path: {
                /** @description The group it belongs to; null where it belongs to none. */
                group_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shelf"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.5"];
            404: components["responses"]["404.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    add_gif: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The group it belongs to; null where it belongs to none. */
                group_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                } & {
                    [key: string]: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GifAdded"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.6"];
            404: components["responses"]["404.1"];
            408: components["responses"]["408.1"];
            409: components["responses"]["409.13"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.17"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    list_invites: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The group it belongs to; null where it belongs to none. */
                group_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitesAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.8"];
            404: components["responses"]["404.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    create_invite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The group it belongs to; null where it belongs to none. */
                group_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["InviteForm"];
            };
        };
        responses: {
            /** @description It was done before: the object as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InviteCreated"];
                };
            };
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InviteCreated"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.7"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.5"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.4"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    leave_group: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The group it belongs to; null where it belongs to none. */
                group_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.6"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.6"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    remove_member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The group it belongs to; null where it belongs to none. */
                group_id: string;
                /** @description The person or the bot. */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.7"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.6"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    change_role: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The group it belongs to; null where it belongs to none. */
                group_id: string;
                /** @description The person or the bot. */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoleChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.7"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.6"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    list_outgoing_hooks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The group it belongs to; null where it belongs to none. */
                group_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutgoingHooks"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.13"];
            404: components["responses"]["404.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    create_outgoing_hook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The group it belongs to; null where it belongs to none. */
                group_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOutgoingHook"];
            };
        };
        responses: {
            /** @description It was done before: the object as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutgoingHookMade"];
                };
            };
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutgoingHookMade"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.13"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.25"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.33"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    preview_retention: {
        parameters: {
            query?: {
                /** @description The rule that one thinks of; without it the one that the group has. */
                days?: number;
            };
            header?: never;
            path: {
                /** @description The group it belongs to; null where it belongs to none. */
                group_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionPreview"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.8"];
            404: components["responses"]["404.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    keep_messages: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The group it belongs to; null where it belongs to none. */
                group_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetentionForm"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.7"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    create_room: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The group it belongs to; null where it belongs to none. */
                group_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoomForm"];
            };
        };
        responses: {
            /** @description It was done before: the object as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomCreated"];
                };
            };
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomCreated"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.6"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.5"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.5"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    read_home: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Home"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    receive_from_elsewhere: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                hook_id: string;
                /** @description What makes the address a secret. */
                secret: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "*/*": string;
            };
        };
        responses: {
            /** @description Done: a plain word. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["400.2"];
            403: components["responses"]["403.15"];
            404: components["responses"]["404.4"];
            408: components["responses"]["408.2"];
            409: components["responses"]["409.24"];
            413: components["responses"]["413.2"];
            415: components["responses"]["415.2"];
            422: components["responses"]["422.32"];
            429: components["responses"]["429.6"];
            503: components["responses"]["503.4"];
        };
    };
    read_ice_servers: {
        parameters: {
            query?: {
                /** @description The room or direct chat. */
                conversation_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IceServers"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.2"];
            404: components["responses"]["404.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    list_imports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportsAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    begin_import: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportForm"];
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.13"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.5"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.27"];
            429: components["responses"]["429.4"];
            503: components["responses"]["503.1"];
        };
    };
    get_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.2"];
            404: components["responses"]["404.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    delete_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.2"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    start_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ImportStart"];
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.13"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.21"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.28"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    remove_incoming_hook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                hook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.13"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    renew_incoming_hook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                hook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncomingHookMade"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.13"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    read_instance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Instance"];
                };
            };
            400: components["responses"]["400.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    read_storage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Storage"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.14"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    list_invites_to_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitesToMeAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    preview_invite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The code of the invitation. */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.2"];
            404: components["responses"]["404.2"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    accept_invite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The code of the invitation. */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.2"];
            404: components["responses"]["404.2"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.3"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    decline_invite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The code of the invitation. */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.2"];
            404: components["responses"]["404.2"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    take_back_invite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                invite_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.7"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    list_keys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Keys"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    create_key: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewKey"];
            };
        };
        responses: {
            /** @description It was done before: the object as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyMade"];
                };
            };
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyMade"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.13"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.19"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.24"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    revoke_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The API key it was done with or to. */
                key_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.2"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    change_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The API key it was done with or to. */
                key_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["KeyChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.2"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.25"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    renew_secret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The API key it was done with or to. */
                key_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NewSecret"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyMade"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.2"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.20"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    end_secret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The API key it was done with or to. */
                key_id: string;
                /** @description The id of what it is about. */
                secret_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.2"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.26"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    read_usage: {
        parameters: {
            query?: {
                /** @description How many days back, today among them. */
                days?: number;
            };
            header?: never;
            path: {
                /** @description The API key it was done with or to. */
                key_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Usage"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.2"];
            404: components["responses"]["404.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    read_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    delete_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountDeletion"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.3"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    change_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ProfileChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.3"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.2"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    ask_for_email_proof: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.2"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.3"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    prove_email: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeGiven"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.2"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.2"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    read_my_files: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyFiles"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    see_all: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SeenAll"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeenAllAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.6"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    read_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The message. */
                message_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.5"];
            404: components["responses"]["404.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    delete_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The message. */
                message_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageChanged"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.7"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    edit_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The message. */
                message_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageChanged"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.10"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.8"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.9"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    list_edits: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The message. */
                message_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditsAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.5"];
            404: components["responses"]["404.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    forward_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The message. */
                message_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForwardForm"];
            };
        };
        responses: {
            /** @description It was done before: the object as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageSent"];
                };
            };
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageSent"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.9"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.7"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.12"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    pin_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The message. */
                message_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageChanged"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.6"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.8"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.11"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    unpin_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The message. */
                message_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageChanged"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.6"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.8"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    close_poll: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The message. */
                message_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PollAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.7"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    remove_previews: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The message. */
                message_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.7"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    add_reaction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description One emoji in percent encoding, or the id of one of the group's. */
                emoji: string;
                /** @description The message. */
                message_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageChanged"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.6"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.8"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.10"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    remove_reaction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description One emoji in percent encoding, or the id of one of the group's. */
                emoji: string;
                /** @description The message. */
                message_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageChanged"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.6"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.8"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    save_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The message. */
                message_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SaveForm"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.6"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.15"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.19"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    unsave_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The message. */
                message_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.6"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    see_thread: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The message. */
                message_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ThreadSeen"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThreadSeenAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.6"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    vote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The message. */
                message_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VoteForm"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VoteAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.6"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.9"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.13"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    remove_outgoing_hook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                hook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.13"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    change_outgoing_hook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                hook_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["OutgoingHookChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutgoingHookAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.13"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.33"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    list_deliveries: {
        parameters: {
            query?: {
                /** @description Only what came before this one; for pages of messages a `number`, elsewhere an id. */
                before?: string;
                /** @description Rows at most: 50 if it is not said, never more than 200. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The id of what it is about. */
                hook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deliveries"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.13"];
            404: components["responses"]["404.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    ping_outgoing_hook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                hook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.13"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.26"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    renew_outgoing_hook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                hook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutgoingHookMade"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.13"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    ask_for_reset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetAsked"];
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            400: components["responses"]["400.1"];
            403: components["responses"]["403.1"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    reset_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetConfirmed"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.1"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.2"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    read_preview_image: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                preview_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description The part of them that `Range` asked for. */
            206: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description Those that `If-None-Match` named. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.5"];
            404: components["responses"]["404.1"];
            /** @description There is no such part. */
            416: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    delete_room: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The only room it may reach; null: all of its group. */
                room_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.7"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    change_room: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The only room it may reach; null: all of its group. */
                room_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RoomChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.7"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.6"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    list_saved: {
        parameters: {
            query?: {
                /** @description The id of a message that I saved: those that I saved before it. */
                before?: string;
                /** @description Rows at most: 50 if it is not said, never more than 200. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedPage"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    list_scheduled: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduledList"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    delete_scheduled: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                scheduled_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.6"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.18"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    change_scheduled: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                scheduled_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ScheduleChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduledAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.6"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.18"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.22"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    send_scheduled: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                scheduled_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageSent"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.12"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.18"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    search_messages: {
        parameters: {
            query?: {
                /** @description That day and what follows. */
                after?: string;
                /** @description A day, or a moment as RFC 3339 writes it: older than it. */
                before?: string;
                /** @description As the page before it said; without it from the beginning. */
                cursor?: string;
                /** @description The name or the id of who wrote it; `me` is me. */
                from?: string;
                /** @description link, code, file, image, video, audio or poll. */
                has?: string;
                /** @description The topic of a room, the name of who is in a chat with me, or the id of either. */
                in?: string;
                /** @description Rows at most: 50 if it is not said, never more than 200. */
                limit?: number;
                /** @description Where a day begins: how far the asker's clocks are ahead of UTC. */
                offset_minutes?: number;
                /** @description Words, "a phrase", and the filters beside it as people type them: from:ann has:link before:2026-10-01. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            422: components["responses"]["422.23"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    list_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionsAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.1"];
            403: components["responses"]["403.1"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    end_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.2"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    sign_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.2"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
    read_events: {
        parameters: {
            query?: {
                /** @description The last `seq` that I have; without it everything that I may read. */
                after?: number;
                /** @description Events at most: 50 if it is not said, never more than 200. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description `group:<id>`, `room:<id>`, `chat:<id>` or `user:<id>`. */
                stream: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogPage"];
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.5"];
            404: components["responses"]["404.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    read_snapshot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `group:<id>`, `room:<id>`, `chat:<id>` or `user:<id>`. */
                stream: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Snapshot"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.5"];
            404: components["responses"]["404.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    begin_upload: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.6"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.14"];
            429: components["responses"]["429.3"];
            503: components["responses"]["503.1"];
        };
    };
    read_upload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                upload_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.5"];
            404: components["responses"]["404.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    end_upload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                upload_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.6"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.1"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    continue_upload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                upload_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/offset+octet-stream": string;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.6"];
            404: components["responses"]["404.1"];
            408: components["responses"]["408.1"];
            409: components["responses"]["409.10"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.15"];
            429: components["responses"]["429.3"];
            503: components["responses"]["503.1"];
        };
    };
    read_uploaded_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of what it is about. */
                upload_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileAnswer"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.5"];
            404: components["responses"]["404.1"];
            409: components["responses"]["409.11"];
            422: components["responses"]["422.1"];
            429: components["responses"]["429.2"];
            503: components["responses"]["503.1"];
        };
    };
    sign_up: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignUp"];
            };
        };
        responses: {
            /** @description It was done before: the object as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedUp"];
                };
            };
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedUp"];
                };
            };
            400: components["responses"]["400.1"];
            401: components["responses"]["401.2"];
            403: components["responses"]["403.4"];
            404: components["responses"]["404.2"];
            409: components["responses"]["409.4"];
            413: components["responses"]["413.1"];
            415: components["responses"]["415.1"];
            422: components["responses"]["422.3"];
            429: components["responses"]["429.1"];
            503: components["responses"]["503.1"];
        };
    };
}
