// Holds a socket open for the news of a conversation, and opens it again when it breaks.

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 60000;
const CALM = 10000;

// Calls `onPush` with each push, which may come more than once, and `onUnknown` if the server
// doesn't know the conversation. Returns what ends it.
export function listen(conversation, onPush, onUnknown) {
  let socket;
  let timer;
  let pause = FIRST_PAUSE;
  let ended = false;

  function open() {
    const address = new URL("api/chat/ws", location.href);
    address.protocol = address.protocol.replace("http", "ws");
    const opened = Date.now();
    socket = new WebSocket(address);
    socket.addEventListener("open", () => {
      socket.send(JSON.stringify({ conversation_id: conversation, listen: true }));
    });
    socket.addEventListener("message", ({ data }) => heard(JSON.parse(data)));
    socket.addEventListener("close", () => {
      if (ended) return;
      pause = Date.now() - opened > CALM ? FIRST_PAUSE : Math.min(2 * pause, LONGEST_PAUSE);
      timer = setTimeout(open, pause * (0.5 + Math.random()));
    });
  }

  function heard(frame) {
    if (ended) return;
    if (frame.type === "push" && frame.conversation_id === conversation) {
      onPush(frame);
      socket.send(JSON.stringify({ received: frame.id }));
    } else if (frame.status === 404) {
      end();
      onUnknown();
    }
  }

  function end() {
    ended = true;
    clearTimeout(timer);
    socket.close();
  }

  open();
  return end;
}
