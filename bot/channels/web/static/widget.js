// Puts a chat button on any page: <script src="https://…/widget.js" defer></script>
(() => {
  const ID = "motcua-widget";
  const source = document.currentScript?.src;
  if (!source || document.getElementById(ID)) return;
  const page = new URL("./?khung=1", source);

  const CSS = `
    :host { all: initial; }
    * { box-sizing: border-box; font: 600 16px/1.3 system-ui, sans-serif; }
    button { cursor: pointer; border: 2px solid #fff; background: #0c5c56; color: #fff; min-height: 48px; }
    button:hover { background: #084842; }
    button:focus-visible { outline: 3px solid #b45309; outline-offset: 2px; }
    .open { position: fixed; right: 16px; bottom: 16px; z-index: 2147483000; display: flex; gap: 8px;
      align-items: center; padding: 10px 20px; border-radius: 28px; box-shadow: 0 4px 16px #0006; }
    .panel { position: fixed; right: 16px; bottom: 16px; z-index: 2147483001; display: flex;
      flex-direction: column; width: 400px; height: 640px; max-width: calc(100vw - 32px);
      max-height: calc(100vh - 32px); overflow: hidden; border: 1px solid #0c5c56; border-radius: 16px;
      background: #fff; box-shadow: 0 8px 32px #0006; }
    .panel .close { border: 0; border-radius: 0; padding: 0 16px; text-align: right; }
    .panel .close:focus-visible { outline-color: #ffd08a; outline-offset: -4px; }
    iframe { flex: 1; width: 100%; border: 0; }
    [hidden] { display: none !important; }
    @media (max-width: 480px), (max-height: 480px) {
      .panel { inset: 0; width: 100%; height: 100%; max-width: none; max-height: none;
        border: 0; border-radius: 0; }
    }
  `;

  function element(tag, properties, ...children) {
    const node = Object.assign(document.createElement(tag), properties);
    node.append(...children);
    return node;
  }

  function start() {
    const host = element("div", { id: ID, lang: "vi" });
    const root = host.attachShadow({ mode: "open" });
    const opener = element("button", { type: "button", className: "open" }, "Hỏi thủ tục giáo dục");
    opener.setAttribute("aria-expanded", "false");
    opener.setAttribute("aria-haspopup", "dialog");
    const closer = element("button", { type: "button", className: "close" }, "Đóng khung hỏi đáp ✕");
    const panel = element("div", { className: "panel", hidden: true }, closer);
    panel.setAttribute("role", "dialog");
    panel.setAttribute("aria-label", "Motcua – hỏi thủ tục giáo dục Quảng Trị");
    let frame = null;

    function show(open) {
      panel.hidden = !open;
      opener.hidden = open;
      opener.setAttribute("aria-expanded", String(open));
      if (open && !frame) {
        frame = element("iframe", { src: page.href, title: "Motcua – hỏi thủ tục giáo dục Quảng Trị" });
        panel.append(frame);
      }
      (open ? frame : opener).focus();
    }

    opener.addEventListener("click", () => show(true));
    closer.addEventListener("click", () => show(false));
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape") show(false);
    });
    window.addEventListener("message", (event) => {
      const ours = frame && event.source === frame.contentWindow && event.origin === page.origin;
      if (ours && event.data?.motcua === "close" && !panel.hidden) show(false);
    });

    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(CSS);
      root.adoptedStyleSheets = [sheet];
    } catch {
      root.append(element("style", { textContent: CSS }));
    }
    root.append(opener, panel);
    document.body.append(host);
  }

  if (document.body) start();
  else document.addEventListener("DOMContentLoaded", start);
})();
