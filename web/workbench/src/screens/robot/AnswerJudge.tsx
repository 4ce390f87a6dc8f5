import Button from "antd/es/button";
import Popover from "antd/es/popover";
import { useState } from "react";
import { useText } from "../../i18n";
import { Thumbs } from "./Thumbs";
import { Why } from "./Why";

interface Props {
  shop: string;
  conversation: number;
  seq: number;
}

/** Why it says so, and what one thinks of it. */
export function AnswerJudge({ shop, conversation, seq }: Props) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Popover
        trigger="click"
        open={open}
        onOpenChange={setOpen}
        title={t.robot.whyTitle}
        content={open ? <Why shop={shop} conversation={conversation} seq={seq} /> : null}
      >
        <Button size="small" type="link" data-testid="answer-why">
          {t.robot.why}
        </Button>
      </Popover>
      <Thumbs shop={shop} conversation={conversation} seq={seq} />
    </>
  );
}
