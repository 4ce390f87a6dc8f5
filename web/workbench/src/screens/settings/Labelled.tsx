import Form from "antd/es/form";
import type { ReactNode } from "react";

interface Props {
  id: string;
  label: string;
  hint?: string | undefined;
  children: ReactNode;
}

export function Labelled({ id, label, hint, children }: Props) {
  return (
    <Form.Item label={label} htmlFor={id} extra={hint} layout="vertical" colon={false}>
      {children}
    </Form.Item>
  );
}
