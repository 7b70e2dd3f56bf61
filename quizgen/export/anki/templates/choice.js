  var single = data.dataset.mode !== "multiple";
  var options = [].slice.call(list.children);
  var numbers = options.map(function (item) { return item.dataset.n; });
  var state = back ? load() : null;
  var known = state && Array.isArray(state.order) && state.order.slice().sort().join() === numbers.join();
  var order = known ? state.order : back ? numbers : shuffle(numbers.slice());
  order.forEach(function (number) { list.appendChild(options[numbers.indexOf(number)]); });
  var chosen = known ? state.chosen : [];

  if (back) {
    var right = data.dataset.right.split(" ");
    options.forEach(function (item) {
      var isRight = right.indexOf(item.dataset.n) >= 0;
      var isChosen = chosen.indexOf(item.dataset.n) >= 0;
      if (isRight) {
        mark(item, true, isChosen ? labels.right + " · " + labels.yours :
          chosen.length && !single ? labels.missed : labels.right);
      } else if (isChosen) {
        mark(item, false, labels.wrong + " · " + labels.yours);
      }
    });
    document.getElementById("qg-key").hidden = true;
    if (chosen.length) { verdict(chosen.slice().sort().join(" ") === right.slice().sort().join(" ")); }
    return;
  }

  save({ order: order, chosen: chosen });
  function pressed(item) {
    var at = chosen.indexOf(item.dataset.n);
    if (single) {
      chosen = [item.dataset.n];
    } else if (at < 0) {
      chosen.push(item.dataset.n);
    } else {
      chosen.splice(at, 1);
    }
    options.forEach(function (other) {
      other.firstChild.setAttribute("aria-pressed", String(chosen.indexOf(other.dataset.n) >= 0));
    });
    save({ order: order, chosen: chosen });
    if (single) { flip(); } else { offerCheck(chosen.length > 0); }
  }
  listen([].slice.call(list.children).map(function (item) {
    return button(item, function () { pressed(item); });
  }));
}());
