import { useUi } from "./context";
import { Icon } from "./icons";

/** 智能客服, on every automatic reply, in Chinese in every language: the law's own word (RULES §10). */
export function RobotMark() {
  const { texts, lang } = useUi();
  return (
    <span class="robot-mark" data-testid="xiaoer-robot-mark" title={texts.robotNote}>
      <Icon name="robot" size={14} />
      <span lang="zh-CN">{texts.robotMark}</span>
      {lang === "en" && ` · ${texts.robotNote}`}
    </span>
  );
}
