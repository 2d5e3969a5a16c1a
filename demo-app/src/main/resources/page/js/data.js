// Rows are keys, columns are replicas. In a differing row, equal marks stand for equal state.

import { byId, el, keyed, setAttr, setText } from "./dom.js";
import { MARKS, marksOf } from "./reduce.js";

let columns = "";

export function renderData(state) {
  const table = byId("rows");
  const names = state.nodes.map((node) => node.id);
  if (columns !== names.join(" ")) {
    columns = names.join(" ");
    table.replaceChildren(head(state.nodes), el("tbody"));
  }
  if (!table.tBodies.length) {
    return;
  }
  const titles = new Map();
  state.catalogue.forEach((product) =>
    product.rows.forEach((row) => titles.set(row, product.title)));
  const down = new Set(state.nodes.filter((node) => !node.up).map((node) => node.id));
  keyed(
    table.tBodies[0],
    state.rows,
    (row) => row.key,
    (row) => createRow(row, names, titles.get(row.key)),
    (element, row) => updateRow(element, row, names, down));
  const { keys, differing } = state.summary;
  const shown = state.rows.length;
  setText(
    byId("data-note"),
    `${shown < keys ? `${shown} of ${keys} keys shown, differing ones first` : `${keys} keys`}` +
      ` · ${differing} ${differing === 1 ? "differs" : "differ"}`);
}

function head(nodes) {
  const row = el("tr", {}, el("th", { scope: "col", text: "Key" }), el("th", { scope: "col", text: "State" }));
  nodes.forEach((node) => row.append(
    el("th", { scope: "col", class: `side-${node.side.toLowerCase()}` },
      el("span", { text: node.id }), el("small", { text: node.side }))));
  return el("thead", {}, row);
}

function createRow(row, names, title) {
  const [keyspace, ...rest] = row.key.split("/");
  const name = el("th", { scope: "row" },
    el("span", { class: "keyspace", text: `${keyspace}/` }),
    el("span", { class: "key-id", text: rest.join("/") }));
  if (title) {
    name.append(el("small", { text: title }));
  }
  const element = el("tr", { test: `row-${row.key}` }, name,
    el("td", { class: "row-state" }, el("span", { class: "badge" })));
  names.forEach((node) => element.append(
    el("td", { test: `cell-${row.key}-${node}`, "data-node": node },
      el("span", { class: "mark", "aria-hidden": "true" }), el("span", { class: "value" }),
      el("code", { class: "state" }))));
  return element;
}

function updateRow(element, row, names, down) {
  setAttr(element, "data-differs", row.differs);
  setText(element.querySelector(".badge"), row.differs ? "≠ differs" : "= equal");
  const present = names.filter((node) => row.cells[node]?.version);
  const marks = marksOf(present.map((node) => row.cells[node].version));
  const alike = row.differs && areAlike(present.map((node) => row.cells[node]));
  names.forEach((node, i) => {
    const td = element.cells[i + 2];
    setAttr(td, "data-lead", node === present[0] ? "" : null);
    const cell = row.cells[node];
    const mark = row.differs && cell?.version ? marks[present.indexOf(node)] : null;
    setAttr(td, "data-mark", mark);
    setAttr(td, "title", cell?.version ? `state ${cell.version}` : null);
    setText(td.firstChild, mark === null ? "" : MARKS[mark]);
    setText(td.querySelector(".value"), valueOf(cell, down.has(node)));
    setText(td.lastChild, alike && cell?.version ? cell.version.slice(0, 4) : "");
    setAttr(td, "data-absent", cell?.version ? null : "");
  });
}

/** Whether two different states read the same; their first digits then tell them apart. */
function areAlike(cells) {
  const count = (name) => new Set(cells.map((cell) => cell[name])).size;
  return count("text") < count("version");
}

function valueOf(cell, isDown) {
  if (isDown || !cell) {
    return "down";
  }
  return cell.version === "" ? "absent" : cell.text || "…";
}
