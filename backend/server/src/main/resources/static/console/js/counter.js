/*
 * Scans codes with the camera. Where the browser cannot read one, which is so on iPhones, in Firefox and on most desks, the
 * server reads what the camera sees. Where there is no camera codes are typed, or come from a scanner.
 */
(function () {
  "use strict";

  var SIDE = 400; /* pixels of the square the server takes, as CounterPages has it */
  var PAUSE = 200;
  var PATIENCE = 60000;
  var REASONS = {
    NotAllowedError: "浏览器没有允许使用相机。请在浏览器里允许后再扫，或输入领取码。",
    NotFoundError: "这台设备没有相机，请输入领取码，或用扫码枪。",
    AbortError: "" /* stopped before the first picture */
  };

  var open = document.getElementById("scan");
  var form = document.getElementById("typed");
  if (!open || !form) {
    return;
  }
  var box = document.getElementById("camera");
  var view = document.getElementById("view");
  var says = document.getElementById("camera-says");
  var brush = null;
  var detector = null;
  var stream = null;
  var opened = 0;

  if (!navigator.mediaDevices || !navigator.mediaDevices.getUserMedia) {
    say("这个浏览器不能用相机，请输入领取码，或用扫码枪。");
    return;
  }
  open.hidden = false;
  if ("BarcodeDetector" in window) {
    window.BarcodeDetector.getSupportedFormats().then(function (formats) {
      if (formats.indexOf("qr_code") >= 0) {
        detector = new window.BarcodeDetector({ formats: ["qr_code"] });
      }
    }).catch(function () {});
  }

  open.addEventListener("click", function () {
    open.disabled = true;
    navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }).then(function (given) {
      stream = given;
      view.srcObject = given;
      box.hidden = false;
      open.hidden = true;
      opened = Date.now();
      say("把居民手机上的二维码放在画面中间。");
      return view.play().then(function () { look(given); });
    }).catch(function (why) {
      close(REASONS[why.name] === undefined ? "相机打不开，可能正被别的程序使用。请稍后再扫，或输入领取码。" : REASONS[why.name]);
    }).then(function () { open.disabled = false; });
  });
  document.getElementById("stop").addEventListener("click", function () { close(""); });

  function say(text) {
    says.textContent = text;
  }

  function close(text) {
    if (stream) {
      stream.getTracks().forEach(function (track) { track.stop(); });
    }
    stream = null;
    view.srcObject = null;
    box.hidden = true;
    open.hidden = false;
    say(text);
  }

  /* Looks again and again at what this camera shows, until it is closed, something was read or nobody comes. */
  function look(given) {
    if (stream !== given) {
      return;
    }
    if (Date.now() - opened > PATIENCE) {
      close("一分钟没有扫到，相机已关。请居民把屏幕调亮再扫，或输入领取码。");
      return;
    }
    read().then(function (code) {
      if (stream !== given) {
        return;
      }
      if (!code) {
        window.setTimeout(look, PAUSE, given);
        return;
      }
      document.getElementById("code").value = code;
      close("扫到了，正在核对…");
      form.requestSubmit();
    }, function () {
      if (stream === given) {
        close("读不了相机画面，请检查网络后再扫，或输入领取码。");
      }
    });
  }

  /* What the code says that the camera sees; an empty text if it sees none. */
  function read() {
    if (!detector) {
      return readAfar();
    }
    return detector.detect(view).then(function (codes) {
      return codes.length === 0 ? "" : codes[0].rawValue;
    }, function () {
      detector = null;
      return readAfar();
    });
  }

  function readAfar() {
    var side = Math.min(view.videoWidth, view.videoHeight);
    if (!side || document.hidden) {
      return Promise.resolve("");
    }
    return fetch(box.dataset.reader, { method: "POST", headers: headers(), body: greys(side) }).then(function (answer) {
      if (!answer.ok) {
        throw new Error("status " + answer.status);
      }
      return answer.text();
    });
  }

  /* The middle of the picture without its colours: a byte a pixel. */
  function greys(side) {
    if (!brush) {
      var canvas = document.createElement("canvas");
      canvas.width = canvas.height = SIDE;
      brush = canvas.getContext("2d", { willReadFrequently: true });
    }
    brush.drawImage(view, (view.videoWidth - side) / 2, (view.videoHeight - side) / 2, side, side, 0, 0, SIDE, SIDE);
    var colours = brush.getImageData(0, 0, SIDE, SIDE).data;
    var light = new Uint8Array(SIDE * SIDE);
    for (var i = 0; i < light.length; i++) {
      light[i] = (colours[4 * i] * 3 + colours[4 * i + 1] * 6 + colours[4 * i + 2]) / 10;
    }
    return light;
  }

  function headers() {
    var all = { "Content-Type": "application/octet-stream" };
    var name = document.querySelector('meta[name="csrf-header"]');
    if (name) {
      all[name.content] = document.querySelector('meta[name="csrf-token"]').content;
    }
    return all;
  }
})();
