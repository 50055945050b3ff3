/* Calling by keyboard, and a page that notices when somebody else has called here. Everything works, slower, without it. */
(function () {
  "use strict";

  document.addEventListener("keydown", function (event) {
    var at = event.target;
    var typing = at.matches && at.matches("input, textarea, select");
    if (typing || event.ctrlKey || event.altKey || event.metaKey || event.repeat || document.querySelector("dialog[open]")) {
      return;
    }
    var button = document.querySelector("button[data-key='" + event.key.toLowerCase().replace(/[^a-z]/g, "") + "']");
    if (button && !button.disabled) {
      event.preventDefault();
      button.click();
    }
  });

  var lists = document.getElementById("lists");
  var standing = lists ? lists.dataset.standing : null;
  document.addEventListener("htmx:afterSettle", function () {
    var now = document.getElementById("lists");
    /* A dialog that is being filled in is not taken away. */
    if (now && standing !== null && now.dataset.standing !== standing && !document.querySelector("dialog[open]")) {
      window.location.reload();
    }
  });
})();
