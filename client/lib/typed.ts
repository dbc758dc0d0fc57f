/** What may be asked and what is answered, for every route, out of the server's own description. */
import type { paths } from "../src/api/types";

export type Verb = "get" | "post" | "put" | "patch" | "delete";

/** Paths that know this method. */
export type PathOf<V extends Verb> = {
	[P in keyof paths]: paths[P] extends Record<V, { responses: unknown }> ? P : never;
}[keyof paths];

type Operation<P extends keyof paths, V extends Verb> = paths[P][V];

type InPath<O> = O extends { parameters: { path: infer T } } ? { path: T } : { path?: undefined };

type InQuery<O> = O extends { parameters: { query?: infer T } }
	? [NonNullable<T>] extends [never]
		? { query?: undefined }
		: { query?: NonNullable<T> }
	: { query?: undefined };

type JsonIn<R> = R extends { content: { "application/json": infer T } } ? T : never;

type InBody<O> = O extends { requestBody: infer R }
	? { body: JsonIn<R> }
	: O extends { requestBody?: infer R }
		? [JsonIn<NonNullable<R>>] extends [never]
			? { body?: undefined }
			: { body?: JsonIn<NonNullable<R>> }
		: { body?: undefined };

/** What a request takes: what stands in the path, in the query, and the body. */
export type Given<P extends keyof paths, V extends Verb> = InPath<Operation<P, V>> &
	InQuery<Operation<P, V>> &
	InBody<Operation<P, V>>;

/** Left out where nothing has to be given. */
export type Arguments<P extends keyof paths, V extends Verb> =
	Record<never, never> extends Given<P, V> ? [given?: Given<P, V>] : [given: Given<P, V>];

type Json<T> = T extends { content: { "application/json": infer J } } ? J : undefined;
type Good = 200 | 201 | 202 | 204;

export type Answer<P extends keyof paths, V extends Verb> =
	Operation<P, V> extends { responses: infer R }
		? { [S in keyof R]: S extends Good ? Json<R[S]> : never }[keyof R]
		: never;
