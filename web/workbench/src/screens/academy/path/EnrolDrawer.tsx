import AntApp from "antd/es/app";
import Button from "antd/es/button";
import DatePicker from "antd/es/date-picker";
import Drawer from "antd/es/drawer";
import Switch from "antd/es/switch";
import { useState } from "react";
import { sentence, useText } from "../../../i18n";
import { Labelled } from "../../settings/Labelled";
import { mayManage } from "../rights";
import { People } from "./People";
import { type EnrolWish, usePathActs } from "./usePath";

/** Put people or teams on the path, with a date and, where a lead wants it, the gate. */
export function EnrolDrawer({ shop, role, onClose }: { shop: string; role: string; onClose(): void }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const acts = usePathActs(shop);
  const [wish, setWish] = useState<EnrolWish>({ staff: [], teams: [], gated: false, due: null });
  const save = async () => {
    try {
      await acts.enrol.mutateAsync(wish);
      message.success(t.common.saved);
      onClose();
    } catch (error) {
      message.error(sentence(t, error));
    }
  };
  return (
    <Drawer
      open
      size={480}
      title={t.path.enrol}
      onClose={onClose}
      extra={
        <Button
          type="primary"
          disabled={!wish.staff?.length && !wish.teams?.length}
          loading={acts.enrol.isPending}
          onClick={save}
          data-testid="enrol-save"
        >
          {t.common.save}
        </Button>
      }
    >
      <People
        shop={shop}
        staff={wish.staff ?? []}
        teams={wish.teams ?? []}
        onChange={(chosen) => setWish({ ...wish, ...chosen })}
      />
      <Labelled id="enrol-due" label={t.path.dueDate}>
        <DatePicker
          id="enrol-due"
          onChange={(day) => setWish({ ...wish, due: day ? day.endOf("day").toISOString() : null })}
        />
      </Labelled>
      {mayManage(role) ? (
        <Labelled id="enrol-gated" label={t.path.gated} hint={t.path.gatedHint}>
          <Switch
            id="enrol-gated"
            checked={wish.gated ?? false}
            onChange={(gated) => setWish({ ...wish, gated })}
            data-testid="enrol-gated"
          />
        </Labelled>
      ) : null}
    </Drawer>
  );
}
