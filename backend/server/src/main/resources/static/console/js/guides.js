/* The guide editor: what the rules found stands under its field too, and a press on it leads there. */
(function () {
  "use strict";

  function fieldOf(link) {
    var at = link.getAttribute("href").indexOf("#");
    return document.getElementById(link.getAttribute("href").slice(at + 1));
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a[data-jump]") : null;
    var field = link && link.getAttribute("href").charAt(0) === "#" ? fieldOf(link) : null;
    if (!field) {
      return;
    }
    event.preventDefault();
    var box = field.matches("input, select, textarea") ? field : field.querySelector("input:not([type=hidden]), select, textarea, button");
    (box || field).scrollIntoView({ block: "center" });
    if (box) {
      box.focus({ preventScroll: true });
    }
  });

  /* Under the field, in the order found; what was there from the last look goes first. */
  function mark() {
    document.querySelectorAll("#guide-editor .field-mark").forEach(function (old) { old.remove(); });
    document.querySelectorAll("#side .findings a[data-jump]").forEach(function (link) {
      var field = fieldOf(link);
      if (!field) {
        return;
      }
      var note = document.createElement("p");
      note.className = "field-mark " + link.closest("li").className;
      note.textContent = link.textContent;
      var holder = field.closest(".field");
      if (holder) {
        holder.append(note);
      } else if (field.closest(".tick")) {
        field.closest(".tick").after(note);
      } else {
        var title = field.querySelector("h2");
        (title || field.firstElementChild).after(note);
      }
    });
  }

  document.addEventListener("htmx:afterSettle", function (event) {
    if (event.detail.target && event.detail.target.id === "side") {
      mark();
    }
  });
})();
