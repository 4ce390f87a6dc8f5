import { useUi } from "./context";

/** The shape of a list while it is read. */
export function Waiting() {
  const { texts } = useUi();
  return (
    <div class="waiting" role="status" aria-label={texts.loading}>
      <i />
      <i />
      <i />
    </div>
  );
}

export function Failed({ text, retry }: { text: string; retry: () => void }) {
  const { texts } = useUi();
  return (
    <div class="empty" role="alert">
      <p>{text}</p>
      <button type="button" class="chip" onClick={retry}>
        {texts.orders.again}
      </button>
    </div>
  );
}
