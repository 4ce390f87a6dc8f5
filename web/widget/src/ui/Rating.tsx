import { useState } from "preact/hooks";
import { useUi } from "./context";
import { Icon } from "./icons";
import { SheetFrame } from "./SheetFrame";

const STARS = [1, 2, 3, 4, 5];

function Form({ onDone }: { onDone: () => void }) {
  const { client, texts } = useUi();
  const [stars, setStars] = useState(0);
  const [word, setWord] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (stars === 0) return;
        client.rate(stars, word);
        onDone();
      }}
    >
      <fieldset class="stars">
        <legend>{texts.rate.title}</legend>
        {STARS.map((n) => (
          <label key={n} class={n <= stars ? "star on" : "star"} data-testid={`xiaoer-star-${n}`}>
            <input
              type="radio"
              name="stars"
              value={n}
              checked={n === stars}
              aria-label={`${texts.rate.stars(n)}, ${texts.rate.words[n - 1]}`}
              onChange={() => setStars(n)}
            />
            <Icon name="star" size={28} />
          </label>
        ))}
      </fieldset>
      {stars > 0 && (
        <>
          <p class="star-word" aria-live="polite">
            {texts.rate.words[stars - 1]}
          </p>
          <textarea
            class="word"
            rows={2}
            maxLength={500}
            value={word}
            placeholder={texts.rate.word}
            aria-label={texts.rate.word}
            data-testid="xiaoer-rate-word"
            onInput={(event) => setWord(event.currentTarget.value)}
          />
          <button type="submit" class="primary" data-testid="xiaoer-rate-send">
            {texts.rate.submit}
          </button>
        </>
      )}
    </form>
  );
}

/** Stars for the visit: asked for when it is closed, thanked for when they have arrived. */
export function RateCard({ onDone = () => undefined }: { onDone?: () => void }) {
  const { client, texts } = useUi();
  const { visit, rating } = client.state;
  return (
    <div class="rate" data-testid="xiaoer-rate" data-rated={visit.rated ?? undefined}>
      {visit.rated !== null ? (
        <p role="status">{texts.rate.thanks(visit.rated)}</p>
      ) : rating ? (
        <p role="status">{texts.rate.sent}</p>
      ) : (
        <Form onDone={onDone} />
      )}
    </div>
  );
}

export function RateSheet() {
  const { texts } = useUi();
  return (
    <SheetFrame title={texts.rate.open} testid="xiaoer-rate-sheet">
      <RateCard />
    </SheetFrame>
  );
}
