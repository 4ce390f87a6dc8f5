import Form from "antd/es/form";
import Input from "antd/es/input";
import Radio from "antd/es/radio";
import Select from "antd/es/select";
import { useText } from "../../i18n";
import type { Platform } from "../../protocol/types";
import styles from "./setup.module.css";

export const ZONES = ["Asia/Shanghai", "Asia/Urumqi", "Asia/Hong_Kong", "Asia/Taipei", "Asia/Singapore", "Asia/Tokyo"];
const PLATFORMS: readonly Platform[] = ["own", "taobao", "tmall", "pdd", "jd", "douyin"];

export interface ShopValues {
  name: string;
  code: string;
  platform: Platform;
  colour: string;
  timezone: string;
  ship_from: string;
}

export function freshShop(colour: string | undefined): ShopValues {
  return { name: "", code: "shop", platform: "own", colour: colour ?? "", timezone: "Asia/Shanghai", ship_from: "" };
}

/** Fields of who a shop is, within a form. `path` = where they stand in its values. */
export function ShopFields({ palette, withCode = true }: { palette: readonly string[]; withCode?: boolean }) {
  const t = useText();
  return (
    <>
      <Form.Item
        name={["shop", "name"]}
        label={t.setup.name}
        extra={t.setup.nameHint}
        rules={[{ required: true, whitespace: true, max: 40 }]}
      >
        <Input data-testid="shop-name" />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item name={["shop", "platform"]} label={t.setup.platform}>
          <Select options={PLATFORMS.map((one) => ({ value: one, label: t.setup.platforms[one] }))} />
        </Form.Item>
        <Form.Item name={["shop", "timezone"]} label={t.setup.zone}>
          <Select options={ZONES.map((one) => ({ value: one, label: one }))} />
        </Form.Item>
      </div>
      <div className={styles.pair}>
        {withCode ? (
          <Form.Item
            name={["shop", "code"]}
            label={t.setup.shopCode}
            extra={t.setup.shopCodeHint}
            rules={[{ required: true, pattern: /^[A-Za-z0-9_-]{1,64}$/, message: t.setup.shopCodeHint }]}
          >
            <Input autoCapitalize="none" autoComplete="off" data-testid="shop-code" />
          </Form.Item>
        ) : null}
        <Form.Item name={["shop", "ship_from"]} label={t.setup.shipFrom}>
          <Input maxLength={40} />
        </Form.Item>
      </div>
      <Form.Item name={["shop", "colour"]} label={t.setup.colour} extra={t.setup.colourHint}>
        <Radio.Group className={styles.palette ?? ""}>
          {palette.map((colour, n) => (
            <Radio key={colour} value={colour} aria-label={t.setup.colourOf(n + 1)}>
              <span className={styles.swatch} style={{ background: colour }} />
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
    </>
  );
}
