import { useUi } from "./context";
import { RobotMark } from "./RobotMark";

/** Before anybody's first word: what is kept of the chat, and that a robot answers first, where one does. */
export function Intro() {
  const { client, texts } = useUi();
  const shop = client.state.session?.shop;
  if (!shop) return null;
  return (
    <>
      <p class="consent" data-testid="xiaoer-consent">
        {shop.consent || texts.consent}
      </p>
      {shop.robot && (
        <div class="msg theirs" data-author="robot" data-testid="xiaoer-greeting">
          <div class="by">
            <RobotMark />
          </div>
          <div class="say robot">{shop.greeting || texts.greeting}</div>
        </div>
      )}
      {!shop.robot && shop.greeting && (
        <div class="msg theirs" data-author="system" data-testid="xiaoer-greeting">
          <div class="say">{shop.greeting}</div>
        </div>
      )}
    </>
  );
}
