// Sends one turn to the server and names what went wrong.

const PATIENCE = 45000;

export class Trouble extends Error {
  constructor(kind, seconds = 0) {
    super(kind);
    this.kind = kind;
    this.seconds = seconds;
  }
}

export async function post(body) {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), PATIENCE);
  try {
    const response = await fetch("api/chat/messages", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      signal: giveUp.signal,
    });
    if (!response.ok) throw refusal(response);
    return checked(await response.json());
  } catch (error) {
    if (error instanceof Trouble) throw error;
    if (giveUp.signal.aborted) throw new Trouble("slow");
    throw new Trouble(error instanceof SyntaxError ? "broken" : "offline");
  } finally {
    clearTimeout(timer);
  }
}

function refusal(response) {
  switch (response.status) {
    case 404:
      return new Trouble("unknown");
    case 413:
    case 422:
      return new Trouble("refused");
    case 429:
      return new Trouble("often", seconds(response.headers.get("Retry-After")));
    default:
      return new Trouble("broken");
  }
}

function seconds(header) {
  const number = Number(header);
  const left = Number.isNaN(number) ? (Date.parse(header) - Date.now()) / 1000 : number;
  return left > 0 ? Math.ceil(left) : 0;
}

function checked(reply) {
  const messages = reply?.messages;
  if (typeof reply?.conversation_id !== "string" || !messages?.length) throw new Trouble("broken");
  return reply;
}
