// A form that is saved as one types: says when that failed, and keeps the page when one is outside.
"use strict";

(() => {
  const say = (form, key) => {
    document.getElementById("saved").textContent = form.dataset[key];
  };
  const editing = (event) => event.target.closest && event.target.closest("form.editing");

  document.addEventListener("htmx:sendError", (event) => {
    if (editing(event)) say(editing(event), "failed");
  });
  document.addEventListener("htmx:responseError", (event) => {
    if (editing(event)) say(editing(event), event.detail.xhr.status === 403 ? "outside" : "failed");
  });
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    if (editing(event) && event.detail.xhr.getResponseHeader("HX-Redirect")) {
      event.preventDefault();
      say(editing(event), "outside");
    }
  });
  document.addEventListener("htmx:afterSettle", () => {
    for (const field of document.querySelectorAll("form.editing [aria-describedby]")) {
      const wrong = document.getElementById(`${field.id}-wrong`);
      if (wrong && wrong.textContent.trim()) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#problems a");
    const field = link && document.getElementById(link.hash.slice(1));
    if (field) {
      for (let at = field.parentElement; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
      field.focus();
    }
  });
})();
