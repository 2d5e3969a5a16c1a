// Wires the page: one state, one reduce, one render per panel, at most 20 renders a second.

import { startActivity, renderActivity } from "./activity.js";
import { startCluster, renderCluster } from "./cluster.js";
import { send } from "./commands.js";
import { startConflicts, renderConflicts } from "./conflicts.js";
import { renderData } from "./data.js";
import { byId } from "./dom.js";
import { connect } from "./feed.js";
import { startKeys } from "./keys.js";
import { initial, reduce } from "./reduce.js";
import { renderStatus, announce } from "./status.js";
import { startStorefronts, renderStorefronts } from "./storefronts.js";
import { startTheme } from "./theme.js";

const RENDER_MILLIS = 50;

let state = initial;
let scheduled = false;

function dispatch(event) {
  state = reduce(state, event);
  if (!scheduled) {
    scheduled = true;
    setTimeout(render, RENDER_MILLIS);
  }
}

function render() {
  scheduled = false;
  renderStatus(state);
  renderCluster(state);
  renderStorefronts(state);
  renderData(state);
  renderConflicts(state);
  renderActivity(state);
}

async function command(name, fields) {
  const reply = await send(name, fields);
  if (reply.result === "failed") {
    dispatch({ type: "notice", data: { text: reply.detail, result: "failed" } });
  }
  announce(reply.detail);
  return reply;
}

const cut = () => state.summary.cut || command("cut");
const heal = () => state.summary.cut && command("heal");

function startHelp() {
  const help = byId("help");
  byId("help-open").addEventListener("click", () => help.showModal());
  byId("help-close").addEventListener("click", () => help.close());
  return () => help.showModal();
}

byId("cut").addEventListener("click", cut);
byId("heal").addEventListener("click", heal);
startTheme();
startKeys({ p: cut, h: heal, "?": startHelp() });
startCluster(command);
startStorefronts(command);
startConflicts();
startActivity();
connect(dispatch, () => state.index);
