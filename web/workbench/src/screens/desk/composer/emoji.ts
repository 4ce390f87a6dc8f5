/** What shop talk needs; in rows of eight. */
export const EMOJI = [
  ..."😊😄😁🥰😘🤗🙂😉",
  ..."😅😂🤔😮😢😭😓🙏",
  ..."👍👌👏💪🤝🙌✌️👋".replaceAll("\ufe0f", ""),
  ..."❤🌹🌸🎁🎉✨🔥⭐",
  ..."📦🚚📍🧾💰🏷📷📏",
  ..."👗👚👖👟🧥👜🍵🍰",
  ..."☀🌙☔❄⏰📞✅❌",
];
