// What readers met where both sides had written: the siblings, who decided, what won and what lost.

import { byId, el, keyed, setText } from "./dom.js";

const COLUMNS = ["Key", "Siblings", "Resolver", "Winner", "Losers"];

/** Where the resolver gave no single value. */
const WORDS = {
  uncontested: "one, ahead of the clock",
  kept: "all kept",
  deleted: "none shown",
  failed: "all shown, the resolver failed",
};

export function startConflicts() {
  const head = el("tr", {}, ...COLUMNS.map((name) => el("th", { scope: "col", text: name })));
  byId("conflicts-table").append(el("thead", {}, head), el("tbody"));
}

export function renderConflicts({ conflicts }) {
  const table = byId("conflicts-table");
  table.hidden = conflicts.length === 0;
  keyed(table.tBodies[0], conflicts, (conflict) => conflict.id, createRow, () => {});
  setText(
    byId("conflicts-note"),
    conflicts.length === 0
      ? "None yet. Cut, change a price on both sides, heal."
      : `The latest ${conflicts.length}, newest first`);
}

/** An entry never changes: the same id is the same conflict. */
function createRow(conflict) {
  return el("tr", { test: `conflict-${conflict.key}` },
    el("th", { scope: "row", text: conflict.key }),
    cell(1, ...texts("span", conflict.siblings)),
    cell(2, el("code", { text: conflict.resolver })),
    cell(3, el("strong", { text: conflict.winner || WORDS[conflict.outcome] || conflict.outcome })),
    cell(4, ...(conflict.losers.length ? texts("s", conflict.losers) : ["none"])));
}

const cell = (at, ...children) => {
  const name = COLUMNS[at];
  return el("td", { class: "parts", "data-name": name, test: name.toLowerCase() }, ...children);
};

const texts = (tag, values) => values.map((value) => el(tag, { text: value }));
