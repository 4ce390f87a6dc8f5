import { useTexts } from "../i18n";
import type { Loaded } from "../useLoad";

/** What stands in place of something that is not here: its shape while it loads, else why and what to do. */
export function Missing({ result, retry }: { result: Loaded<unknown>; retry: () => void }) {
  const texts = useTexts();
  if (result.state === "loading") {
    return (
      <div class="grid" role="status" aria-label={texts.loading}>
        {["a", "b", "c", "d"].map((key) => (
          <div key={key} class="tile ghost" />
        ))}
      </div>
    );
  }
  const gone = result.state === "failed" && result.status === 404;
  return (
    <div class="empty" role="alert">
      <p>{gone ? texts.notFound : texts.failed}</p>
      {!gone && (
        <button type="button" class="button" onClick={retry}>
          {texts.again}
        </button>
      )}
    </div>
  );
}
