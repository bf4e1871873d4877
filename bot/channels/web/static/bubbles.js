// Builds the message bubbles of the conversation.

import { render } from "./markdown.js";
import { phrases, troubles } from "./phrases.js";

export function element(tag, className = "", ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

export function button(title, onPress) {
  const node = element("button", "", title);
  node.type = "button";
  node.addEventListener("click", onPress);
  return node;
}

export function citizenMessage(text) {
  return element(
    "div",
    "message citizen",
    element("h3", "unseen", phrases.you),
    element("div", "bubble", text),
  );
}

export function botMessage(entry) {
  const bubble = element("div", "bubble");
  if (entry.type === "procedure") {
    const [state, label] = entry.confirmed
      ? ["yes", phrases.confirmed]
      : ["no", phrases.unconfirmed];
    bubble.append(element("p", `badge ${state}`, label));
  }
  bubble.append(render(entry.text));
  const node = element("div", "message bot", element("h3", "unseen", phrases.bot), bubble);
  node.tabIndex = -1;
  return node;
}

export function choices(buttons, onChoice) {
  const node = element(
    "div",
    "choices",
    ...buttons.map((choice) => button(choice.title, () => onChoice(choice))),
  );
  node.setAttribute("role", "group");
  node.setAttribute("aria-label", phrases.choices);
  return node;
}

export function troubleBox(kind, seconds, onAgain, onEdit) {
  const tell = troubles[kind] ?? troubles.broken;
  const box = element("div", "trouble", element("p", "", tell(seconds)));
  box.setAttribute("role", "alert");
  const again = button(phrases.again, onAgain);
  const actions = element("div", "actions", again);
  if (onEdit) actions.append(button(phrases.edit, onEdit));
  box.append(actions);
  return box;
}
