import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { spoken } from "./i18n";
import "./theme/base.css";
import { paint } from "./theme/useTheme";

paint();
const root = document.getElementById("root");
if (root) {
  void spoken().then(() =>
    createRoot(root).render(
      <StrictMode>
        <App />
      </StrictMode>,
    ),
  );
}
