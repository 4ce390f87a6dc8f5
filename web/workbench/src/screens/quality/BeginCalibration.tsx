import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Modal from "antd/es/modal";
import Select from "antd/es/select";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import type { Shop } from "../../protocol/types";
import { useView } from "../../store/use";
import styles from "./quality.module.css";
import { mayInspect } from "./rights";
import { useQualityActs } from "./useQuality";

/** Lays this chat before several people who score it apart. */
export function BeginCalibration({ shop, inspection }: { shop: Shop; inspection: number }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const { calibrate } = useQualityActs(shop.code);
  const agents = useView((view) => view.state.agents[shop.code]);
  const [open, setOpen] = useState(false);
  const [people, setPeople] = useState<number[]>([]);
  const raters = [...(agents?.values() ?? [])].filter((one) => mayInspect(one.role));
  const begin = () =>
    calibrate.mutate(
      { inspection, people, note: "" },
      { onSuccess: () => setOpen(false), onError: (error) => void message.error(sentence(t, error)) },
    );
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t.quality.calibrate}</Button>
      <Modal
        open={open}
        title={t.quality.calibrate}
        onCancel={() => setOpen(false)}
        onOk={begin}
        okText={t.quality.calibrate}
        cancelText={t.common.cancel}
        confirmLoading={calibrate.isPending}
        okButtonProps={{ disabled: people.length < 2 }}
      >
        <p className={styles.quiet}>{t.quality.calibrateHint}</p>
        <Select
          mode="multiple"
          value={people}
          onChange={setPeople}
          options={raters.map((one) => ({ value: one.id, label: one.name }))}
          placeholder={t.quality.people}
          aria-label={t.quality.people}
          className={styles.full ?? ""}
        />
      </Modal>
    </>
  );
}
