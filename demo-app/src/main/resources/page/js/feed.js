// The connection to the server's event stream. The browser reconnects by itself and names the last
// event it saw; where it gives up, this tries again once the server answers.

const TYPES = [
  "snapshot", "nodes", "links", "rows", "summary", "orders", "conflicts", "notice", "messages",
];
const RETRY_MILLIS = 1500;

export function connect(dispatch, lastIndex) {
  const say = (state, text) => dispatch({ type: "connection", data: { state, text } });
  const after = lastIndex();
  const source = new EventSource(after < 0 ? "events" : `events?after=${after}`);
  source.addEventListener("open", () => say("open", ""));
  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CLOSED) {
      again();
    } else {
      say("lost", "Connection lost. Reconnecting …");
    }
  });
  for (const type of TYPES) {
    source.addEventListener(type, (event) =>
      dispatch({ type, index: Number(event.lastEventId), data: JSON.parse(event.data) }));
  }

  async function again() {
    try {
      const answer = await fetch("state");
      if (answer.status === 401) {
        say("refused", "This browser is not let in. Open the address that the demo printed.");
      } else {
        say("lost", "Connection lost. Reconnecting …");
      }
    } catch {
      say("lost", "The demo does not answer. Reconnecting …");
    }
    setTimeout(() => connect(dispatch, lastIndex), RETRY_MILLIS);
  }
}
