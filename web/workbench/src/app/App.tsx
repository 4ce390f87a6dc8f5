import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import AntApp from "antd/es/app";
import ConfigProvider from "antd/es/config-provider";
import enUS from "antd/es/locale/en_US";
import zhCN from "antd/es/locale/zh_CN";
import { useMemo } from "react";
import { useLanguage } from "../i18n";
import { ApiError } from "../protocol/api";
import { antdTheme } from "../theme/antd";
import { useMode, usePaint } from "../theme/useTheme";
import { router } from "./router";

/** Refusals (4xx) are answers; only what may pass by itself is tried again. */
function mayPass(failures: number, error: unknown): boolean {
  if (error instanceof ApiError && error.status >= 400 && error.status < 500) return false;
  return failures < 3;
}

const queries = new QueryClient({
  defaultOptions: { queries: { retry: mayPass, staleTime: 30_000, refetchOnWindowFocus: false } },
});

/** A nonce for the styles that Ant Design writes, where the page was served with one. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
const csp = nonce ? { csp: { nonce } } : {};

export function App() {
  const mode = useMode();
  usePaint(mode);
  const look = useMemo(() => antdTheme(mode), [mode]);
  const locale = useLanguage() === "zh" ? zhCN : enUS;
  return (
    <ConfigProvider theme={look} locale={locale} button={{ autoInsertSpace: false }} {...csp}>
      <AntApp component={false}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}
