// How each kind of question is answered. A kind makes its controls from what was given before (null for nothing):
// `nodes` to show, `read()` for the response as it stands (null while nothing is given), `mark(verdict)` to say of
// each part whether it was right. The first control that takes the focus has the class "first".

function announce(text) { document.getElementById("live").textContent = text; }

// A sign and a word, so that colour is not needed to tell right from wrong.
function badge(right, ...words) {
  return el("span", { class: `badge ${right ? "right" : "wrong"}` }, `${right ? "✓" : "✗"} ${words.join(" · ")}`);
}

function optionRow(type, at, text, checked, marked) {
  return el("label", { class: "option" },
    el("input", { type, name: "option", value: at, checked, class: at ? "" : "first" }),
    el("span", { class: "text", dir: "auto" }, marked ? el("span", { class: "letter" }, `${letter(at)}. `) : "", text));
}

function options(question, said, texts, type, given, right) {
  const rows = texts.map((text, at) => optionRow(type, at, rich(text), given.includes(at), question.kind !== "true-false"));
  const read = () => rows.flatMap((row, at) => row.firstChild.checked ? [at] : []);
  const mark = () => {
    const chosen = read();
    rows.forEach((row, at) => {
      const isRight = right.includes(at), isChosen = chosen.includes(at), text = row.lastChild;
      if (isChosen) { text.append(badge(isRight, say(isRight ? "card.right" : "card.wrong"), say("card.yours"))); }
      else if (isRight) { text.append(badge(true, say(type === "checkbox" ? "card.missed" : "card.right"))); }
      row.classList.toggle("is-right", isRight);
      row.classList.toggle("is-wrong", isChosen && !isRight);
      const because = said.because && !isRight && !isChosen ? said.because[at] : "";
      if (because) { text.append(el("span", { class: "because" }, rich(because))); }
    });
  };
  return { nodes: [el("div", { class: "options" }, rows)], read, mark };
}

function typing(number, label, given, hint) {
  return el("input", {
    type: "text", id: `blank-${number}`, class: "typed", "aria-label": label, value: given || "", dir: "auto",
    placeholder: hint, autocomplete: "off", autocapitalize: "off", autocorrect: "off", spellcheck: "false", maxlength: 300,
  });
}

