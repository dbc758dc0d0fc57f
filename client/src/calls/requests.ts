/** What calls ask of the server; app/requests answers with the real ones. */
import type { IceServers, Joined } from "./grants";

export interface CallRequests {
	joinCall(conversationId: string, participantId: string): Promise<Joined>;
	leaveCall(conversationId: string, participantId: string): Promise<unknown>;
	/** The page is going: nobody hears the answer. */
	leaveCallAtOnce(conversationId: string, participantId: string): void;
	iceServers(conversationId: string): Promise<IceServers>;
}
