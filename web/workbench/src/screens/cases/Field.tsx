import { type ReactNode, useId } from "react";
import styles from "./cases.module.css";

interface Props {
  label: string;
  hint?: string;
  children(id: string): ReactNode;
}

/** A labelled field; its control takes the id. */
export function Field({ label, hint, children }: Props) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint ? <small>{hint}</small> : null}
    </div>
  );
}
