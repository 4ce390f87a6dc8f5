import { useMutation } from "@tanstack/react-query";
import App from "antd/es/app";
import Select from "antd/es/select";
import { sentence, useText } from "../../i18n";
import { body, http } from "../../protocol/api";
import { useView } from "../../store/use";
import styles from "./cases.module.css";

interface Props {
  shop: string;
  ids: number[];
  onDone(): void;
}

/** Give the picked cases to a colleague, each for itself. */
export function AssignMany({ shop, ids, onDone }: Props) {
  const t = useText();
  const { message } = App.useApp();
  const agents = useView((view) => view.state.agents[shop]);
  const give = useMutation({
    mutationFn: (owner: number) =>
      body(http.POST("/api/shops/{shop}/cases/assign", { params: { path: { shop } }, body: { ids, owner } })),
    onSuccess: ({ moved, refused }) => {
      if (refused.length) message.warning(t.cases.notAssigned(refused.length));
      else message.success(t.cases.assigned(moved.length));
      onDone();
    },
    onError: (error) => {
      message.error(sentence(t, error));
    },
  });
  return (
    <div className={styles.tools} data-testid="cases-bulk">
      <span>{t.cases.picked(ids.length)}</span>
      <Select<number>
        className={styles.pick ?? ""}
        placeholder={t.cases.assign}
        aria-label={t.cases.assign}
        loading={give.isPending}
        onChange={(owner) => give.mutate(owner)}
        options={[...(agents?.values() ?? [])].map((one) => ({ value: one.id, label: one.name }))}
      />
    </div>
  );
}
