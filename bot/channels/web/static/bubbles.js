// Builds the message bubbles of the conversation.

import { render } from "./markdown.js";
import { fileKinds, phrases, troubles } from "./phrases.js";

const SVG = "http://www.w3.org/2000/svg";

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
  if (entry.type === "file") bubble.append(render(lead(entry)), fileRow(entry));
  else bubble.append(render(entry.text));
  const node = element("div", "message bot", element("h3", "unseen", phrases.bot), bubble);
  node.tabIndex = -1;
  return node;
}

// The text of a file message ends with a paragraph that is only the link, which the row replaces.
function lead({ text, path }) {
  const at = text.lastIndexOf("\n\n[");
  if (text.startsWith("[") && at < 0) return "";
  return at >= 0 && text.endsWith(`](${path})`) ? text.slice(0, at) : text;
}

function fileRow({ title, path, media_type }) {
  const icon = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("aria-hidden", "true");
  line.setAttribute("d", "M12 3v11m0 0 4.5-4.5M12 14 7.5 9.5M4 17v3h16v-3");
  icon.append(line);
  const row = element("a", "file", icon, element(
    "span",
    "",
    element("span", "unseen", phrases.download),
    element("strong", "", title),
    " ",
    element("span", "kind", fileKinds[media_type] ?? phrases.file),
  ));
  row.setAttribute("href", path.slice(1));
  row.download = "";
  return row;
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
