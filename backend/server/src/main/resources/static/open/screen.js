/* Keeps the screen true: asks every two seconds, tells the time, and says so when nobody answers. */
(function () {
  "use strict";

  var EVERY = 2000;
  var LOST_AFTER = 8000;
  var box = document.getElementById("board");
  var clock = document.getElementById("clock");
  var lost = document.getElementById("lost");
  var sound = document.getElementById("sound");
  var tag = null;
  var heard = Date.now();
  var ahead = 0;
  var said = calls();

  function board() {
    return box.querySelector(".board");
  }

  function calls() {
    var text = board() ? board().dataset.calls : "";
    return text ? text.split(";") : [];
  }

  /* The television's own clock may be wrong. */
  function setClock() {
    var now = board() ? Number(board().dataset.now) : 0;
    if (now) {
      ahead = now - Date.now();
    }
  }

  function time(moment) {
    return new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false }).format(moment);
  }

  function tick() {
    var now = new Date(Date.now() + ahead);
    var day = new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", month: "long", day: "numeric", weekday: "long" }).format(now);
    clock.textContent = day + " " + time(now);
    var silent = Date.now() - heard > LOST_AFTER;
    if (silent && lost.hidden) {
      document.getElementById("lost-since").textContent = time(new Date(heard + ahead));
    }
    lost.hidden = !silent;
  }

  function ask() {
    var headers = tag ? { "If-None-Match": tag } : {};
    var stop = new AbortController();
    var late = window.setTimeout(function () { stop.abort(); }, 5000);
    fetch(document.body.dataset.board, { headers: headers, cache: "no-store", signal: stop.signal }).then(function (answer) {
      if (answer.status === 304) {
        heard = Date.now();
        return null;
      }
      if (answer.status === 200 || answer.status === 404) {
        heard = Date.now();
        tag = answer.headers.get("ETag");
        return answer.text();
      }
      return null;
    }).then(function (part) {
      if (part !== null) {
        box.innerHTML = part;
        setClock();
        tell();
      }
    }).catch(function () { /* heard grows old, and the screen says so */ }).finally(function () {
      window.clearTimeout(late);
      window.setTimeout(ask, EVERY);
    });
  }

  /* What is called anew stands out for some seconds, and is spoken where somebody switched that on. */
  function tell() {
    var now = calls();
    now.filter(function (call) { return said.indexOf(call) < 0; }).forEach(function (call) {
      var parts = call.split("|");
      var line = box.querySelector("[data-label='" + parts[0] + "']");
      if (line) {
        line.classList.add("fresh");
        window.setTimeout(function () { line.classList.remove("fresh"); }, 6000);
      }
      if (sound.getAttribute("aria-pressed") === "true") {
        chime();
        speak(parts[0], parts[1]);
      }
    });
    said = now;
  }

  function chime() {
    var Context = window.AudioContext;
    if (!Context) {
      return;
    }
    var audio = new Context();
    [659, 523].forEach(function (tone, i) {
      var voice = audio.createOscillator();
      var volume = audio.createGain();
      voice.frequency.value = tone;
      volume.gain.setValueAtTime(0.2, audio.currentTime + i * 0.35);
      volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + i * 0.35 + 0.5);
      voice.connect(volume).connect(audio.destination);
      voice.start(audio.currentTime + i * 0.35);
      voice.stop(audio.currentTime + i * 0.35 + 0.5);
    });
    window.setTimeout(function () { audio.close(); }, 1500);
  }

  function speak(label, desk) {
    if ("speechSynthesis" in window) {
      var words = new SpeechSynthesisUtterance("请 " + label.split("").join(" ") + " 号，到" + desk);
      words.lang = "zh-CN";
      words.rate = 0.85;
      window.speechSynthesis.speak(words);
    }
  }

  sound.addEventListener("click", function () {
    var on = sound.getAttribute("aria-pressed") !== "true";
    sound.setAttribute("aria-pressed", String(on));
    sound.textContent = on ? "声音：开" : "声音：关";
  });

  setClock();
  tick();
  window.setInterval(tick, 1000);
  window.setTimeout(ask, EVERY);
})();
