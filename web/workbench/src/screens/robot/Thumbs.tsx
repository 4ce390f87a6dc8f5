import DislikeOutlined from "@ant-design/icons/DislikeOutlined";
import LikeOutlined from "@ant-design/icons/LikeOutlined";
import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Input from "antd/es/input";
import Popover from "antd/es/popover";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import type { Thumb } from "../../protocol/types";
import styles from "./robot.module.css";
import { useAnswers, useRobotActs } from "./useRobot";

interface Props {
  shop: string;
  conversation: number;
  /** The shopper's line that was answered. */
  seq: number;
}

/** Good or bad, in one press; pressing again takes it back. A thumb down asks for a word, and does not need one. */
export function Thumbs({ shop, conversation, seq }: Props) {
  const t = useText();
  const { message } = AntApp.useApp();
  const acts = useRobotActs(shop);
  const kept = useAnswers(shop, conversation, seq).data?.find((one) => one.seq === seq)?.thumb ?? "none";
  const [asking, setAsking] = useState(false);
  const [why, setWhy] = useState("");
  const rate = async (thumb: Thumb, words = "") => {
    try {
      await acts.rate(conversation, seq, thumb, words);
      message.success(t.robot.thumbs.kept);
    } catch (error) {
      message.error(sentence(t, error));
    }
  };
  const down = () => {
    if (kept === "down") return void rate("none");
    setAsking(true);
    void rate("down");
  };
  return (
    <span className={styles.thumbs}>
      <Button
        size="small"
        type="text"
        icon={<LikeOutlined />}
        aria-label={t.robot.thumbs.up}
        title={t.robot.thumbs.up}
        aria-pressed={kept === "up"}
        onClick={() => void rate(kept === "up" ? "none" : "up")}
        data-testid="thumb-up"
      />
      <Popover
        trigger="click"
        open={asking}
        onOpenChange={(open) => !open && setAsking(false)}
        content={
          <form
            className={styles.ask}
            onSubmit={(event) => {
              event.preventDefault();
              setAsking(false);
              if (why.trim()) void rate("down", why);
            }}
          >
            <Input.TextArea
              autoSize={{ minRows: 2, maxRows: 4 }}
              maxLength={300}
              value={why}
              placeholder={t.robot.thumbs.why}
              aria-label={t.robot.thumbs.why}
              onChange={(event) => setWhy(event.target.value)}
              data-testid="thumb-why"
            />
            <Button size="small" htmlType="submit" type="primary">
              {t.robot.thumbs.send}
            </Button>
          </form>
        }
      >
        <Button
          size="small"
          type="text"
          icon={<DislikeOutlined />}
          aria-label={t.robot.thumbs.down}
          title={t.robot.thumbs.down}
          aria-pressed={kept === "down"}
          onClick={down}
          data-testid="thumb-down"
        />
      </Popover>
    </span>
  );
}
