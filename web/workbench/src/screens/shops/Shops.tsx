import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Form from "antd/es/form";
import Input from "antd/es/input";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { Page } from "../../parts/Page";
import { useShopChoice } from "../../parts/shopChoice";
import type { Schemas } from "../../protocol/types";
import page from "../page.module.css";
import { SettingsNav } from "../settings/SettingsNav";
import { ShopFields } from "../setup/ShopFields";
import { useSetup } from "../setup/useSetup";
import { NewShop } from "./NewShop";
import { useProfile, useSaveProfile } from "./useProfile";

type Profile = Schemas["ShopProfileView"];

/** An owner's shops: who each is and how it speaks; another one. */
export function Shops() {
  const t = useText();
  const choice = useShopChoice((one) => one.role === "owner");
  const { code } = choice;
  const [adding, setAdding] = useState(false);
  const profile = useProfile(code);
  const setup = useSetup();
  if (!code) return <Blank title={t.owner.staff.noRight} />;
  return (
    <Page
      name="shops"
      title={t.owner.nav.shops}
      hint={t.setup.shopsHint}
      choice={choice}
      tools={
        <Button onClick={() => setAdding(true)} data-testid="shop-add">
          {t.setup.addShop}
        </Button>
      }
    >
      <SettingsNav />
      {profile.isPending || setup.isPending ? <Loading rows={8} /> : null}
      {profile.isError ? <Failed error={profile.error} onRetry={() => profile.refetch()} /> : null}
      {profile.data && setup.data ? (
        <Who key={code} shop={code} kept={profile.data} palette={setup.data.palette} />
      ) : null}
      {adding ? <NewShop palette={setup.data?.palette ?? []} onDone={() => setAdding(false)} /> : null}
    </Page>
  );
}

function Who({ shop, kept, palette }: { shop: string; kept: Profile; palette: readonly string[] }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const save = useSaveProfile(shop);
  const [form] = Form.useForm<{ shop: Profile }>();
  const submit = async ({ shop: said }: { shop: Profile }) => {
    try {
      await save.mutateAsync({ ...kept, ...said });
      message.success(t.common.saved);
    } catch (error) {
      message.error(sentence(t, error));
    }
  };
  // A colour of its own from elsewhere stays among those that can be had.
  const colours = palette.includes(kept.colour) ? palette : [kept.colour, ...palette];
  return (
    <section className={page.section}>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ shop: kept }} onFinish={submit}>
        <ShopFields palette={colours} withCode={false} />
        <Form.Item name={["shop", "address_form"]} label={t.setup.addressForm} extra={t.setup.addressHint}>
          <Input maxLength={10} />
        </Form.Item>
        <Form.Item name={["shop", "voice"]} label={t.setup.voice} extra={t.setup.voiceHint}>
          <Input.TextArea autoSize maxLength={200} />
        </Form.Item>
        <Form.Item name={["shop", "hotline"]} label={t.setup.hotline}>
          <Input maxLength={40} inputMode="tel" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={save.isPending} data-testid="shop-save">
          {t.common.save}
        </Button>
      </Form>
    </section>
  );
}
