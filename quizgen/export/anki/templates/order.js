  var items = [].slice.call(list.children);
  if (back) {
    var state = load();
    if (!state || state.chosen.length !== items.length) { return; }
    items.forEach(function (item, at) {
      var isRight = textOf(item) === state.chosen[at];
      mark(item, isRight, isRight ? labels.right : labels.wrong + " · " + labels.yours + ": " + state.chosen[at]);
    });
    verdict(!list.querySelector(".qg-wrong"));
    return;
  }

  var texts = items.map(textOf);
  var chosen = [];
  var buttons = {};
  shuffle(items.map(function (item, at) { return at; })).forEach(function (at) {
    list.appendChild(items[at]);
    buttons[at] = button(items[at], function () { pressed(at); });
    var place = document.createElement("span");
    place.className = "qg-place";
    buttons[at].insertBefore(document.createTextNode(" "), buttons[at].firstChild);
    buttons[at].insertBefore(place, buttons[at].firstChild);
  });
  list.classList.add("qg-placing");

  function show() {
    items.forEach(function (item, at) {
      var place = chosen.indexOf(at);
      buttons[at].firstChild.textContent = place < 0 ? "" : String(place + 1);
      buttons[at].setAttribute("aria-pressed", String(place >= 0));
    });
    save({ chosen: chosen.map(function (at) { return texts[at]; }) });
    offerCheck(chosen.length === items.length);
  }

  /* Tapped in the order that one thinks is right; tapped again, it is taken out. */
  function pressed(at) {
    var place = chosen.indexOf(at);
    if (place < 0) { chosen.push(at); } else { chosen.splice(place, 1); }
    show();
  }

  show();
  listen([].slice.call(list.children).map(function (item) { return item.firstChild; }));
}());
