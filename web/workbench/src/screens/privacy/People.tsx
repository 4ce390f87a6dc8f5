import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Input from "antd/es/input";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import { When } from "../../parts/When";
import type { PersonFound, Shop } from "../../protocol/types";
import styles from "../page.module.css";
import { EraseDialog, HoldDialog } from "./dialogs";
import own from "./privacy.module.css";
import { usePeople, usePersonActs } from "./usePrivacy";

/** Find somebody, then copy, hold or erase his data; without a word, everybody under a hold. */
export function People({ shop }: { shop: Shop }) {
  const t = useText();
  const [q, setQ] = useState("");
  const found = usePeople(shop.code, q);
  return (
    <section className={styles.section}>
      <h2 className={styles.sectionTitle}>{t.privacy.people}</h2>
      <Input.Search
        allowClear
        maxLength={100}
        placeholder={t.privacy.search}
        aria-label={t.privacy.search}
        onSearch={(word) => setQ(word.trim())}
        data-testid="privacy-search"
      />
      <p className={styles.lead} role="status">
        {q ? t.privacy.found(found.data?.length ?? 0) : t.privacy.holds}
      </p>
      {found.isPending ? <Loading rows={3} /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => found.refetch()} /> : null}
      {found.data && !found.data.length && !q ? <p className={styles.lead}>{t.privacy.noHolds}</p> : null}
      <ul className={own.people}>
        {(found.data ?? []).map((one) => (
          <Person key={one.id} shop={shop} one={one} />
        ))}
      </ul>
    </section>
  );
}

function Person({ shop, one }: { shop: Shop; one: PersonFound }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const { copy, hold } = usePersonActs(shop.code);
  const [open, setOpen] = useState<"hold" | "erase" | null>(null);
  const fail = (error: unknown) => message.error(sentence(t, error));
  return (
    <li className={own.person} data-testid="privacy-person">
      <div className={own.who}>
        <strong>{one.nick}</strong> {one.anonymous ? <span>{t.privacy.anonymous}</span> : null}
        <div className={own.meta}>
          {t.privacy.orders(one.orders)} · {t.privacy.since}{" "}
          <When at={one.first_seen} zone={shop.timezone} form="long" />
        </div>
        {one.hold ? <div className={own.hold}>{t.privacy.heldFor(one.hold)}</div> : null}
      </div>
      <div className={own.acts}>
        <Button
          size="small"
          title={t.privacy.copyHint}
          loading={copy.isPending}
          onClick={() => copy.mutate({ id: one.id, name: one.nick }, { onError: fail })}
          data-testid="privacy-copy"
        >
          {t.privacy.copy}
        </Button>
        {one.hold ? (
          <Button size="small" onClick={() => hold.mutate({ id: one.id, reason: "" }, { onError: fail })}>
            {t.privacy.lift}
          </Button>
        ) : (
          <Button size="small" onClick={() => setOpen("hold")} data-testid="privacy-hold">
            {t.privacy.hold}
          </Button>
        )}
        <Button
          size="small"
          danger
          disabled={one.hold !== ""}
          onClick={() => setOpen("erase")}
          data-testid="privacy-erase"
        >
          {t.privacy.erase}
        </Button>
      </div>
      {open === "hold" ? <HoldDialog shop={shop.code} one={one} onClose={() => setOpen(null)} /> : null}
      {open === "erase" ? <EraseDialog shop={shop.code} one={one} onClose={() => setOpen(null)} /> : null}
    </li>
  );
}
