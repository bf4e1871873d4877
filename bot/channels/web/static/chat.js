// Runs the chat page: sends what is typed or tapped and shows what comes back.

import { botMessage, choices, citizenMessage, troubleBox } from "./bubbles.js";
import { post } from "./client.js";
import { listen } from "./news.js";
import { LIMIT, phrases } from "./phrases.js";
import { empty, forget, load, save } from "./transcript.js";

const NEAR_LIMIT = 1800;
const END_ALL_NEWS = '/follow{"step":1}';
const byId = (id) => document.getElementById(id);
const [log, composer, question, counter, status, typing, dialog] = [
  "log", "composer", "question", "counter", "status", "typing", "confirm",
].map(byId);
const [greeting, examples, fresh] = ["greeting", "examples", "restart"].map(byId);

let state = load();
let busy = false;
let telling = 0;
let leaving = false;
let listening = null;

const length = (text) => [...text].length;

function tell(line) {
  clearTimeout(telling);
  status.textContent = "";
  telling = setTimeout(() => (status.textContent = line), 50);
}

function fitComposer() {
  question.style.height = "auto";
  const border = question.offsetHeight - question.clientHeight;
  question.style.height = `${question.scrollHeight + border}px`;
  const count = length(question.value.trim());
  counter.hidden = count < NEAR_LIMIT;
  counter.textContent = count > LIMIT ? phrases.over(count - LIMIT) : phrases.left(LIMIT - count);
  counter.classList.toggle("over", count > LIMIT);
  question.setAttribute("aria-invalid", String(count > LIMIT));
}

function setQuestion(text) {
  question.value = text;
  fitComposer();
}

const isPrivate = (entry) => entry?.private === true;

function keep() {
  state.draft = isPrivate(state.entries.at(-1)) ? "" : question.value;
  save(state);
}

function scrollTo(node, block) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  node.scrollIntoView({ block, behavior: still ? "auto" : "smooth" });
}

function setBusy(now) {
  busy = now;
  typing.hidden = !now;
  byId("send").setAttribute("aria-disabled", String(now));
  for (const node of document.querySelectorAll(".choices button")) {
    node.setAttribute("aria-disabled", String(now));
  }
}

function showCitizen(entry) {
  const node = citizenMessage(entry.text);
  log.append(node);
  showStart(false);
  if (entry.failed) showTrouble(entry, node);
  return node;
}

function showStart(still) {
  examples.hidden = !still;
  fresh.hidden = still;
}

function showTrouble(entry, node) {
  const withdraw = () => {
    state.entries = state.entries.filter((other) => other !== entry);
    node.remove();
    save(state);
  };
  const again = () => {
    if (busy) return tell(phrases.busy);
    withdraw();
    send({ text: entry.text, payload: entry.payload });
  };
  const edit = () => {
    withdraw();
    setQuestion([entry.text, question.value].filter(Boolean).join("\n"));
    question.focus();
  };
  node.append(troubleBox(entry.failed, entry.seconds, again, entry.payload ? null : edit));
}

function showReply(entries) {
  for (const old of log.querySelectorAll(".choices")) old.remove();
  return entries.map((entry) => {
    const node = botMessage(entry);
    if (entry.buttons?.length) node.append(choices(entry.buttons, choose));
    log.append(node);
    return node;
  });
}

function choose({ title, payload }) {
  if (busy) return tell(phrases.busy);
  send({ text: title, payload });
}

const told = ({ type, text, buttons, confirmed, title, path, media_type, private: hidden }) => (
  { who: "bot", type, text: String(text), buttons, confirmed, title, path, media_type,
    private: hidden }
);

function listenForNews() {
  if (!state.follows || !state.id || listening?.id === state.id) return;
  listening?.end();
  const heard = state;
  const unknown = () => {
    heard.follows = false;
    listening = null;
    if (heard === state) keep();
  };
  listening = { id: state.id, end: listen(state.id, (push) => takeNews(heard, push), unknown) };
}

function takeNews(heard, { id, messages }) {
  if (heard !== state || heard.seen.includes(id)) return;
  heard.seen.push(id);
  const entries = messages.map(told);
  // What is being answered just now stays last, with its buttons.
  const at = busy ? heard.entries.length - 1 : heard.entries.length;
  heard.entries.splice(at, 0, ...entries);
  const waits = busy ? log.lastElementChild : null;
  const nodes = showReply(entries);
  if (waits) for (const node of nodes) waits.before(node);
  showStart(false);
  keep();
  if (!busy) scrollTo(nodes[0], "nearest");
}

