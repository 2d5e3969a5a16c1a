// Commands to the server. Each has a request id, so a retry after a lost answer does nothing twice.

const TRIES = 4;
const PAUSE_MILLIS = 500;

/** Sends a command; resolves with the server's result, or one of the page's own. */
export async function send(name, fields = {}) {
  const requestId = crypto.randomUUID();
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await fetch(`commands/${name}`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Rejoin-Page": "1" },
        body: JSON.stringify({ requestId, ...fields }),
      });
      const body = await answer.json();
      return answer.ok ? body : failure(requestId, name, body.error);
    } catch {
      if (attempt === TRIES) {
        return failure(requestId, name, `${name}: the demo does not answer`);
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLIS * attempt));
    }
  }
}

function failure(requestId, command, detail) {
  return { requestId, command, result: "failed", node: "", held: [], detail };
}
