import Segmented from "antd/es/segmented";
import { useState } from "react";
import { useText } from "../../i18n";
import { Chooser } from "./Chooser";
import { OwnScenarios } from "./own/OwnScenarios";
import { PracticeList } from "./PracticeList";
import { mayPractise, mayTeach } from "./rights";

/** Choose a scenario, and the practices so far. */
export function Practice({ shop, role }: { shop: string; role: string }) {
  const t = useText();
  const [everybody, setEverybody] = useState(!mayPractise(role));
  return (
    <>
      <Chooser shop={shop} role={role} />
      {mayTeach(role) && mayPractise(role) ? (
        <Segmented<boolean>
          value={everybody}
          onChange={setEverybody}
          options={[
            { value: false, label: t.academy.mine },
            { value: true, label: t.academy.everybody },
          ]}
        />
      ) : null}
      <PracticeList shop={shop} everybody={everybody} />
      {mayTeach(role) ? <OwnScenarios shop={shop} /> : null}
    </>
  );
}
