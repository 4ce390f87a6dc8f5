import Button from "antd/es/button";
import { useRef } from "react";

interface Props {
  label: string;
  accept: string;
  testId: string;
  busy?: boolean;
  small?: boolean;
  several?: boolean;
  onFiles(files: File[]): void;
}

/** A button that asks for files. The same file may be chosen again: it may have been mended. */
export function FileButton({ label, accept, testId, busy = false, small = false, several = false, onFiles }: Props) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        size={small ? "small" : "middle"}
        loading={busy}
        onClick={() => field.current?.click()}
        data-testid={`${testId}-choose`}
      >
        {label}
      </Button>
      {/* Forms show bare file fields whatever they say of themselves. */}
      <span hidden>
        <input
          ref={field}
          type="file"
          accept={accept}
          multiple={several}
          aria-label={label}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            if (files.length) onFiles(files);
            event.target.value = "";
          }}
          data-testid={testId}
        />
      </span>
    </>
  );
}
