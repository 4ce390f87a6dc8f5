import { useMutation, useQueryClient } from "@tanstack/react-query";
import Button from "antd/es/button";
import Input from "antd/es/input";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { FileButton } from "../../parts/FileButton";
import { State } from "../../parts/State";
import { body, http } from "../../protocol/api";
import { nameIn } from "../cases/tone";
import styles from "./complaints.module.css";
import { type Review, useReviews, useSettle } from "./useComplaints";

const TONES = { bad: "urgent", neutral: "waiting", good: "good" } as const;

/** Reviews of the platform: brought in as a file, answered in public, followed up in private. */
export function Reviews({ shop, may }: { shop: string; may: boolean }) {
  const t = useText();
  const found = useReviews(shop, "open");
  return (
    <>
      {may ? <BringIn shop={shop} /> : null}
      {found.isPending ? <Loading rows={6} /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => found.refetch()} /> : null}
      {found.data && !found.data.reviews.length ? (
        <Blank title={t.complaints.noReviews} hint={t.complaints.noReviewsHint} />
      ) : null}
      <ul className={styles.list}>
        {found.data?.reviews.map((review) => (
          <Row key={`${review.id}/${review.version}`} review={review} shop={shop} may={may} />
        ))}
      </ul>
    </>
  );
}

function Row({ review, shop, may }: { review: Review; shop: string; may: boolean }) {
  const t = useText();
  const settle = useSettle(shop);
  const [answer, setAnswer] = useState(review.answer || (review.draft ?? ""));
  const send = (state: "answered" | "done") =>
    settle.mutate({ id: review.id, version: review.version, state, ...(state === "answered" ? { answer } : {}) });
  return (
    <li className={styles.row} data-testid="review" data-sentiment={review.sentiment}>
      <div className={styles.head}>
        <State tone={TONES[review.sentiment]}>{t.complaints.sentiments[review.sentiment]}</State>
        {review.cause ? <State>{nameIn(t.complaints.causes, review.cause)}</State> : null}
        <span className={styles.meta}>
          {[review.nick, review.order, review.goods, review.stars ? `${review.stars}★` : ""]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </div>
      <p className={styles.text}>{review.text}</p>
      {may ? (
        <>
          <Input.TextArea
            value={answer}
            maxLength={500}
            autoSize={{ minRows: 2 }}
            aria-label={t.complaints.answer}
            placeholder={t.complaints.answer}
            onChange={(event) => setAnswer(event.target.value)}
          />
          <div className={styles.buttons}>
            <Button size="small" onClick={() => navigator.clipboard.writeText(answer)}>
              {t.complaints.copy}
            </Button>
            <Button
              size="small"
              type="primary"
              disabled={!answer.trim()}
              onClick={() => send("answered")}
              data-testid="review-answered"
            >
              {t.complaints.answered}
            </Button>
            <Button size="small" type="text" onClick={() => send("done")}>
              {t.complaints.aside}
            </Button>
          </div>
          {settle.isError ? <p role="alert">{sentence(t, settle.error)}</p> : null}
        </>
      ) : null}
    </li>
  );
}

function BringIn({ shop }: { shop: string }) {
  const t = useText();
  const client = useQueryClient();
  const bring = useMutation({
    mutationFn: (sheet: File) => {
      const form = new FormData();
      form.append("file", sheet);
      return body(
        http.POST("/api/shops/{shop}/reviews/import", {
          params: { path: { shop } },
          body: form as unknown as { file: string },
          bodySerializer: (value) => value as unknown as FormData,
        }),
      );
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["reviews", shop] }),
  });
  const told = bring.data;
  return (
    <div className={styles.panel}>
      <FileButton
        label={t.complaints.bring}
        accept=".csv,.xlsx"
        busy={bring.isPending}
        onFiles={([sheet]) => sheet && bring.mutate(sheet)}
        testId="reviews-file"
      />
      {bring.isError ? <p role="alert">{sentence(t, bring.error)}</p> : null}
      {told ? (
        <div role="status">
          {t.registers.back(told.added + told.changed, told.unchanged, told.refused.length)}
          <ul>
            {told.refused.map((row) => (
              <li key={`${row.row}/${row.column}`}>
                {t.registers.refused(row.row ?? 0, row.column ?? "", row.why, row.remedy)}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}
