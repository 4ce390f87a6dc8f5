/** The composer's state and what it does; the view is Composer.tsx. */
import AntApp from "antd/es/app";
import { useCallback, useEffect, useRef, useState } from "react";
import { listenAsComposer } from "../../../app/ui";
import { useText } from "../../../i18n";
import { serverNow } from "../../../protocol/api";
import type { Conversation, Material, Phrase, ProductCard } from "../../../protocol/types";
import type { Outgoing } from "../../../store/outbox";
import { useSettings } from "../../../store/queries";
import { useDesk, useHold } from "../../../store/use";
import { useActions } from "../actions/useActions";
import { calledIn } from "./calls";
import { isOwnRecallable, lastOwnText } from "./own";
import { replaceTrigger, type Trigger, triggerAt } from "./trigger";
import { useAttachments } from "./useAttachments";
import { useDraft } from "./useDraft";
import { useGate } from "./useGate";
import { usePhrase } from "./usePhrase";
import { useRefusals } from "./useRefusals";
import { useRestyle } from "./useRestyle";
import { useReword } from "./useReword";
import { useTypingSign } from "./useTypingSign";
import { fill, unfilled } from "./variables";

export const LONGEST = 5000;

export function useComposer(conversation: Conversation, replies: boolean) {
  const { id, shop } = conversation;
  const t = useText();
  const { message } = AntApp.useApp();
  const desk = useDesk();
  const me = useHold().session.staff.id;
  const { recall } = useActions(id);
  const field = useRef<HTMLTextAreaElement>(null);

  const [reply, setReply] = useDraft(shop, id, "reply", true);
  const [noteText, setNoteText] = useDraft(shop, id, "note", false);
  const [noteWanted, setNote] = useState(false);
  const [caret, setCaret] = useState(0);
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const [editing, setEditing] = useState<number | null>(null);
  const [asking, setAsking] = useState<string | null>(null);
  const [assisted, setAssisted] = useState(false);
  const [freed, setFreed] = useState(0);

  const note = noteWanted || !replies;
  const text = note ? noteText : reply;
  const setText = note ? setNoteText : setReply;
  const pictures = useAttachments(shop);
  const filled = usePhrase(conversation);
  const found = triggerAt(text, caret);
  const trigger: Trigger | null =
    found && found.start !== closedAt && !(note && found.kind === "phrase") ? found : null;
  // A sign and what is looked for by it are no words to a shopper yet.
  const looking = trigger?.start === 0 && caret === text.length;
  const gate = useGate(shop, id, reply, !note && !looking);
  const draftsShown = useSettings(shop).data?.drafts_shown ?? false;
  useTypingSign(shop, id, note ? "" : reply, draftsShown);

  const place = useCallback((at: number) => {
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(at, at);
      setCaret(at);
    });
  }, []);

  const change = (next: string, at: number) => {
    setText(next);
    setCaret(at);
    setAsking(null);
    if (triggerAt(next, at)?.start !== closedAt) setClosedAt(null);
    if (!next) setAssisted(false);
  };

  const insert = (piece: string) => {
    const from = field.current?.selectionStart ?? text.length;
    const to = field.current?.selectionEnd ?? text.length;
    change(text.slice(0, from) + piece + text.slice(to), from + piece.length);
    place(from + piece.length);
  };

  const choose = (piece: string) => {
    if (!trigger) return;
    const next = replaceTrigger(text, caret, trigger, piece);
    change(next.text, next.caret);
    place(next.caret);
  };

  /** The first variable that nothing is known for is marked, ready to be typed over. */
  const markUnfilled = (now: string): boolean => {
    const open = unfilled(now);
    if (!open) return false;
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(open.start, open.end);
    });
    return true;
  };

  const takePhrase = (phrase: Phrase) => {
    const made = filled(phrase);
    if (trigger) choose(made.text);
    else insert(made.text);
    const finish = (values: object) => {
      const now = field.current?.value ?? "";
      const whole = fill(now, values);
      if (whole !== now) change(whole, whole.length);
      if (!markUnfilled(whole) && whole !== now) place(whole.length);
    };
    if (made.later) void made.later.then(finish);
    else if (unfilled(made.text)) requestAnimationFrame(() => finish({}));
  };

  const say = (
    kind: "text" | "image" | "product_card",
    body: object,
    warned = false,
    call?: Outgoing["call"],
    override?: string,
  ) =>
    desk.say({
      shop,
      conversation: id,
      internal: note,
      kind,
      body,
      assisted: assisted && kind === "text",
      warned,
      ...(call ? { call } : {}),
      ...(override ? { override } : {}),
    });

  const sendProduct = ({ number, title, price_from, picture }: ProductCard) => {
    choose("");
    say("product_card", { product: number, title, price: price_from, picture });
  };

  /** A picture of the shelf waits beside the words like one's own; its words and link can still be changed. */
  const sendMaterial = ({ picture, title, said, url }: Material) => {
    if (picture) pictures.put(title, picture);
    choose([said, url ? `${title} ${url}` : ""].filter(Boolean).join(" "));
  };

  /** Sends what is written; `anyway` = the warnings have been seen; `override` = why a block is set aside. */
  const send = async (anyway = false, override = "") => {
    const words = text.trim();
    const ready = pictures.attachments.every((one) => one.upload);
    if (!ready || words.length > LONGEST || (!words && !pictures.attachments.length)) return;
    const seen = anyway || asking === text;
    const open = note ? null : unfilled(words);
    if (open) {
      message.warning(t.phrases.unfilled(open.sign));
      markUnfilled(text);
      return;
    }
    if (!note && gate.verdict === "block" && !override) return;
    if (!note && gate.verdict === "warn" && !seen) return setAsking(text);
    if (editing !== null && !note && !(await recall(editing))) return;
    for (const { upload } of pictures.attachments) if (upload) say("image", { ...upload });
    const called = note ? calledIn(words, desk.read().state.agents[shop]) : undefined;
    if (words) say("text", { text: words }, seen, called, override);
    pictures.clear();
    setText("");
    setEditing(null);
    setAsking(null);
    setAssisted(false);
  };

  /** ↑: within two minutes the line is changed (the old one recalled on sending), later it is only brought back. */
  const editLast = () => {
    const thread = desk.read().state.threads.get(id);
    const last = lastOwnText(thread?.messages ?? [], me);
    if (!last?.body.text) return;
    if (isOwnRecallable(last, me, serverNow())) setEditing(last.seq);
    change(last.body.text, last.body.text.length);
    place(last.body.text.length);
  };

  const stopEditing = () => {
    setEditing(null);
    change("", 0);
  };

  const reword = useReword(shop, id, note ? null : conversation.suggestion);
  const suggestion = reword.suggestion;
  const shown = suggestion && suggestion.seq > freed && suggestion.reply !== text ? suggestion : null;
  const takeSuggestion = () => {
    if (!shown) return;
    setFreed(shown.seq);
    change(shown.reply, shown.reply.length);
    setAssisted(true);
    place(shown.reply.length);
  };

  const restyle = useRestyle(shop, id, reply, (next) => change(next, next.length));

  const rewrite = () => {
    if (note || !gate.rewrite) return;
    change(gate.rewrite, gate.rewrite.length);
    place(gate.rewrite.length);
  };

  const restore = (words: string) => {
    if (text.trim()) message.info(t.composer.notDigested);
    const next = text.trim() ? `${text}\n${words}` : words;
    change(next, next.length);
    place(next.length);
  };
  useRefusals(id, !note && !reply.trim(), (words, refusal) => {
    restore(words);
    gate.learn({
      text: words,
      verdict: refusal.code === "gate_block" ? "block" : "warn",
      findings: refusal.findings ?? [],
      rewrite: refusal.rewrite ?? null,
    });
    if (refusal.code === "gate_warn") setAsking(words);
  });

  const toggleNote = () => {
    if (!replies) return;
    setNote(!noteWanted);
    place((noteWanted ? reply : noteText).length);
  };

  useEffect(() =>
    listenAsComposer((command) => {
      if (command.do === "insert") insert(command.text);
      if (command.do === "phrase") takePhrase(command.phrase);
      if (command.do === "restore") restore(command.text);
      if (command.do === "focus") field.current?.focus();
      if (command.do === "toggleNote") toggleNote();
      if (command.do === "rewrite") rewrite();
      if (command.do === "note") {
        setNote(true);
        setNoteText(noteText.trim() ? `${noteText}\n${command.text}` : command.text);
      }
    }),
  );

  return {
    field,
    text,
    note,
    gate,
    trigger,
    caret,
    pictures,
    editing,
    draftsShown: draftsShown && !note,
    asking: asking !== null && asking === text,
    suggestion: shown,
    reword,
    restyle,
    change,
    setCaret,
    insert,
    choose,
    takePhrase,
    sendProduct,
    sendMaterial,
    send,
    editLast,
    stopEditing,
    takeSuggestion,
    dismissSuggestion: () => shown && setFreed(shown.seq),
    rewrite,
    toggleNote,
    closePopup: () => setClosedAt(trigger?.start ?? null),
  };
}
