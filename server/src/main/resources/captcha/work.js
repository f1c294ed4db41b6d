// Finds, for each part, the number with which SHA-256 (FIPS 180-4) over puzzle, part and number, 40 bytes in
// all, begins with so many zero bits. By hand and not by WebCrypto, whose every digest is a promise: a plain
// loop over one block takes a fraction of the time, and works over plain HTTP too.
(function () {
  'use strict';
  var puzzle = document.querySelector('.foyer-captcha');
  var form = puzzle.closest('form');
  var button = form.querySelector('button');
  var progress = form.querySelector('progress');
  var bits = Number(puzzle.dataset.bits);
  var parts = Number(puzzle.dataset.parts);
  // Long enough to get on, short enough for the page to stay alive.
  var SLICE_MILLIS = 40;
  var AT_ONCE = 512;

  var K = new Int32Array(64);
  var START = new Int32Array(8);
  for (var candidate = 2, found = 0; found < 64; candidate++) {
    var prime = true;
    for (var d = 2; d * d <= candidate; d++) {
      prime = prime && candidate % d !== 0;
    }
    if (prime) {
      if (found < 8) {
        START[found] = fraction(Math.sqrt(candidate));
      }
      K[found++] = fraction(Math.cbrt(candidate));
    }
  }

  function fraction(root) {
    return Math.floor((root - Math.floor(root)) * 4294967296) | 0;
  }

  var words = new Int32Array(64);
  for (var i = 0; i < 8; i++) {
    words[i] = parseInt(puzzle.dataset.puzzle.substr(8 * i, 8), 16);
  }

  // The first word of the digest.
  function work(part, number) {
    var w = words;
    w[8] = part;
    w[9] = number;
    w[10] = 0x80000000;
    w[11] = w[12] = w[13] = w[14] = 0;
    w[15] = 320;
    for (var t = 16; t < 64; t++) {
      var x = w[t - 15];
      var y = w[t - 2];
      w[t] = (w[t - 16] + w[t - 7]
        + ((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ (x >>> 3))
        + ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ (y >>> 10))) | 0;
    }
    var a = START[0], b = START[1], c = START[2], d = START[3];
    var e = START[4], f = START[5], g = START[6], h = START[7];
    for (t = 0; t < 64; t++) {
      var one = (h + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7))
        + ((e & f) ^ (~e & g)) + K[t] + w[t]) | 0;
      var two = (((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10))
        + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    return (a + START[0]) | 0;
  }

  function hex(number) {
    return ('0000000' + number.toString(16)).slice(-8);
  }

  function solve(done) {
    var answer = puzzle.dataset.puzzle + '.';
    var part = 0;
    var number = 0;
    (function slice() {
      var end = performance.now() + SLICE_MILLIS;
      while (part < parts && performance.now() < end) {
        for (var tries = 0; tries < AT_ONCE; tries++, number++) {
          if (work(part, number) >>> (32 - bits) === 0) {
            answer += hex(number);
            part++;
            number = 0;
            progress.value = part;
            break;
          }
        }
      }
      if (part < parts) {
        setTimeout(slice, 0);
      } else {
        done(answer);
      }
    })();
  }

  // Without this script it would lead nowhere.
  button.hidden = false;

  form.addEventListener('submit', function (event) {
    event.preventDefault();
    if (button.disabled) {
      return;
    }
    button.disabled = true;
    progress.hidden = false;
    solve(function (answer) {
      form.elements['foyer-captcha-response'].value = answer;
      form.submit();
    });
  });

  // Somebody who comes back by the browser's history finds a puzzle that is spent.
  window.addEventListener('pageshow', function (event) {
    if (event.persisted && button.disabled) {
      location.replace(location.pathname + location.search);
    }
  });
})();
