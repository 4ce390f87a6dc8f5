/** Who sits at the desk: asked from the server at start, again after signing in. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { ApiError, body, holdCsrf, http } from "../protocol/api";
import type { Session } from "../protocol/types";

const KEY = ["session"] as const;

/** The session, or null when nobody is signed in. */
export const sessionQuery = queryOptions<Session | null>({
  queryKey: KEY,
  staleTime: Number.POSITIVE_INFINITY,
  retry: (failures, error) => error instanceof ApiError && error.status === 0 && failures < 3,
  queryFn: async () => {
    try {
      return welcome(await body(http.GET("/api/session")));
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
});

/** The token of a fresh session goes into every writing request. */
export function welcome(session: Session): Session {
  holdCsrf(session.csrf);
  return session;
}

export interface Credentials {
  login: string;
  password: string;
  code?: string;
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (credentials: Credentials) =>
      welcome(await body(http.POST("/api/session", { body: credentials }))),
    onSuccess: (session) => client.setQueryData(KEY, session),
  });
}

/** Ends the session here whatever the server says; it ends there when it can be reached. */
export function useSignOut() {
  const client = useQueryClient();
  return async (): Promise<void> => {
    await body(http.DELETE("/api/session")).catch(() => undefined);
    client.clear();
    client.setQueryData(KEY, null);
  };
}
