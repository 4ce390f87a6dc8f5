import EditOutlined from "@ant-design/icons/EditOutlined";
import Button from "antd/es/button";
import Dropdown from "antd/es/dropdown";
import { useText } from "../../../i18n";
import styles from "./composer.module.css";
import { type Restyled, STYLES, type Style } from "./useRestyle";

interface Props {
  busy: boolean;
  disabled: boolean;
  onRun(how: Style): void;
}

export function RestyleMenu({ busy, disabled, onRun }: Props) {
  const t = useText();
  const items = STYLES.map((how) => ({ key: how, label: t.robot.restyle.ways[how], onClick: () => onRun(how) }));
  return (
    <Dropdown menu={{ items }} trigger={["click"]} placement="topLeft" disabled={disabled}>
      <Button
        size="small"
        type="text"
        icon={<EditOutlined />}
        loading={busy}
        disabled={disabled}
        aria-label={t.robot.restyle.title}
        title={t.robot.restyle.title}
        data-testid="tool-restyle"
      />
    </Dropdown>
  );
}

/** Says by what the text was changed, and takes it back. */
export function RestyledHint({ done, onUndo }: { done: Restyled; onUndo(): void }) {
  const t = useText();
  return (
    <div className={styles.hint} role="status" data-testid="restyled">
      <span>{done.model ? t.robot.restyle.byModel(done.model) : t.robot.restyle.byRules}</span>
      {done.why ? <span>{done.why}</span> : null}
      <Button size="small" type="link" onClick={onUndo}>
        {t.robot.restyle.undo}
      </Button>
    </div>
  );
}
