  var rows = [].slice.call(list.children);
  if (back) {
    var state = load();
    if (!state || state.chosen.length !== rows.length || !state.chosen.join("")) { return; }
    rows.forEach(function (row, at) {
      var isRight = textOf(row.lastElementChild) === state.chosen[at];
      mark(row, isRight, isRight ? labels.right :
        labels.wrong + (state.chosen[at] ? " · " + labels.yours + ": " + state.chosen[at] : ""));
    });
    verdict(!list.querySelector(".qg-wrong"));
    return;
  }

  var rights = document.getElementById("qg-rights");
  shuffle([].slice.call(rights.children)).forEach(function (item) { rights.appendChild(item); });
  var texts = [].slice.call(rights.children).map(textOf);
  var chosen = rows.map(function () { return ""; });
  save({ chosen: chosen });
  rows.forEach(function (row, at) {
    var left = document.createElement("div");
    while (row.firstChild) { left.appendChild(row.firstChild); }
    left.dir = "auto";
    row.appendChild(left);
    var select = document.createElement("select");
    select.className = "qg-select tappable";
    select.setAttribute("aria-label", textOf(left));
    select.appendChild(new Option(labels.pick, ""));
    texts.forEach(function (text, number) {
      select.appendChild(new Option("ABCDEFGHIJKLMNOPQRSTUVWXYZ".charAt(number) + ". " + text, text));
    });
    select.onchange = function () {
      chosen[at] = select.value;
      save({ chosen: chosen });
      offerCheck(chosen.every(function (text) { return text; }));
    };
    row.appendChild(select);
  });
}());
