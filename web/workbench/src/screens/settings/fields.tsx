/** Fields with their label and hint, for settings and for rules of all kinds: one line each where they are used. */
import Input from "antd/es/input";
import InputNumber from "antd/es/input-number";
import Select from "antd/es/select";
import Switch from "antd/es/switch";
import { Labelled } from "./Labelled";

interface FieldProps<T> {
  id: string;
  label: string;
  hint?: string;
  value: T;
  onChange(value: T): void;
  testId?: string;
}

interface NumberProps extends FieldProps<number> {
  min: number;
  max: number;
  /** What is counted: seconds, say. */
  suffix?: string;
}

/** A number that is always there: emptying the field keeps the last one. */
export function NumberField({ id, label, hint, min, max, suffix, value, onChange, testId }: NumberProps) {
  return (
    <Labelled id={id} label={label} hint={hint}>
      <InputNumber
        id={id}
        min={min}
        max={max}
        suffix={suffix}
        value={value}
        onChange={(number) => number !== null && onChange(number)}
        data-testid={testId}
      />
    </Labelled>
  );
}

export function SwitchField({ id, label, hint, value, onChange, testId }: FieldProps<boolean>) {
  return (
    <Labelled id={id} label={label} hint={hint}>
      <Switch id={id} checked={value} onChange={onChange} data-testid={testId} />
    </Labelled>
  );
}

/** Words of one's own, each ended by Enter. */
export function TagsField({ id, label, hint, value, onChange, testId }: FieldProps<string[]>) {
  return (
    <Labelled id={id} label={label} hint={hint}>
      <Select
        id={id}
        mode="tags"
        open={false}
        suffixIcon={null}
        value={value}
        onChange={onChange}
        data-testid={testId}
      />
    </Labelled>
  );
}

/** Some lines that are said to shoppers. */
export function WordsField({ id, label, hint, value, onChange, testId }: FieldProps<string>) {
  return (
    <Labelled id={id} label={label} hint={hint}>
      <Input.TextArea
        id={id}
        autoSize={{ minRows: 2 }}
        maxLength={500}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        data-testid={testId}
      />
    </Labelled>
  );
}
