// Builds DOM nodes from the markdown of replies; whatever is not markup stays text.

const ITEM = /^( {0,3})([-*+]|(\d{1,9})[.)])( +)(?=\S)/;
const ESCAPED = /\\([!-/:-@[-`{-~])/g;
const BARE_URL = /^https?:\/\/(?:\\[!-/:-@[-`{-~]|[^\s<>"\\*])*/i;
const TRAILING = /[.,;:!?)\]}'’”…]+$/;
const LINK = /^\[((?:\\.|[^\\[\]])+)\]\((https?:\/\/(?:\\.|[^\s\\()<>])+)\)/i;
const DEEPEST = 8;

export function render(markdown) {
  const fragment = document.createDocumentFragment();
  fragment.append(...blocks(markdown.replace(/\r\n?/g, "\n").split("\n"), 0));
  return fragment;
}

function blocks(lines, depth) {
  const nodes = [];
  let at = 0;
  while (at < lines.length) {
    if (!lines[at].trim()) {
      at += 1;
    } else if (depth < DEEPEST && ITEM.test(lines[at])) {
      const [node, next] = list(lines, at, depth);
      nodes.push(node);
      at = next;
    } else {
      const start = at;
      do at += 1;
      while (at < lines.length && lines[at].trim() && !(depth < DEEPEST && interrupts(lines[at])));
      nodes.push(element("p", inlines(text(lines.slice(start, at)))));
    }
  }
  return nodes;
}

function interrupts(line) {
  const match = ITEM.exec(line);
  return match && (match[3] === undefined || match[3] === "1");
}

function kind(line) {
  const match = ITEM.exec(line);
  return match && (match[3] === undefined ? match[2] : match[2].slice(-1));
}

function list(lines, from, depth) {
  const first = ITEM.exec(lines[from]);
  const same = kind(lines[from]);
  const node = element(first[3] === undefined ? "ul" : "ol");
  if (first[3] !== undefined && first[3] !== "1") node.start = Number(first[3]);
  let at = from;
  while (at < lines.length && kind(lines[at]) === same) {
    const match = ITEM.exec(lines[at]);
    const width = match[0].length;
    const inner = [lines[at].slice(width)];
    for (at += 1; at < lines.length; at += 1) {
      const line = lines[at];
      const indented = line.startsWith(" ".repeat(width));
      const lazy = line.trim() && inner[inner.length - 1].trim() && !kind(line);
      if (line.trim() && !indented && !lazy) break;
      inner.push(indented ? line.slice(width) : line.trimStart());
    }
    const item = element("li", contents(blocks(inner, depth + 1)));
    if (match[3] !== undefined) item.value = Number(match[3]);
    node.append(item);
  }
  return [node, at];
}

function contents(nodes) {
  const paragraphs = nodes.filter((node) => node.tagName === "P");
  if (paragraphs.length > 1) return nodes;
  return nodes.flatMap((node) => (node.tagName === "P" ? [...node.childNodes] : [node]));
}

const text = (lines) => lines.map((line) => line.trim()).join("\n");

function inlines(source) {
  const nodes = [];
  let plain = "";
  const flush = () => {
    if (plain) nodes.push(document.createTextNode(plain));
    plain = "";
  };
  const put = (node) => {
    flush();
    nodes.push(node);
  };
  let at = 0;
  while (at < source.length) {
    const rest = source.slice(at);
    const found = escaped(rest) || lineBreak(rest) || emphasis(rest) || link(rest) || url(rest);
    if (!found) {
      plain += source[at];
      at += 1;
      continue;
    }
    if (typeof found.node === "string") plain += found.node;
    else put(found.node);
    at += found.length;
  }
  flush();
  return nodes;
}

function escaped(rest) {
  if (rest[0] !== "\\") return null;
  return /^\\[!-/:-@[-`{-~]/.test(rest) ? { node: rest[1], length: 2 } : null;
}

function lineBreak(rest) {
  return rest[0] === "\n" ? { node: element("br"), length: 1 } : null;
}

function emphasis(rest) {
  for (const [mark, tag] of [["**", "strong"], ["*", "em"]]) {
    if (rest.startsWith(mark) && /\S/.test(rest[mark.length] ?? " ")) {
      const end = closing(rest, mark, mark.length);
      if (end > mark.length) {
        return { node: element(tag, inlines(rest.slice(mark.length, end))), length: end + mark.length };
      }
    }
  }
  return null;
}

function closing(source, mark, from) {
  for (let at = from; at < source.length; at += 1) {
    if (source[at] === "\\") {
      at += 1;
    } else if (mark === "*" && source.startsWith("**", at)) {
      const skipped = closing(source, "**", at + 2);
      at = skipped < 0 ? at + 1 : skipped + 1;
    } else if (source.startsWith(mark, at) && /\S/.test(source[at - 1])) {
      return mark === "**" && source[at + 2] === "*" ? at + 1 : at;
    }
  }
  return -1;
}

function link(rest) {
  const match = rest[0] === "[" && LINK.exec(rest);
  return match ? { node: anchor(unescape(match[2]), inlines(match[1])), length: match[0].length } : null;
}

function url(rest) {
  if (rest[0] !== "h" && rest[0] !== "H") return null;
  const match = BARE_URL.exec(rest);
  const found = match && match[0].replace(TRAILING, "");
  if (!found || !/^https?:\/\/./i.test(found)) return null;
  const target = unescape(found);
  return { node: anchor(target, [document.createTextNode(target)]), length: found.length };
}

const unescape = (source) => source.replace(ESCAPED, "$1");

function anchor(target, children) {
  const node = element("a", children);
  node.setAttribute("href", target);
  node.rel = "noopener nofollow";
  node.target = "_blank";
  return node;
}

function element(tag, children = []) {
  const node = document.createElement(tag);
  node.append(...children);
  return node;
}
