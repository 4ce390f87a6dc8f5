import Button from "antd/es/button";
import Checkbox from "antd/es/checkbox";
import Input from "antd/es/input";
import Radio from "antd/es/radio";
import Select from "antd/es/select";
import { useText } from "../../../i18n";
import styles from "./exams.module.css";
import type { Answer, Place } from "./useExams";

interface Props {
  place: Place;
  answer: Answer;
  readOnly?: boolean;
  onAnswer(answer: Answer): void;
}

const picks = (answer: Answer) => answer.picks ?? [];
const texts = (answer: Answer) => answer.texts ?? [];

/** How a question of each kind is answered. */
export function QuestionBody(props: Props) {
  switch (props.place.kind) {
    case "single":
    case "judge":
      return <One {...props} />;
    case "multiple":
    case "errors":
      return <Some {...props} />;
    case "match":
      return <Pairs {...props} />;
    case "order":
      return <Steps {...props} />;
    case "fill":
    case "short":
    case "calc":
      return <Words {...props} />;
    default:
      return null;
  }
}

function One({ place, answer, readOnly, onAnswer }: Props) {
  const t = useText();
  const options =
    place.kind === "judge"
      ? [
          { value: 1, label: t.exams.true },
          { value: 0, label: t.exams.false },
        ]
      : place.options.map((label, value) => ({ value, label }));
  return (
    <Radio.Group
      className={styles.options ?? ""}
      disabled={readOnly ?? false}
      value={picks(answer)[0]}
      onChange={(event) => onAnswer({ picks: [event.target.value as number], texts: [] })}
      data-testid="exam-options"
    >
      {options.map((one) => (
        <Radio key={one.value} value={one.value}>
          {one.label}
        </Radio>
      ))}
    </Radio.Group>
  );
}

function Some({ place, answer, readOnly, onAnswer }: Props) {
  const t = useText();
  return (
    <>
      <p className={styles.hint}>{place.kind === "errors" ? t.exams.errorsHint : t.exams.multipleHint}</p>
      <Checkbox.Group
        className={styles.options ?? ""}
        disabled={readOnly ?? false}
        value={[...picks(answer)]}
        onChange={(values) => onAnswer({ picks: (values as number[]).sort((a, b) => a - b), texts: [] })}
        data-testid="exam-options"
      >
        {place.options.map((label, value) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a paper's options keep their places
          <Checkbox key={value} value={value}>
            {label}
          </Checkbox>
        ))}
      </Checkbox.Group>
    </>
  );
}

/** Left sides with a choice each; what is not chosen yet is kept as the place behind the last pair. */
function Pairs({ place, answer, readOnly, onAnswer }: Props) {
  const t = useText();
  const open = place.pairs.length;
  const chosen = place.options.map((_, at) => picks(answer)[at] ?? open);
  const choose = (at: number, value: number) =>
    onAnswer({ picks: chosen.map((held, n) => (n === at ? value : held)), texts: [] });
  return (
    <ul className={styles.pairs}>
      {place.options.map((left, at) => (
        <li key={left}>
          <span>{left}</span>
          <Select<number>
            disabled={readOnly ?? false}
            placeholder={t.exams.pickPair}
            aria-label={left}
            value={chosen[at] === open ? null : (chosen[at] ?? null)}
            onChange={(value) => choose(at, value)}
            options={place.pairs.map((label, value) => ({ value, label }))}
          />
        </li>
      ))}
    </ul>
  );
}

function Steps({ place, answer, readOnly, onAnswer }: Props) {
  const t = useText();
  const order = picks(answer).length === place.options.length ? picks(answer) : place.options.map((_, at) => at);
  const move = (from: number, to: number) => {
    const next = [...order];
    const [moved] = next.splice(from, 1);
    if (moved !== undefined) next.splice(to, 0, moved);
    onAnswer({ picks: next, texts: [] });
  };
  return (
    <>
      <p className={styles.hint}>{t.exams.orderHint}</p>
      <ol className={styles.steps}>
        {order.map((step, at) => (
          <li key={step}>
            <span>{place.options[step]}</span>
            {readOnly ? null : (
              <span className={styles.moves}>
                <Button size="small" disabled={at === 0} onClick={() => move(at, at - 1)}>
                  {t.exams.up}
                </Button>
                <Button size="small" disabled={at === order.length - 1} onClick={() => move(at, at + 1)}>
                  {t.exams.down}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

function Words({ place, answer, readOnly, onAnswer }: Props) {
  const t = useText();
  const given = Array.from({ length: place.blanks }, (_, at) => texts(answer)[at] ?? "");
  const write = (at: number, text: string) =>
    onAnswer({ picks: [], texts: given.map((held, n) => (n === at ? text : held)) });
  if (place.kind === "short")
    return (
      <Input.TextArea
        rows={6}
        maxLength={2000}
        readOnly={readOnly ?? false}
        value={given[0] ?? ""}
        placeholder={t.exams.yourAnswer}
        aria-label={t.exams.yourAnswer}
        onChange={(event) => write(0, event.target.value)}
        data-testid="exam-text"
      />
    );
  return (
    <div className={styles.blanks}>
      {given.map((text, at) => (
        <Input
          // biome-ignore lint/suspicious/noArrayIndexKey: blanks keep their places
          key={at}
          maxLength={200}
          readOnly={readOnly ?? false}
          value={text}
          placeholder={place.kind === "fill" ? t.exams.blank(at + 1) : t.exams.yourAnswer}
          aria-label={place.kind === "fill" ? t.exams.blank(at + 1) : t.exams.yourAnswer}
          onChange={(event) => write(at, event.target.value)}
          data-testid="exam-text"
        />
      ))}
    </div>
  );
}
