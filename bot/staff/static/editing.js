// A form that is saved as one types: says how that went, tries again, and lets no text be lost.
"use strict";

(() => {
  const AGAIN_AFTER = 10_000; // milliseconds; a server that restarts is away for some seconds
  const SLOW = 500; // milliseconds; who is answered sooner need not read that it is being saved
  let typed = 0; // how often something was typed, and up to where that was sent and kept
  let sent = 0;
  let kept = 0;
  let inTrouble = false;
  let swapping = false; // a button was pressed whose answer replaces the form
  let waiting;
  let slow;

  const editing = (event) => event.target.closest && event.target.closest("form.editing");
  const say = (form, key) => {
    document.getElementById("saved").textContent = form.dataset[key];
  };
  const saveAgain = () => {
    clearTimeout(waiting);
    const form = document.querySelector("form.editing");
    if (form && inTrouble && kept !== typed) htmx.trigger(form, "again");
  };
  const fail = (form, key) => {
    inTrouble = true;
    clearTimeout(slow);
    clearTimeout(waiting);
    say(form, key);
    if (key === "failed") waiting = setTimeout(saveAgain, AGAIN_AFTER);
  };

  document.addEventListener("input", (event) => {
    if (editing(event)) typed += 1;
  });
  document.addEventListener("beforeinput", (event) => {
    if (swapping && editing(event)) event.preventDefault();
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (!editing(event)) return;
    sent = typed;
    swapping = event.target.tagName === "BUTTON";
    clearTimeout(slow);
    slow = setTimeout(say, SLOW, editing(event), "saving");
  });
  document.addEventListener("htmx:beforeOnLoad", () => clearTimeout(slow));
  for (const name of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, (event) => {
      if (editing(event)) fail(editing(event), "failed");
    });
  }
  document.addEventListener("htmx:responseError", (event) => {
    if (editing(event)) fail(editing(event), event.detail.xhr.status === 403 ? "outside" : "failed");
  });
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    if (!editing(event)) return;
    const target = event.detail.xhr.getResponseHeader("HX-Redirect");
    if (target && target.endsWith("login")) {
      event.preventDefault();
      fail(editing(event), "outside");
    } else if (target) {
      kept = sent;
    }
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (editing(event)) swapping = false;
  });
  document.addEventListener("htmx:afterSettle", () => {
    swapping = false;
    inTrouble = Boolean(document.querySelector("#saved .refused"));
    if (!inTrouble) kept = sent;
    for (const field of document.querySelectorAll("form.editing [aria-describedby]")) {
      const wrong = document.getElementById(`${field.id}-wrong`);
      if (wrong && wrong.textContent.trim()) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
  });
  window.addEventListener("online", saveAgain);
  window.addEventListener("beforeunload", (event) => {
    if (inTrouble && kept !== typed) event.preventDefault();
  });
  window.addEventListener("pagehide", () => {
    const form = document.querySelector("form.editing[hx-post]");
    if (form && kept !== typed) navigator.sendBeacon(form.getAttribute("hx-post"), new FormData(form));
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("#conflict a")) kept = typed;
    const link = event.target.closest("#problems a");
    const field = link && document.getElementById(link.hash.slice(1));
    if (field) {
      for (let at = field.parentElement; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
      field.focus();
    }
  });
})();
