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

  /* What the front showed and what was chosen there, for the back. Clients differ in what outlives the
     turn of a card: the window on a desktop, the session's store on a phone, at times the lasting one alone. */
  var stores = ["sessionStorage", "localStorage"];

  function save(state) {
    state.id = data.dataset.id;
    state.at = Date.now();
    window.quizgenState = state;
    stores.forEach(function (name) {
      try { window[name].setItem("quizgen", JSON.stringify(state)); } catch (error) { return; }
    });
  }

  function load() {
    var found = [window.quizgenState];
    stores.forEach(function (name) {
      try { found.push(JSON.parse(window[name].getItem("quizgen"))); } catch (error) { return; }
    });
    return found.filter(function (state) {
      return state && state.id === data.dataset.id && Array.isArray(state.chosen) && Date.now() - state.at < 86400000;
    }).sort(function (one, other) { return other.at - one.at; })[0] || null;
  }

  function canFlip() {
    return typeof window.pycmd === "function" || typeof window.showAnswer === "function";
  }

  function flip() {
    if (typeof window.pycmd === "function") { window.pycmd("ans"); } else if (canFlip()) { window.showAnswer(); }
  }

  function offerCheck(ready) {
    check.textContent = labels.check;
    check.hidden = !canFlip() || !ready;
    check.onclick = flip;
  }

  function textOf(element) { return element.textContent.replace(/\s+/g, " ").trim(); }

  /* A sign and a word, so that colour is not needed to tell right from wrong. */
  function told(right, words) { return (right ? "✓ " : "✗ ") + words; }

  function mark(element, right, words) {
    var note = document.createElement("div");
    note.className = "qg-mark";
    note.textContent = told(right, words);
    element.classList.add(right ? "qg-right" : "qg-wrong");
    element.insertBefore(note, element.querySelector(".qg-reason"));
  }

  /* The whole answer in a word, which a screen reader says when the card has turned. */
  function verdict(right) {
    var place = document.getElementById("qg-verdict");
    place.className += right ? " qg-right" : " qg-wrong";
    place.textContent = told(right, right ? labels.right : labels.wrong);
  }

  /* The content of a list's item becomes a button, and the item keeps its place. */
  function button(item, act) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = "qg-button tappable";
    made.setAttribute("aria-pressed", "false");
    while (item.firstChild) { made.appendChild(item.firstChild); }
    made.onclick = act;
    item.dir = "auto";
    item.className = "qg-live";
    item.appendChild(made);
    return made;
  }

  /* The number that a key means, alone or with Alt; 0 for every other key. A desktop keeps 1 to 7 to
     itself but lets Alt and a number through, which a Mac tells by the key's place alone. */
  function numberOf(event) {
    if (event.ctrlKey || event.metaKey || event.repeat || event.isComposing) { return 0; }
    if (/^[1-9]$/.test(event.key)) { return Number(event.key); }
    var place = /^Digit([1-9])$/.exec(event.code || "");
    return place && !event.shiftKey ? Number(place[1]) : 0;
  }

  /* Numbers press the buttons of this card, from the top; another card's handler is taken away first. */
  function listen(buttons) {
    buttons.forEach(function (made, at) {
      if (at < 9) { made.setAttribute("aria-keyshortcuts", (at + 1) + " Alt+" + (at + 1)); }
    });
    if (window.quizgenKeys) { document.removeEventListener("keydown", window.quizgenKeys, true); }
    window.quizgenKeys = function (event) {
      var number = numberOf(event);
      if (!number || number > buttons.length || !document.body.contains(list)) { return; }
      if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.nodeName) || event.target.isContentEditable) { return; }
      event.preventDefault();
      event.stopPropagation();
      buttons[number - 1].click();
    };
    document.addEventListener("keydown", window.quizgenKeys, true);
  }

