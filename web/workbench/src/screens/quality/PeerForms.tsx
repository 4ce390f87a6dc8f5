import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Checkbox from "antd/es/checkbox";
import Input from "antd/es/input";
import Modal from "antd/es/modal";
import Select from "antd/es/select";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import type { Shop } from "../../protocol/types";
import { useView } from "../../store/use";
import { Labelled } from "../settings/Labelled";
import styles from "./quality.module.css";
import { type PeerChat, usePeerActs } from "./usePeers";

/** Takes a pasted chat, or one from a text file. */
export function AddPeerChat({ shop, round }: { shop: Shop; round: number }) {
  const t = useText();
  const text = t.quality.peers;
  const { message } = AntApp.useApp();
  const { add } = usePeerActs(shop.code);
  const [open, setOpen] = useState(false);
  const [wish, setWish] = useState({ name: "", bigger: "", own: false, text: "" });
  const save = () =>
    add.mutate(
      { round_id: round, wish },
      {
        onSuccess: () => {
          setOpen(false);
          setWish({ name: "", bigger: "", own: false, text: "" });
        },
        onError: (error) => void message.error(sentence(t, error)),
      },
    );
  const read = async (file: File | undefined) => file && setWish({ ...wish, text: await file.text() });
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)} data-testid="add-peer">
        {text.add}
      </Button>
      <Modal
        open={open}
        title={text.add}
        onCancel={() => setOpen(false)}
        onOk={save}
        okText={t.common.save}
        cancelText={t.common.cancel}
        confirmLoading={add.isPending}
        okButtonProps={{ disabled: !wish.name.trim() || !wish.text.trim() }}
      >
        <div className={styles.stack}>
          <Checkbox checked={wish.own} onChange={(e) => setWish({ ...wish, own: e.target.checked })}>
            {text.own}
          </Checkbox>
          <Labelled id="peer-name" label={text.name}>
            <Input id="peer-name" value={wish.name} onChange={(e) => setWish({ ...wish, name: e.target.value })} />
          </Labelled>
          <Labelled id="peer-bigger" label={text.bigger}>
            <Input
              id="peer-bigger"
              value={wish.bigger}
              onChange={(e) => setWish({ ...wish, bigger: e.target.value })}
            />
          </Labelled>
          <Labelled id="peer-text" label={text.text} hint={text.textHint}>
            <Input.TextArea
              id="peer-text"
              rows={10}
              value={wish.text}
              onChange={(e) => setWish({ ...wish, text: e.target.value })}
            />
          </Labelled>
          <Labelled id="peer-file" label={text.file}>
            <input id="peer-file" type="file" accept=".txt,.csv,.jsonl" onChange={(e) => read(e.target.files?.[0])} />
          </Labelled>
        </div>
      </Modal>
    </>
  );
}

/** The five questions that only a person can answer. */
export function AnswerPeer(props: { shop: Shop; round: number; chat: PeerChat; questions: string[]; onClose(): void }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const { answer } = usePeerActs(props.shop.code);
  const [answers, setAnswers] = useState<Record<string, string>>(props.chat.answers);
  const save = () =>
    answer.mutate(
      { round_id: props.round, chat_id: props.chat.id, answers },
      { onSuccess: props.onClose, onError: (error) => void message.error(sentence(t, error)) },
    );
  return (
    <Modal
      open
      title={`${t.quality.peers.answer} · ${props.chat.name}`}
      onCancel={props.onClose}
      onOk={save}
      okText={t.common.save}
      cancelText={t.common.cancel}
      confirmLoading={answer.isPending}
    >
      <div className={styles.stack}>
        {props.questions.map((question) => (
          <Labelled key={question} id={`peer-${question}`} label={t.quality.peers.questions[question] ?? question}>
            <Input.TextArea
              id={`peer-${question}`}
              autoSize
              maxLength={2000}
              value={answers[question] ?? ""}
              onChange={(e) => setAnswers({ ...answers, [question]: e.target.value })}
            />
          </Labelled>
        ))}
      </div>
    </Modal>
  );
}

/** What was learnt; the measure becomes somebody's task with a date. */
export function PeerLesson({ shop, round }: { shop: Shop; round: number }) {
  const t = useText();
  const text = t.quality.peers;
  const { message } = AntApp.useApp();
  const { conclude } = usePeerActs(shop.code);
  const agents = useView((view) => view.state.agents[shop.code]);
  const none = { learnt: "", shared: false, measure: "", owner: null as number | null, due: "" };
  const [wish, setWish] = useState(none);
  const ready = wish.learnt.trim() && wish.measure.trim() && wish.owner && wish.due;
  const save = () =>
    conclude.mutate(
      { round_id: round, wish: { ...wish, owner: wish.owner ?? 0 } },
      {
        onSuccess: () => {
          setWish(none);
          void message.success(text.concluded);
        },
        onError: (error) => void message.error(sentence(t, error)),
      },
    );
  return (
    <section className={styles.stack} aria-label={text.lesson}>
      <Labelled id="lesson-learnt" label={text.learnt}>
        <Input.TextArea
          id="lesson-learnt"
          autoSize
          value={wish.learnt}
          maxLength={2000}
          onChange={(e) => setWish({ ...wish, learnt: e.target.value })}
        />
      </Labelled>
      <Checkbox checked={wish.shared} onChange={(e) => setWish({ ...wish, shared: e.target.checked })}>
        {text.shared}
      </Checkbox>
      <div className={styles.draw}>
        <Labelled id="lesson-measure" label={text.measure}>
          <Input
            id="lesson-measure"
            value={wish.measure}
            maxLength={200}
            onChange={(e) => setWish({ ...wish, measure: e.target.value })}
          />
        </Labelled>
        <Labelled id="lesson-owner" label={text.owner}>
          <Select
            id="lesson-owner"
            value={wish.owner}
            onChange={(owner) => setWish({ ...wish, owner })}
            options={[...(agents?.values() ?? [])].map((one) => ({ value: one.id, label: one.name }))}
            className={styles.filter ?? ""}
          />
        </Labelled>
        <Labelled id="lesson-due" label={text.due}>
          <Input
            id="lesson-due"
            type="date"
            value={wish.due}
            onChange={(e) => setWish({ ...wish, due: e.target.value })}
          />
        </Labelled>
        <Button
          type="primary"
          disabled={!ready}
          loading={conclude.isPending}
          onClick={save}
          data-testid="conclude-peers"
        >
          {text.conclude}
        </Button>
      </div>
    </section>
  );
}
