import { useQuery } from "@tanstack/react-query";
import { useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import { body, http } from "../../protocol/api";
import styles from "../page.module.css";
import { PasswordSection } from "./PasswordSection";
import { SessionsSection } from "./SessionsSection";
import { TwoFactorSection } from "./TwoFactorSection";

export const ACCOUNT = ["account"] as const;

/** One's own password, second factor, and where one is signed in. */
export function Account() {
  const t = useText();
  const account = useQuery({ queryKey: ACCOUNT, queryFn: () => body(http.GET("/api/account")), staleTime: 0 });
  return (
    <main className={styles.page} id="chat" data-testid="account">
      <h1 className={styles.title}>{t.owner.account.title}</h1>
      {account.isPending ? <Loading rows={8} /> : null}
      {account.isError ? <Failed error={account.error} onRetry={() => account.refetch()} /> : null}
      {account.data ? (
        <>
          <PasswordSection mustChange={account.data.must_change} />
          <TwoFactorSection account={account.data} />
          <SessionsSection />
        </>
      ) : null}
    </main>
  );
}
