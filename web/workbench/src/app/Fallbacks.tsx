import { Link } from "@tanstack/react-router";
import Button from "antd/es/button";
import { useText } from "../i18n";
import { Blank } from "../parts/Blank";

export function NotFound() {
  const t = useText();
  return (
    <Blank title={t.app.notFound}>
      <Link to="/">{t.app.toDesk}</Link>
    </Blank>
  );
}

export function Crashed({ error }: { error: unknown }) {
  const t = useText();
  return (
    <Blank title={t.errors.crashed} hint={error instanceof Error ? error.message : String(error)}>
      <Button type="primary" onClick={() => location.reload()}>
        {t.errors.reload}
      </Button>
    </Blank>
  );
}