const KINDS = {
  "choice": (question, said, given) => {
    const made = options(question, said, said.options, "radio", given === null ? [] : [given], [question.right]);
    const read = () => made.read().length ? made.read()[0] : null;
    return { ...made, read };
  },

  "select": (question, said, given) => {
    const made = options(question, said, said.options, "checkbox", given || [], question.right);
    const read = () => made.read().length ? made.read() : null;
    return { ...made, read };
  },

  "true-false": (question, said, given) => {
    const words = [say("truth.true"), say("truth.false")];
    const made = options(question, said, words, "radio", given === null ? [] : [given ? 0 : 1], [question.right ? 0 : 1]);
    const read = () => made.read().length ? made.read()[0] === 0 : null;
    return { ...made, read };
  },

  "short": (question, said, given, entry) => {
    const input = typing(1, null, given, null);
    input.classList.add("first");
    const row = el("p", { class: "line" }, el("label", { for: input.id }, say("kind.short")), " ", input);
    const mark = (judged) => row.append(" ", badge(judged.right, say(judged.right ? "card.right" : "card.wrong")));
    return { nodes: [row], read: () => strip(input.value) ? input.value : null, mark };
  },

  "cloze": (question, said, given, entry) => {
    const inputs = {}, alone = Object.keys(said.blanks).length === 1;
    const text = el("p", { class: "stem gaps", dir: "auto" }, pieces(said.text).map((piece) => {
      if (typeof piece === "string" || Array.isArray(piece)) { return rich([piece]); }
      const number = piece.blank;
      if (inputs[number]) { return `_____ [${number}]`; }
      const label = [say(alone ? "page.blank.one" : "page.blank", { number }), piece.hint].filter(Boolean).join(", ");
      inputs[number] = typing(number, label, given && given[number], null);
      inputs[number].classList.toggle("first", Object.keys(inputs).length === 1);
      return el("span", { class: "gap" }, inputs[number],
        el("span", { class: "hint" }, `${alone ? "" : ` [${number}]`}${piece.hint ? ` (${piece.hint})` : ""}`));
    }));
    const read = () => {
      const filled = Object.entries(inputs).filter(([, input]) => strip(input.value));
      return filled.length ? Object.fromEntries(filled.map(([number, input]) => [number, input.value])) : null;
    };
    const mark = () => Object.entries(inputs).forEach(([number, input]) => {
      const { right } = judgeTyped(said.blanks[number], input.value, entry);
      input.after(badge(right, say(right ? "card.right" : "card.wrong")));
    });
    return { nodes: [text], read, mark };
  },

  "order": (question, said, given) => {
    const list = el("ol", { class: "order" });
    const places = () => [...list.children].map((item) => Number(item.dataset.at));
    const refresh = () => [...list.children].forEach((item, place, all) => {
      item.querySelector(".up").setAttribute("aria-disabled", place === 0);
      item.querySelector(".down").setAttribute("aria-disabled", place === all.length - 1);
    });
    const move = (item, step, button) => {
      const all = [...list.children], place = all.indexOf(item) + step;
      if (place < 0 || place >= all.length) { return; }
      if (step < 0) { all[place].before(item); } else { all[place].after(item); }
      refresh();
      button.focus();
      announce(say("page.placed", { item: plain(said.options[item.dataset.at]), place: place + 1, count: all.length }));
    };
    (given || said.options.map((_, at) => at)).forEach((at) => {
      const text = said.options[at];
      const item = el("li", { "data-at": at }, el("span", { class: "text", dir: "auto" }, rich(text)));
      const button = (kind, sign, step) => el("button", {
        type: "button", class: kind, "aria-label": say(`page.${kind}`, { item: plain(text) }),
        click: (event) => move(item, step, event.currentTarget),
      }, el("span", { "aria-hidden": "true" }, sign));
      item.append(el("span", { class: "movers" }, button("up", "▲", -1), button("down", "▼", 1)));
      list.append(item);
    });
    list.querySelector("button").classList.add("first");
    refresh();
    const mark = () => {
      const ranks = ranksOf(question, said, places());
      [...list.children].forEach((item, place) => {
        item.querySelector(".movers").remove();
        const right = ranks[place] === place;
        item.firstChild.append(right ? badge(true, say("card.right"))
          : badge(false, say("card.wrong"), say("page.right-place", { place: ranks[place] + 1 })));
        item.classList.add(right ? "is-right" : "is-wrong");
      });
    };
    return { nodes: [list], read: places, mark };
  },

  "match": (question, said, given) => {
    const rows = said.lefts.map((left, at) => {
      const chosen = given && given[at] !== undefined ? given[at] : "";
      return el("div", { class: "pair" },
        el("label", { for: `left-${at}`, dir: "auto" }, rich(left)),
        el("span", { class: "side" }, el("select", { id: `left-${at}`, class: at ? "" : "first" },
          el("option", { value: "" }, say("card.pick")),
          said.options.map((text, right) =>
            el("option", { value: right, selected: right === chosen }, `${letter(right)}. ${plain(text)}`)))));
    });
    const selects = rows.map((row) => row.querySelector("select"));
    const read = () => {
      const paired = selects.flatMap((select, at) => select.value === "" ? [] : [[at, Number(select.value)]]);
      return paired.length ? Object.fromEntries(paired) : null;
    };
    const mark = () => selects.forEach((select, at) => {
      const same = select.value !== "" && plain(said.options[select.value]) === plain(said.options[question.right[at]]);
      const right = same && selects.filter((other) => other.value === select.value).length === 1;
      select.after(badge(right, say(right ? "card.right" : "card.wrong")));
      rows[at].classList.add(right ? "is-right" : "is-wrong");
    });
    const rights = el("ul", { class: "rights" }, said.options.map((text, at) =>
      el("li", { dir: "auto" }, el("span", { class: "letter" }, `${letter(at)}. `), rich(text))));
    return { nodes: [rights, el("div", { class: "pairs" }, rows)], read, mark };
  },
};

// What was given, in words.
function givenWords(question, said, given) {
  if (given === null) { return say("page.no-answer"); }
  const text = (at) => plain(said.options[at]);
  switch (question.kind) {
    case "choice": return text(given);
    case "select": return given.map(text).join("; ");
    case "true-false": return say(given ? "truth.true" : "truth.false");
    case "short": return given;
    case "cloze": {
      const alone = Object.keys(said.blanks).length === 1;
      return Object.entries(given).map(([number, typed]) => alone ? typed : `(${number}) ${typed}`).join("; ");
    }
    case "order": return given.map(text).join(" → ");
    default: return Object.entries(given).map(([left, at]) => `${plain(said.lefts[left])} – ${text(at)}`).join("; ");
  }
}
