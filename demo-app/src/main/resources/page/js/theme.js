// Light, dark, or what the system says.

import { byId, setText } from "./dom.js";

const ORDER = ["auto", "light", "dark"];
const STORED = "rejoin-theme";

function read() {
  try {
    return ORDER.includes(localStorage.getItem(STORED)) ? localStorage.getItem(STORED) : "auto";
  } catch {
    return "auto";
  }
}

function apply(theme) {
  document.documentElement.dataset.theme = theme;
  setText(byId("theme"), `Theme: ${theme}`);
}

export function startTheme() {
  let theme = read();
  apply(theme);
  byId("theme").addEventListener("click", () => {
    theme = ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length];
    apply(theme);
    try {
      localStorage.setItem(STORED, theme);
    } catch {
      // Storage may be off; the choice then lasts as long as the page.
    }
  });
}
