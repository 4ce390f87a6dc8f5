import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Button from "antd/es/button";
import Tag from "antd/es/tag";
import { sentence, useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import { When } from "../../parts/When";
import { body, http } from "../../protocol/api";
import styles from "../page.module.css";
import own from "./account.module.css";
import { deviceName } from "./device";

const SESSIONS = ["sessions"] as const;

export function SessionsSection() {
  const t = useText();
  const queries = useQueryClient();
  const sessions = useQuery({
    queryKey: SESSIONS,
    queryFn: async () => (await body(http.GET("/api/account/sessions"))).sessions,
    staleTime: 0,
  });
  const end = useMutation({
    mutationFn: async (id: number) =>
      (await body(http.DELETE("/api/account/sessions/{session_id}", { params: { path: { session_id: id } } })))
        .sessions,
    onSuccess: (left) => queries.setQueryData(SESSIONS, left),
  });
  return (
    <section className={styles.section}>
      <h2 className={styles.sectionTitle}>{t.owner.account.sessions}</h2>
      <p className={styles.lead}>{t.owner.account.sessionsHint}</p>
      {sessions.isPending ? <Loading rows={3} /> : null}
      {sessions.isError ? <Failed error={sessions.error} onRetry={() => sessions.refetch()} /> : null}
      <ul className={own.sessions}>
        {sessions.data?.map((one) => (
          <li key={one.id} className={own.session} data-testid="session">
            <div>
              <span title={one.device}>{deviceName(one.device) || t.owner.account.unknown}</span>{" "}
              {one.current ? <Tag>{t.owner.account.here}</Tag> : null}
              <div className={own.meta}>
                {one.place} · {t.owner.account.used} <When at={one.used} form="long" />
              </div>
            </div>
            {one.current ? null : (
              <Button size="small" danger loading={end.isPending} onClick={() => end.mutate(one.id)}>
                {t.owner.account.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {end.isError ? <p role="alert">{sentence(t, end.error)}</p> : null}
    </section>
  );
}
