import AntApp from "antd/es/app";
import Button from "antd/es/button";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import { lazily } from "../../parts/lazily";
import type { Ready } from "./FaqDialog";
import { useRobotActs } from "./useRobot";

const FaqDialog = lazily(() => import("./FaqDialog").then((m) => m.FaqDialog));

interface Props {
  shop: string;
  conversation: number;
  /** The line that answers well. */
  seq: number;
  className?: string;
}

/** One press turns a good answer into an entry; question and like wordings come from the chats. */
export function KeepAsFaq({ shop, conversation, seq, className }: Props) {
  const t = useText();
  const { message } = AntApp.useApp();
  const acts = useRobotActs(shop);
  const [ready, setReady] = useState<Ready | null>(null);
  const open = async () => {
    try {
      const { notes, like, ...wish } = await acts.prefill(conversation, seq);
      setReady({ wish, notes, like });
    } catch (error) {
      message.error(sentence(t, error));
    }
  };
  return (
    <>
      <Button type="link" size="small" className={className ?? ""} onClick={open} data-testid="keep-faq">
        {t.robot.faq.keep}
      </Button>
      {ready ? (
        <FaqDialog
          shop={shop}
          title={t.robot.faq.title}
          ready={ready}
          onSave={async (wish) => {
            const { number } = await acts.add(wish);
            return number ? t.robot.faq.made(number) : t.robot.faq.proposed;
          }}
          onDone={() => setReady(null)}
        />
      ) : null}
    </>
  );
}
