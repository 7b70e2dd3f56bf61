(function () {
  "use strict";
  var data = document.getElementById("qg-data");
  var list = document.getElementById("qg-list");
  var check = document.getElementById("qg-check");
  if (!data || !list) { return; }
  var back = data.dataset.side === "back";
  var labels = {};
  (data.dataset.labels || "").split("|").forEach(function (pair) {
    var at = pair.indexOf("=");
    labels[pair.slice(0, at)] = pair.slice(at + 1);
  });

  function random(below) {
    if (!window.crypto || !window.crypto.getRandomValues) { return Math.floor(Math.random() * below); }
    var drawn = new Uint32Array(1);
    var limit = 4294967296 - (4294967296 % below);
    do { window.crypto.getRandomValues(drawn); } while (drawn[0] >= limit);
    return drawn[0] % below;
  }

  /* Fisher and Yates: every order is as likely as every other. */
  function shuffle(things) {
    for (var at = things.length - 1; at > 0; at -= 1) {
      var other = random(at + 1);
      var kept = things[at];
      things[at] = things[other];
      things[other] = kept;
    }
    return things;
  }

  /* What the front showed and what was chosen there, for the back; it lives as long as the window. */
  function save(state) {
    state.id = data.dataset.id;
    window.quizgenState = state;
    try { sessionStorage.setItem("quizgen", JSON.stringify(state)); } catch (error) { return; }
  }

  function load() {
    var state = null;
    try { state = JSON.parse(sessionStorage.getItem("quizgen")); } catch (error) { state = null; }
    state = state || window.quizgenState;
    return state && state.id === data.dataset.id && Array.isArray(state.chosen) ? state : null;
  }

  function flip() {
    if (typeof window.pycmd === "function") { window.pycmd("ans"); return true; }
    if (typeof window.showAnswer === "function") { window.showAnswer(); return true; }
    return false;
  }

  function canFlip() {
    return typeof window.pycmd === "function" || typeof window.showAnswer === "function";
  }

  function offerCheck(ready) {
    check.textContent = labels.check;
    check.hidden = !canFlip() || !ready;
    check.onclick = flip;
  }

  function textOf(element) { return element.textContent.replace(/\s+/g, " ").trim(); }

  /* A sign and a word, so that colour is not needed to tell right from wrong. */
  function mark(element, right, words) {
    var note = document.createElement("div");
    note.className = "qg-mark";
    note.textContent = (right ? "✓ " : "✗ ") + words;
    element.classList.add(right ? "qg-right" : "qg-wrong");
    element.appendChild(note);
  }

  /* The content of a list's item becomes a button, and the item keeps its place. */
  function button(item, act) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = "qg-button";
    made.setAttribute("aria-pressed", "false");
    while (item.firstChild) { made.appendChild(item.firstChild); }
    made.onclick = act;
    item.appendChild(made);
    return made;
  }

  /* Keys 1 to 9 press the buttons of this card; another card's handler is taken away first. */
  function listen(buttons) {
    if (window.quizgenKeys) { document.removeEventListener("keydown", window.quizgenKeys, true); }
    window.quizgenKeys = function (event) {
      var at = "123456789".indexOf(event.key);
      if (at < 0 || !event.key || event.ctrlKey || event.altKey || event.metaKey) { return; }
      if (at >= buttons.length || !document.body.contains(list) || back) { return; }
      event.preventDefault();
      event.stopPropagation();
      buttons[at].click();
    };
    document.addEventListener("keydown", window.quizgenKeys, true);
  }

