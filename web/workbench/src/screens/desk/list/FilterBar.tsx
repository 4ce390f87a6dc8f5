import FilterOutlined from "@ant-design/icons/FilterOutlined";
import Button from "antd/es/button";
import Popover from "antd/es/popover";
import { setUi, useUi } from "../../../app/ui";
import { useText } from "../../../i18n";
import { lazily } from "../../../parts/lazily";
import { Calls } from "./Calls";
import styles from "./list.module.css";
import { filtering } from "./order";

const Choices = lazily(() => import("./Choices").then((m) => m.Choices));

/** Filter, order, choosing many, and where one was called. */
export function FilterBar() {
  const t = useText();
  const { filter, sort, chosen } = useUi();
  const active = filtering(filter) || sort !== "urgency";
  return (
    <div className={styles.bar}>
      <Popover trigger="click" placement="bottomLeft" content={<Choices filter={filter} sort={sort} />}>
        <Button size="small" type={active ? "primary" : "text"} icon={<FilterOutlined />} data-testid="list-filter">
          {active ? t.day.filterOn : t.day.filter}
        </Button>
      </Popover>
      <Button
        size="small"
        type={chosen ? "primary" : "text"}
        aria-pressed={chosen !== null}
        onClick={() => setUi({ chosen: chosen ? null : new Set() })}
        data-testid="list-batch"
      >
        {chosen ? t.day.batchEnd : t.day.batch}
      </Button>
      <span className={styles.space} />
      <Calls />
    </div>
  );
}
