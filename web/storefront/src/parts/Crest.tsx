import { textOn } from "../../../widget/src/core/colour";

/** The first sign of a shop's name on its own colour, as the chat shows it. */
export function Crest({
  name,
  colour = "",
  big = false,
}: {
  name: string;
  colour?: string | undefined;
  big?: boolean;
}) {
  const text = textOn(colour);
  return (
    <span
      class={big ? "crest big" : "crest"}
      style={text ? { background: colour, color: text } : {}}
      aria-hidden="true"
    >
      {[...name][0]}
    </span>
  );
}
