import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Input from "antd/es/input";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import type { Shop } from "../../protocol/types";
import { Labelled } from "../settings/Labelled";
import { PeerRoundPage } from "./PeerRound";
import styles from "./quality.module.css";
import { usePeerActs, usePeerRounds } from "./usePeers";

/** Chats with bigger shops, laid beside our own. */
export function PeersTab({ shop }: { shop: Shop }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const rounds = usePeerRounds(shop.code);
  const { begin } = usePeerActs(shop.code);
  const [open, setOpen] = useState<number | null>(null);
  const [title, setTitle] = useState("");
  if (open !== null) return <PeerRoundPage shop={shop} round={open} onBack={() => setOpen(null)} />;
  if (rounds.isPending) return <Loading rows={4} />;
  if (rounds.isError) return <Failed error={rounds.error} onRetry={() => rounds.refetch()} />;
  const go = () =>
    begin.mutate(title.trim(), {
      onSuccess: (made) => {
        setTitle("");
        setOpen(made.id);
      },
      onError: (error) => void message.error(sentence(t, error)),
    });
  return (
    <>
      <p className={styles.quiet}>{t.quality.peers.hint}</p>
      <section className={styles.draw}>
        <Labelled id="peer-title" label={t.quality.peers.roundTitle}>
          <Input id="peer-title" value={title} maxLength={100} onChange={(e) => setTitle(e.target.value)} />
        </Labelled>
        <Button
          type="primary"
          disabled={!title.trim()}
          loading={begin.isPending}
          onClick={go}
          data-testid="begin-peers"
        >
          {t.quality.peers.begin}
        </Button>
      </section>
      {rounds.data.length ? (
        <ul className={styles.peerRounds}>
          {rounds.data.map((one) => (
            <li key={one.id}>
              <Button type="link" onClick={() => setOpen(one.id)}>
                {one.title}
              </Button>
              <span className={styles.quiet}>
                {t.quality.peers.counts(one.peers, one.lessons)} · {one.by}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <Blank title={t.quality.peers.none} hint={t.quality.peers.noneHint} />
      )}
    </>
  );
}
