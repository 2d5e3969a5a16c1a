// What was ordered and what came of it, newest first.

import { byId, el, keyed } from "./dom.js";

const WORDS = {
  done: "done",
  acked: "acked",
  partial: "partial",
  unknown: "unknown",
  unavailable: "unavailable",
  rejected: "rejected",
  failed: "failed",
};

let empty;

export function startActivity() {
  empty = el("li", { class: "empty", text: "Nothing has been ordered yet." });
  byId("notices").append(empty);
}

export function renderActivity(state) {
  const list = byId("notices");
  const notices = [...state.notices].reverse();
  if (notices.length === 0) {
    return;
  }
  empty.remove();
  const numbered = notices.map((notice, i) => ({ ...notice, key: String(notices.length - i) }));
  keyed(list, numbered, (notice) => `${notice.key} ${notice.text}`, create, () => {});
}

function create(notice) {
  const item = el("li", { "data-result": notice.result });
  item.append(
    el("span", { class: "result", text: WORDS[notice.result] ?? notice.result }),
    el("span", { text: notice.text }));
  return item;
}
