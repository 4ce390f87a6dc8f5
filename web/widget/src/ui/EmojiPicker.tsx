import { useUi } from "./context";

const SIGNS = [
  ..."😀😄😂🤣😊😉😍😘😋🤗🤔😅😏🙄😴😷😭😢😡😱🥺🙏👍👎👌👏💪🤝",
  "❤️",
  ..."💔🌹🎉🎁🎂🍵🛒📦🚚💰🧧👗👟🌸",
  "☀️",
  ..."🌙⭐🔥",
];

export function EmojiPicker({ onPick }: { onPick: (sign: string) => void }) {
  const { texts } = useUi();
  return (
    <fieldset class="emoji" aria-label={texts.emoji} data-testid="xiaoer-emoji-list">
      {SIGNS.map((sign) => (
        <button key={sign} type="button" onClick={() => onPick(sign)}>
          {sign}
        </button>
      ))}
    </fieldset>
  );
}
