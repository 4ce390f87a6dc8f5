/** Tells of news while one looks elsewhere: a desktop notification and a short sound, each where it is wanted. */
import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { useText } from "../i18n";
import type { Conversation, Message } from "../protocol/types";
import { useHold } from "../store/use";
import { preferences } from "./preferences";

const TONE_HZ = 880;
const TONE_S = 0.14;
const LOUDNESS = 0.08;

/** A soft tone, made here: no file to load. */
export function beep(): void {
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  const gain = audio.createGain();
  tone.frequency.value = TONE_HZ;
  gain.gain.setValueAtTime(LOUDNESS, audio.currentTime);
  gain.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + TONE_S);
  tone.connect(gain).connect(audio.destination);
  tone.onended = () => void audio.close();
  tone.start();
  tone.stop(audio.currentTime + TONE_S);
}

/** Whether a line concerns this person: a shopper's in his own chat or the queue, or a note that calls him. */
export function concerns(message: Message, conversation: Conversation, me: number): boolean {
  if (message.visibility === "internal") return message.body.mentions?.includes(me) ?? false;
  if (message.author !== "shopper") return false;
  return conversation.state === "queued" || (conversation.state === "assigned" && conversation.agent?.id === me);
}

export function useAlerts(): void {
  const t = useText();
  const navigate = useNavigate();
  const { desk, session } = useHold();
  const me = session.staff.id;
  useEffect(
    () =>
      desk.onNews((message, conversation) => {
        if (!concerns(message, conversation, me)) return;
        const { notify, sound } = preferences();
        if (sound) beep();
        if (!notify || !document.hidden || globalThis.Notification?.permission !== "granted") return;
        const who = message.visibility === "internal" ? message.author_name : conversation.shopper.nick;
        const shown = new Notification(t.day.newMessage(who), {
          body: message.body.text ?? conversation.last_message?.preview ?? "",
          tag: `xiaoer-${conversation.id}`,
        });
        shown.onclick = () => {
          window.focus();
          shown.close();
          void navigate({ to: "/c/$id", params: { id: String(conversation.id) } });
        };
      }),
    [desk, me, navigate, t],
  );
}
