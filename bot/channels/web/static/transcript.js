// Keeps the conversation on this device: the last 100 messages, for 24 hours; no private ones.
// Of one to which news may come its id is kept for as long as that can be, without its messages.

import { phrases } from "./phrases.js";

const KEY = "motcua.conversation";
const MOST = 100;
const LIFETIME = 24 * 60 * 60 * 1000;
const NEWS_LIFETIME = 180 * LIFETIME;

const isText = (value) => typeof value === "string";

const isButton = (button) => button && isText(button.title) && isText(button.payload);

const isFile = ({ title, path }) => isText(title) && isText(path) && /^\/[a-z0-9]/.test(path);

const isEntry = (entry) =>
  entry &&
  (entry.who === "citizen" || entry.who === "bot") &&
  isText(entry.text) &&
  (entry.type !== "file" || isFile(entry)) &&
  (entry.buttons === undefined ||
    (Array.isArray(entry.buttons) && entry.buttons.every(isButton)));

export const empty = () => (
  { id: null, entries: [], draft: "", at: Date.now(), follows: false, seen: [] }
);

export function load() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    const age = Date.now() - kept.at;
    const follows = kept.follows === true && isText(kept.id);
    const news = {
      follows,
      seen: Array.isArray(kept.seen) ? kept.seen.filter(isText).slice(-MOST) : [],
    };
    if (age >= 0 && age < LIFETIME && Array.isArray(kept.entries)) {
      return {
        id: isText(kept.id) ? kept.id : null,
        entries: kept.entries.filter(isEntry).slice(-MOST),
        draft: isText(kept.draft) ? kept.draft : "",
        at: kept.at,
        ...news,
      };
    }
    if (age >= 0 && age < NEWS_LIFETIME && follows) return { ...empty(), ...news, id: kept.id };
  } catch {
    // No storage, or nothing readable in it: the page works without.
  }
  forget();
  return empty();
}

const NOT_KEPT = { who: "bot", type: "text", text: phrases.notKept, note: true };

function withoutPrivate(entries) {
  const kept = [];
  for (const entry of entries) {
    if (!entry.private) kept.push(entry);
    else if (!kept.at(-1)?.note) kept.push(NOT_KEPT);
  }
  return kept;
}

export function save(state) {
  state.entries.splice(0, state.entries.length - MOST);
  state.seen.splice(0, state.seen.length - MOST);
  try {
    const entries = withoutPrivate(state.entries);
    localStorage.setItem(KEY, JSON.stringify({ ...state, entries }));
  } catch {
    // Storage is full or forbidden: the conversation lives as long as the page.
  }
}

export function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Storage is forbidden, so nothing was kept.
  }
}
