(() => {
  const root = document.documentElement;
  document.getElementById("theme").addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
  document.getElementById("print").addEventListener("click", () => {
    for (const chat of document.querySelectorAll(".chat:not([hidden])")) chat.open = true;
    print();
  });
  const kind = document.getElementById("kind"), agent = document.getElementById("agent"), word = document.getElementById("word");
  const chats = [...document.querySelectorAll(".chat")], count = document.getElementById("shown");
  const filter = () => {
    let shown = 0;
    for (const chat of chats) {
      const fits = (!kind.value || chat.dataset.kinds.split(" ").includes(kind.value)) &&
        (!agent.value || JSON.parse(chat.dataset.agents).includes(agent.value)) &&
        (!word.value || chat.textContent.includes(word.value));
      chat.hidden = !fits;
      shown += fits;
    }
    count.textContent = shown;
    for (const row of document.querySelectorAll(".row")) row.classList.toggle("on", row.dataset.kind === kind.value);
  };
  for (const field of [kind, agent, word]) field.addEventListener("input", filter);
  for (const row of document.querySelectorAll(".row")) {
    const open = () => { kind.value = kind.value === row.dataset.kind ? "" : row.dataset.kind; filter(); document.getElementById("chats").scrollIntoView({ block: "start" }); };
    row.addEventListener("click", open);
    row.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(); } });
  }
})();
