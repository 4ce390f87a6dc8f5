import { useQuery } from "@tanstack/react-query";
import { useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import { Page } from "../../parts/Page";
import { body, http } from "../../protocol/api";
import { PasswordSection } from "./PasswordSection";
import { SessionsSection } from "./SessionsSection";
import { TwoFactorSection } from "./TwoFactorSection";

export const ACCOUNT = ["account"] as const;

/** One's own password, second factor, and where one is signed in. */
export function Account() {
  const t = useText();
  const account = useQuery({ queryKey: ACCOUNT, queryFn: () => body(http.GET("/api/account")), staleTime: 0 });
  return (
    <Page name="account" title={t.owner.account.title}>
      {account.isPending ? <Loading rows={8} /> : null}
      {account.isError ? <Failed error={account.error} onRetry={() => account.refetch()} /> : null}
      {account.data ? (
        <>
          <PasswordSection mustChange={account.data.must_change} />
          <TwoFactorSection account={account.data} />
          <SessionsSection />
        </>
      ) : null}
    </Page>
  );
}
