import type { setup as zh, setupActions as zhActions } from "./zh.setup";

export const setup: typeof zh = {
  title: "Your shop",
  hint: "The first start. Say who the shop is and who you are; then hours, colleagues, data and the chat window. Everything can be changed later.",
  code: "Setup code",
  codeHint: "The server showed a link with this code when it started; only who can read that may begin.",
  shop: "Shop",
  name: "Name",
  nameHint: "What shoppers see",
  shopCode: "Code",
  shopCodeHint: "For addresses: letters, digits, - and _. It cannot be changed later.",
  platform: "Platform",
  platforms: { own: "Own website", taobao: "Taobao", tmall: "Tmall", pdd: "Pinduoduo", jd: "JD", douyin: "Douyin" },
  colour: "Colour",
  colourHint: "With several shops, it tells whose chat one is in.",
  colourOf: (n) => `Colour ${n}`,
  zone: "Time zone",
  shipFrom: "Ships from",
  owner: "Owner (you)",
  ownerName: "Your name",
  login: "Login",
  password: "Password",
  passwordHint: "At least 10 characters, without the login.",
  submit: "Make the shop",
  clock: (minutes) =>
    `The server's clock and this computer's differ by about ${minutes} minutes. Set the server's clock first: response times, deadlines and sign-in codes depend on it.`,
  zoneDiffers: (own) =>
    `This computer is in ${own}. The shop's zone decides business hours and deadlines; make sure that it is right.`,
  step: { hours: "Hours", colleagues: "Colleagues", data: "Data", widget: "Chat window" },
  start: "Getting started",
  startHint: (shop) => `“${shop}” is ready.`,
  next: "Next",
  later: "Skip",
  backStep: "Back",
  finish: "To the desk",
  hoursHint: "Outside of these hours shoppers are told so; the robot answers all the same.",
  colleaguesHint: "A login for each. A one-time password is made: tell it in person or by phone.",
  dataHint:
    "The more goods, policies, answers, phrases and orders there are, the better the robot answers. It can wait: Settings → Import.",
  widgetHint: "Put this line before </body> of your page, and the chat window stands in its corner.",
  snippet: "Line for the page",
  originsHint:
    "On which sites will it stand? One a line, like https://www.example.com. The try-out page here needs none.",
  originsSaved: "Saved",
  tryOut: "Open the try-out page",
  tryHint: "It shows what shoppers see: write a line there, then look for it on the desk.",
  identityHint: "Your site can sign who is logged in, so that the chat knows him; see “The protocol” in the docs.",
  addShop: "Another shop",
  shopsHint:
    "Name, platform and colour tell on each chat and composer which shop it is; the robot speaks as written here.",
  addressForm: "How shoppers are addressed",
  addressHint: "Like 亲 or 您",
  voice: "Voice",
  voiceHint: "In one sentence how the shop speaks: gentle, concrete, without pressing.",
  hotline: "Hotline",
};

export const setupActions: typeof zhActions = { "shop.found": "Shop made", "shop.profile": "Shop profile changed" };
