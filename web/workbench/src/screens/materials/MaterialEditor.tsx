import AntApp from "antd/es/app";
import Form from "antd/es/form";
import Input from "antd/es/input";
import Modal from "antd/es/modal";
import Radio from "antd/es/radio";
import Select from "antd/es/select";
import { useDeferredValue, useState } from "react";
import { sentence, useText } from "../../i18n";
import { FileButton } from "../../parts/FileButton";
import type { Material, MaterialWish } from "../../protocol/types";
import { useProducts } from "../../store/queries";
import styles from "./materials.module.css";
import { useMaterialActs } from "./useMaterialActs";

interface Values {
  title: string;
  kind: MaterialWish["kind"];
  product?: string;
  url?: string;
  said?: string;
  valid_until?: string;
}
type Picture = NonNullable<Material["picture"]>;

const KINDS = ["photo", "size", "report", "care", "repair"] as const;

/** Lays something on the shelf, or writes a new version of it. */
export function MaterialEditor({
  shop,
  material,
  onDone,
}: {
  shop: string;
  material: Material | "new";
  onDone(): void;
}) {
  const t = useText();
  const { message } = AntApp.useApp();
  const acts = useMaterialActs(shop);
  const [form] = Form.useForm<Values>();
  const old = material === "new" ? null : material;
  const [picture, setPicture] = useState<Picture | null>(old?.picture ?? null);
  const [busy, setBusy] = useState(false);
  const [uploading, setUploading] = useState(false);

  const submit = async (values: Values) => {
    const { title, kind, product = "", url = "", said = "", valid_until } = values;
    if (uploading) return; // Enter in a field: the picture is still on its way
    if (!picture && !url.trim()) return void message.warning(t.materials.needContent);
    const wish: MaterialWish = {
      title: title.trim(),
      kind,
      product: product ?? "",
      url: url.trim(),
      said,
      media: picture?.media ?? null,
      valid_until: valid_until || null,
      version: old?.version ?? 0,
    };
    setBusy(true);
    try {
      await acts.save(old?.line ?? null, wish);
      message.success(t.common.saved);
      onDone();
    } catch (error) {
      message.error(sentence(t, error));
    } finally {
      setBusy(false);
    }
  };
  const initial = old
    ? { ...old, product: old.product || undefined, valid_until: old.valid_until ?? "" }
    : { kind: "photo" as const };
  return (
    <Modal
      open
      title={old ? t.materials.changeTitle : t.materials.add}
      okText={t.common.save}
      cancelText={t.common.cancel}
      onCancel={onDone}
      onOk={() => form.submit()}
      okButtonProps={{ "data-testid": "material-save", loading: busy, disabled: uploading }}
    >
      <Form<Values> form={form} layout="vertical" requiredMark={false} initialValues={initial} onFinish={submit}>
        <Form.Item
          name="title"
          label={t.materials.name}
          rules={[{ required: true, whitespace: true, message: t.materials.needName }]}
        >
          <Input autoFocus maxLength={80} data-testid="material-title" />
        </Form.Item>
        <Form.Item name="kind" label={t.materials.kind}>
          <Radio.Group
            optionType="button"
            options={KINDS.map((value) => ({ value, label: t.materials.kinds[value] }))}
          />
        </Form.Item>
        <Form.Item name="product" label={t.materials.product} extra={t.materials.productHint}>
          <ProductPick shop={shop} />
        </Form.Item>
        <PictureField picture={picture} upload={acts.upload} onPicture={setPicture} onBusy={setUploading} />
        <Form.Item
          name="url"
          label={t.materials.link}
          extra={t.materials.linkHint}
          rules={[{ pattern: /^(https?:\/\/\S+)?$/, message: t.materials.linkHint }]}
        >
          <Input maxLength={200} inputMode="url" data-testid="material-url" />
        </Form.Item>
        <Form.Item name="said" label={t.materials.said} extra={t.materials.saidHint}>
          <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={500} data-testid="material-said" />
        </Form.Item>
        <Form.Item name="valid_until" label={t.materials.validUntil}>
          <input type="date" className={styles.day} data-testid="material-until" />
        </Form.Item>
      </Form>
    </Modal>
  );
}

interface PickProps {
  shop: string;
  id?: string;
  value?: string;
  onChange?(value: string | undefined): void;
}

/** A product of the shop by number or title. */
function ProductPick({ shop, id, value, onChange }: PickProps) {
  const t = useText();
  const [query, setQuery] = useState("");
  const found = useProducts(shop, useDeferredValue(query));
  const options = (found.data ?? []).map((one) => ({ value: one.number, label: `${one.number} ${one.title}` }));
  return (
    <Select
      {...(id ? { id } : {})}
      allowClear
      value={value ?? null}
      onChange={(next: string | null | undefined) => onChange?.(next ?? undefined)}
      showSearch={{ filterOption: false, onSearch: setQuery }}
      options={options}
      placeholder={t.materials.wholeShop}
      data-testid="material-product"
    />
  );
}

interface PictureProps {
  picture: Picture | null;
  upload(file: File): Promise<Picture>;
  onPicture(picture: Picture): void;
  onBusy(busy: boolean): void;
}

function PictureField({ picture, upload, onPicture, onBusy }: PictureProps) {
  const t = useText();
  const { message } = AntApp.useApp();
  const [busy, setBusy] = useState(false);
  const take = async (file: File) => {
    setBusy(true);
    onBusy(true);
    try {
      onPicture(await upload(file));
    } catch (error) {
      message.error(sentence(t, error));
    } finally {
      setBusy(false);
      onBusy(false);
    }
  };
  return (
    <Form.Item label={t.materials.picture}>
      <div className={styles.picture}>
        {picture ? <img src={picture.url} alt={t.materials.picture} /> : null}
        <FileButton
          label={picture ? t.materials.replace : t.materials.upload}
          accept="image/jpeg,image/png,image/webp,image/gif"
          busy={busy}
          onFiles={([file]) => file && void take(file)}
          testId="material-file"
        />
      </div>
    </Form.Item>
  );
}
