import { useNavigate, useSearch } from "@tanstack/react-router";
import Button from "antd/es/button";
import { useText } from "../../../i18n";
import { When } from "../../../parts/When";
import page from "../../page.module.css";
import coaching from "../coaching/coaching.module.css";
import { mayTeach } from "../rights";
import { ModelDrawer } from "./ModelDrawer";
import { useModelLessons } from "./useShowcase";

/** Model lessons: real chats without names, with a comment beside each message. */
export function Showcase({ shop, role }: { shop: string; role: string }) {
  const t = useText();
  const lessons = useModelLessons(shop);
  const { model } = useSearch({ strict: false }) as { model?: number };
  const navigate = useNavigate();
  const open = (id?: number) => navigate({ to: "/academy", search: id ? { tab: "path", model: id } : { tab: "path" } });
  const shown = lessons.data?.find((one) => one.id === model);
  if (!lessons.data || (!lessons.data.length && !mayTeach(role))) return null;
  return (
    <section className={page.section} data-testid="showcase">
      <h2 className={page.sectionTitle}>{t.showcase.title}</h2>
      <p className={coaching.meta}>{mayTeach(role) ? t.showcase.hintTeach : t.showcase.hint}</p>
      <ul className={coaching.list}>
        {lessons.data.map((one) => (
          <li key={one.id} data-testid="model-lesson">
            <Button type="link" size="small" onClick={() => open(one.id)}>
              {one.title}
            </Button>
            <span className={coaching.meta}>
              <When at={one.made_at} form="long" />
            </span>
          </li>
        ))}
      </ul>
      {shown ? (
        <ModelDrawer
          key={`${shown.id}.${shown.version}`}
          shop={shop}
          role={role}
          lesson={shown}
          onClose={() => open()}
        />
      ) : null}
    </section>
  );
}
