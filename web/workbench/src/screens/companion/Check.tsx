import { useMutation } from "@tanstack/react-query";
import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Input from "antd/es/input";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import { body, http } from "../../protocol/api";
import styles from "./companion.module.css";
import { copyText } from "./copying";

/** A draft that was written elsewhere: may it be sent, why not, and how better. */
export function Check({ shop }: { shop: string }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const [text, setText] = useState("");
  const check = useMutation({
    mutationFn: (words: string) =>
      body(http.POST("/api/shops/{shop}/companion/check", { params: { path: { shop } }, body: { text: words } })),
    onSuccess: async ({ verdict }, words) => {
      if (verdict === "pass" && (await copyText(words))) message.success(t.companion.copied);
    },
    onError: (error) => {
      message.error(sentence(t, error));
    },
  });
  const go = () => text.trim() && check.mutate(text.trim());
  const { data } = check;
  const rewrite = data?.rewrite;
  return (
    <div className={styles.body}>
      <Input.TextArea
        value={text}
        autoSize={{ minRows: 3, maxRows: 10 }}
        placeholder={t.companion.draftHint}
        aria-label={t.companion.draft}
        onChange={(event) => {
          setText(event.target.value);
          check.reset();
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229) return;
          event.preventDefault();
          go();
        }}
        data-testid="companion-draft"
      />
      <Button
        type="primary"
        loading={check.isPending}
        disabled={!text.trim()}
        onClick={go}
        data-testid="companion-check"
      >
        {t.companion.check}
      </Button>
      {data ? (
        <section
          className={styles.answer}
          aria-live="polite"
          data-testid="companion-verdict"
          data-verdict={data.verdict}
        >
          <strong>
            {{ pass: t.companion.fine, warn: t.companion.warned, block: t.companion.blocked }[data.verdict]}
          </strong>
          {data.findings.map((one) => (
            <p key={`${one.start}/${one.kind}`} className={styles.finding}>
              “{one.span}” {one.reason}
              <span className={styles.quiet}> {one.source}</span>
            </p>
          ))}
          {rewrite ? (
            <>
              <p className={styles.reply}>{rewrite}</p>
              <Button
                size="small"
                onClick={async () => (await copyText(rewrite)) && message.success(t.companion.copied)}
                data-testid="companion-rewrite"
              >
                {t.companion.takeRewrite}
              </Button>
            </>
          ) : null}
        </section>
      ) : null}
    </div>
  );
}
