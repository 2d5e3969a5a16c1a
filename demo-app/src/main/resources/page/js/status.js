// The status sentence, the connection banner, and what a screen reader hears.

import { byId, setAttr, setText } from "./dom.js";

const SPEAK_MILLIS = 2000;
let spokenPhase = "";
let spokenAt = 0;
let timer = 0;

export function renderStatus(state) {
  const { status, phase } = state.summary;
  const sentence = byId("status");
  setText(sentence, status);
  setAttr(sentence, "data-phase", phase);
  const banner = byId("connection");
  banner.hidden = state.connection.text === "";
  setText(banner, state.connection.text);
  setText(document.querySelector("title"), `${phase === "equal" ? "" : "≠ "}Rejoin demo`);
  if (phase !== spokenPhase) {
    speak(state);
  }
}

/** Says a sentence when the phase changes, and not more often than people can listen. */
function speak(state) {
  clearTimeout(timer);
  const wait = Math.max(0, spokenAt + SPEAK_MILLIS - Date.now());
  timer = setTimeout(() => {
    spokenPhase = state.summary.phase;
    spokenAt = Date.now();
    setText(byId("live"), state.summary.status);
  }, wait);
}

/** Says something at once, as after a command. */
export function announce(text) {
  setText(byId("live"), text);
}
