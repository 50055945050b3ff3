/* What needs a script is offered only where it works: printing, and reading aloud. */
(function () {
  "use strict";

  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });

  if (!("speechSynthesis" in window)) {
    return;
  }
  document.querySelectorAll("[data-read]").forEach(function (button) {
    var idle = button.textContent;
    var stop = function () {
      window.speechSynthesis.cancel();
      button.textContent = idle;
    };
    button.hidden = false;
    button.addEventListener("click", function () {
      if (window.speechSynthesis.speaking) {
        stop();
        return;
      }
      var words = new SpeechSynthesisUtterance(document.getElementById(button.dataset.read).textContent);
      words.lang = "zh-CN";
      words.rate = 0.85;
      words.onend = stop;
      button.textContent = "不念了";
      window.speechSynthesis.speak(words);
    });
  });
})();
