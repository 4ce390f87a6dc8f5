import type { VisitState } from "../core/protocol";
import { duration } from "../core/time";
import { explain, type Texts } from "../i18n/texts";
import { useUi } from "./context";

/** Place in the queue and the time it takes; where the time is not known it says just that. */
export function waitLine(visit: VisitState, texts: Texts): string {
  const ahead = visit.position === null ? null : Math.max(0, visit.position - 1);
  const place = ahead === null ? "" : ahead === 0 ? texts.wait.next : texts.wait.ahead(ahead);
  const time = visit.wait_s === null ? texts.wait.unknown : texts.wait.about(duration(visit.wait_s, texts));
  return [place, time].filter(Boolean).join(" · ");
}

function LinkBar() {
  const { client, texts } = useUi();
  const { link, fatal, session } = client.state;
  if (link === "offline" || (link === "connecting" && session)) {
    return (
      <div class="bar warn" role="status" data-testid="xiaoer-offline">
        {texts.link.offline}
      </div>
    );
  }
  if (link === "expired") {
    return (
      <div class="bar warn" role="status" data-testid="xiaoer-expired">
        {texts.link.expired}
        <button type="button" class="link" onClick={() => client.setIdentity(null)}>
          {texts.link.guest}
        </button>
      </div>
    );
  }
  if (link !== "fatal") return null;
  return (
    <div class="bar stop" role="alert" data-testid="xiaoer-fatal">
      {explain(texts, fatal ?? undefined)}
    </div>
  );
}

function VisitBar() {
  const { client, texts } = useUi();
  const { visit, session } = client.state;
  const shop = session?.shop;
  const nobody = visit.phase === "none" && shop !== undefined && !shop.staffed && !shop.robot;
  if (visit.phase === "queued") {
    return (
      <div class="bar" role="status" data-testid="xiaoer-wait">
        <strong>{waitLine(visit, texts)}</strong>
        <span>{texts.wait.stay}</span>
      </div>
    );
  }
  if (visit.phase !== "away" && !nobody) return null;
  return (
    <div class="bar" role="status" data-testid="xiaoer-away">
      <span>{texts.awayLine}</span>
      {shop?.service_hours && <span>{texts.hours(shop.service_hours)}</span>}
    </div>
  );
}

export function StatusBar() {
  return (
    <>
      <LinkBar />
      <VisitBar />
    </>
  );
}
