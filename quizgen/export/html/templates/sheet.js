// What is printed: the questions of the quiz as a worksheet, or the result as it stands on the screen.

function printedQuestions() {
  if (state.screen === "question") { return state.run.order; }
  return chosenQuestions();
}

function instruction(question) {
  return say(["short", "order", "match"].includes(question.kind) ? `paper.kind.${question.kind}` : `kind.${question.kind}`);
}

function ruled(name) { return el("span", { class: name }); }

function printedText(said) {
  const alone = Object.keys(said.blanks).length === 1;
  return pieces(said.text).map((piece) => {
    if (typeof piece === "string" || Array.isArray(piece)) { return rich([piece]); }
    const number = alone ? "" : ` [${piece.blank}]`, hint = piece.hint ? ` (${piece.hint})` : "";
    return [ruled("write"), number + hint];
  });
}

function printedOptions(question, said) {
  if (question.kind === "true-false") {
    return el("p", { class: "truths" }, ["truth.true", "truth.false"].map((key) => el("span", {}, ruled("box"), say(key))));
  }
  if (!said.options) { return null; }
  const box = question.kind === "match" ? null : ruled(question.kind === "order" ? "box wide-box" : "box");
  return el("ul", { class: "lettered" }, said.options.map((text, at) =>
    el("li", { dir: "auto" }, box && box.cloneNode(), `${letter(at)}. `, rich(text))));
}

function printedItem(index) {
  const question = data.questions[index], said = sayIn(question);
  return el("li", {},
    el("p", { class: "stem", dir: "auto" }, question.kind === "cloze" ? printedText(said) : rich(said.stem),
      el("span", { class: "faint" }, ` ${instruction(question)} · ${question.code}`)),
    question.picture ? el("p", {}, el("img", { src: question.picture, alt: said.alt })) : null,
    said.lefts ? el("ol", { class: "lefts" }, said.lefts.map((left) => el("li", { dir: "auto" }, rich(left), " ", ruled("box wide-box")))) : null,
    printedOptions(question, said),
    question.kind === "short" ? el("p", {}, ruled("answer")) : null);
}

function printSheet() {
  const isResult = state.screen === "result", sheet = document.getElementById("sheet");
  document.documentElement.classList.toggle("result", isResult);
  if (isResult || !data) { return; }
  const indexes = printedQuestions(), count = indexes.length;
  sheet.replaceChildren(
    el("h1", { dir: "auto" }, rich(language.title)),
    el("p", { class: "fields" }, ["name", "class", "date", "points"].map((key) =>
      el("span", {}, say(`paper.${key}`), " ", ruled("write"), key === "points" ? ` / ${count}` : ""))),
    el("p", {}, say(count === 1 ? "paper.instructions.one" : "paper.instructions", { count })),
    el("ol", { class: "items" }, indexes.map(printedItem)),
    ...language.credits.map((line) => el("p", { class: "faint" }, line)));
}

function dropSheet() { document.getElementById("sheet").replaceChildren(); }