async function ask(id, { text, payload }) {
  if (!id) return post({ conversation_id: null, text });
  try {
    return await post({ conversation_id: id, ...(payload ? { payload } : { text }) });
  } catch (error) {
    if (error.kind !== "unknown") throw error;
    return post({ conversation_id: null, text });
  }
}

async function send({ text, payload }) {
  const asked = state;
  const entry = { who: "citizen", text, payload, private: isPrivate(asked.entries.at(-1)) };
  document.querySelector("#dock > .inner > .choices")?.remove();
  const node = showCitizen(entry);
  entry.failed = "interrupted";
  asked.entries.push(entry);
  asked.at = Date.now();
  keep();
  setBusy(true);
  tell(phrases.waiting);
  scrollTo(typing, "end");
  let shown;
  try {
    const reply = await ask(asked.id, entry);
    if (asked !== state) return;
    if (asked.id !== reply.conversation_id) state.follows = false;
    state.id = reply.conversation_id;
    const entries = reply.messages.map(told);
    state.follows ||= reply.messages.some(({ follows }) => follows);
    delete entry.failed;
    entry.private = entries.some(isPrivate);
    state.entries.push(...entries);
    setBusy(false);
    [shown] = showReply(entries);
    scrollTo(node, "start");
  } catch (error) {
    if (asked !== state || leaving) return;
    entry.failed = error.kind ?? "broken";
    entry.seconds = error.seconds;
    setBusy(false);
    showTrouble(entry, node);
    shown = node.querySelector(".trouble button");
    scrollTo(node, "nearest");
  }
  keep();
  listenForNews();
  tell("");
  if (document.activeElement === document.body) shown.focus({ preventScroll: true });
}

function submit() {
  const text = question.value.trim();
  if (!text) return question.focus();
  if (length(text) > LIMIT) return tell(phrases.over(length(text) - LIMIT));
  if (busy) return tell(phrases.busy);
  setQuestion("");
  send({ text });
}

function showAll() {
  log.setAttribute("aria-live", "off");
  log.replaceChildren();
  greeting.hidden = false;
  showStart(!state.entries.length);
  let reply = [];
  for (const entry of state.entries) {
    if (entry.who === "bot") {
      reply.push(entry);
    } else {
      if (reply.length) showReply(reply);
      reply = [];
      showCitizen(entry);
    }
  }
  if (reply.length) showReply(reply);
  setTimeout(() => log.setAttribute("aria-live", "polite"), 500);
}

function takeOverPlainForm() {
  if (!log.dataset.turn) return;
  state.id = log.dataset.conversation;
  const entries = JSON.parse(log.dataset.turn);
  state.entries.push(...entries);
  state.follows ||= entries.some(({ follows }) => follows);
  state.at = Date.now();
  save(state);
  history.replaceState(null, "", location.href);
}

// Nobody would see the news of a conversation that this page has forgotten.
function stopNews() {
  listening?.end();
  listening = null;
  if (state.follows && state.id) {
    post({ conversation_id: state.id, payload: END_ALL_NEWS }).catch(() => {});
  }
}

function restart() {
  stopNews();
  state = empty();
  forget();
  setBusy(false);
  setQuestion("");
  byId("error")?.remove();
  showAll();
  window.scrollTo(0, 0);
  tell(phrases.started);
  question.focus();
}

composer.addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
question.addEventListener("input", fitComposer);
question.addEventListener("keydown", (event) => {
  const composing = event.isComposing || event.keyCode === 229;
  if (event.key === "Enter" && !event.shiftKey && !composing) {
    event.preventDefault();
    submit();
  }
});
examples.addEventListener("submit", (event) => event.preventDefault());
examples.addEventListener("click", ({ target }) => {
  const example = target.closest("button");
  if (!example) return;
  if (busy) return tell(phrases.busy);
  send({ text: example.value });
});
fresh.addEventListener("submit", (event) => {
  event.preventDefault();
  dialog.showModal();
});
dialog.addEventListener("close", () => {
  if (dialog.returnValue === "yes") restart();
  dialog.returnValue = "";
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") keep();
});
addEventListener("pagehide", () => (leaving = true));
addEventListener("pageshow", () => (leaving = false));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && parent !== window && !event.isComposing && !dialog.open) {
    parent.postMessage({ motcua: "close" }, "*");
  }
});

takeOverPlainForm();
showAll();
listenForNews();
if (!question.value.trim()) setQuestion(state.draft);
else fitComposer();
if (log.lastElementChild) {
  const asked = log.querySelectorAll(".citizen");
  asked[asked.length - 1]?.scrollIntoView({ block: "start" });
}
