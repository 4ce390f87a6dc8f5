import BellOutlined from "@ant-design/icons/BellOutlined";
import { useNavigate } from "@tanstack/react-router";
import Button from "antd/es/button";
import Popover from "antd/es/popover";
import { useState } from "react";
import { useText } from "../../../i18n";
import { Blank } from "../../../parts/Blank";
import { State } from "../../../parts/State";
import { When } from "../../../parts/When";
import { type CallOf, useCalls } from "../../../store/calls";
import styles from "./list.module.css";

/** Where one was called: @, 求助, 悄悄话. Looking at the chat makes it seen. */
export function Calls() {
  const t = useText();
  const navigate = useNavigate();
  const { calls, unseen, see } = useCalls();
  const [open, setOpen] = useState(false);
  const go = (call: CallOf) => {
    setOpen(false);
    see(call);
    void navigate({ to: "/c/$id", params: { id: String(call.conversation) } });
  };
  const list = (
    <div className={styles.calls} data-testid="calls">
      {calls.length ? null : <Blank title={t.day.noMentions} hint={t.day.noMentionsHint} />}
      {calls.map((call) => (
        <button
          key={`${call.shop}/${call.id}`}
          type="button"
          className={styles.call}
          data-seen={call.seen || undefined}
          onClick={() => go(call)}
          data-testid="call"
        >
          <span className={styles.line}>
            <State tone={call.seen ? "plain" : "accent"}>{t.day.kinds[call.kind]}</State>
            <strong>{call.by.name}</strong>
            <span className={styles.side}>
              <When at={call.at} />
            </span>
          </span>
          <span className={styles.preview}>{call.text}</span>
        </button>
      ))}
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" open={open} onOpenChange={setOpen} content={list}>
      <Button
        size="small"
        type="text"
        icon={<BellOutlined />}
        aria-label={`${t.day.mentions} ${unseen}`}
        title={t.day.mentions}
        data-testid="calls-open"
      >
        {unseen ? <span className={styles.unread}>{unseen}</span> : null}
      </Button>
    </Popover>
  );
}
