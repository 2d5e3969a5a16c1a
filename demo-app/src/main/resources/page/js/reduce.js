// The page's whole state, and the one pure function that changes it. Events come from the server's
// stream ({type, index, data}) or from the page itself (type "connection").

export const MAX_NOTICES = 20;

/** Marks of equal state, given out in the order of the nodes. */
export const MARKS = ["●", "▲", "■", "◆", "★"];

export const initial = Object.freeze({
  index: -1,
  loaded: false,
  connection: { state: "connecting", text: "" },
  summary: { status: "Loading …", phase: "starting", cut: false, keys: 0, differing: 0 },
  nodes: [],
  links: [],
  rows: [],
  catalogue: [],
  orders: { lines: 0, played: 0, linesPerSecond: 0 },
  conflicts: [],
  notices: [],
  traffic: {},
  tick: { index: -1, shown: [], seen: 0, sizeBytes: 0 },
});

export function reduce(state, event) {
  const step = STEPS[event.type];
  if (!step) {
    return state;
  }
  const next = { ...state, ...step(state, event.data, event) };
  return event.index === undefined ? next : { ...next, index: event.index };
}

const STEPS = {
  connection: (_, data) => ({ connection: data }),
  snapshot: (_, data) => ({ ...data.state, notices: data.notices, loaded: true }),
  nodes: (_, data) => ({ nodes: data }),
  links: (_, data) => ({ links: data }),
  summary: (_, data) => ({ summary: data }),
  orders: (_, data) => ({ orders: data }),
  conflicts: (_, data) => ({ conflicts: data }),
  rows: (state, data) => ({ rows: mergeRows(state.rows, data) }),
  notice: (state, data) => ({ notices: [...state.notices, data].slice(-MAX_NOTICES) }),
  messages: (state, data, event) => ({
    tick: { index: event.index, ...data },
    traffic: count(state.traffic, data.shown),
  }),
};

/** Changed rows replace or join the old ones; `order` says which stay, and where. */
function mergeRows(rows, { changed, order }) {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  changed.forEach((row) => byKey.set(row.key, row));
  return order.map((key) => byKey.get(key)).filter(Boolean);
}

export const pair = (one, other) => (one < other ? `${one} ${other}` : `${other} ${one}`);

function count(traffic, shown) {
  const next = { ...traffic };
  for (const { from, to, kind, lost } of shown) {
    const key = pair(from, to);
    const name = lost ? "lost" : kind;
    const old = next[key] ?? { delta: 0, control: 0, repair: 0, lost: 0 };
    next[key] = { ...old, [name]: old[name] + 1 };
  }
  return next;
}

/** For each value, the mark of its group: equal values have equal marks. */
export function marksOf(values) {
  const groups = [];
  return values.map((value) => {
    if (!groups.includes(value)) {
      groups.push(value);
    }
    return groups.indexOf(value) % MARKS.length;
  });
}

/** What a key reads on the first node of a side that is up; "" when nobody knows. */
export function textOn(state, side, key) {
  const row = state.rows.find((each) => each.key === key);
  const node = state.nodes.find((each) => each.side === side && each.up);
  return (row && node && row.cells[node.id]?.text) || "";
}
