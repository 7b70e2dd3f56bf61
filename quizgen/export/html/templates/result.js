// The end: how it went by topic, what was missed, and the answers as a small file for the teacher.

function judgedAnswers() {
  const { run } = state;
  return run.order.filter((index) => index in run.answers).map((index) => {
    const question = data.questions[index], { given, language: code } = run.answers[index], entry = entryOf(code);
    return { index, question, given, judged: grade(question, sayIn(question, entry), given, entry) };
  });
}

function showResult(focus) {
  const answers = judgedAnswers(), missed = answers.filter((each) => !each.judged.right);
  const indexes = missed.map((each) => each.index);
  show("result", say("play.result"), [
    el("div", { class: "wide" }, resultTable(answers)),
    missed.length ? null : el("p", { class: "verdict" }, say("page.all-right")),
    el("p", { class: "actions no-print" },
      missed.length ? el("button", { type: "button", class: "main", click: () => begin(shuffledIf(indexes), true) },
        say("page.again", { count: missed.length })) : null,
      el("button", { type: "button", click: fresh }, say("page.new")),
      el("button", { type: "button", click: () => print() }, say("page.print"))),
    teacher(),
    missed.length ? el("section", { "aria-labelledby": "missed" }, el("h3", { id: "missed" }, say("play.missed")),
      el("ol", { class: "missed" }, missed.map(missedItem))) : null,
  ], focus);
}

function shuffledIf(indexes) { return state.mix ? shuffled(indexes) : indexes; }

function fresh() {
  state.run = null;
  state.first = {};
  shown = null;
  remember();
  showStart(true);
}

function resultTable(answers) {
  const row = (name, some, tag) => {
    const score = some.reduce((sum, each) => sum + each.judged.score, 0) / some.length;
    const right = some.filter((each) => each.judged.right).length;
    return el("tr", { class: tag }, el("th", { scope: "row", dir: "auto" }, name),
      el("td", {}, say("play.of", { right, asked: some.length })), el("td", {}, percent(score)));
  };
  const topics = [...new Set(answers.map((each) => each.question.topic))].sort((one, other) => one - other);
  return el("table", {},
    el("caption", { class: "hidden" }, say("page.by-topic")),
    el("thead", {}, el("tr", {}, ["topic", "right", "score"].map((key) => el("th", { scope: "col" }, say(`play.column.${key}`))))),
    el("tbody", {}, data.topics.length > 1 ? topics.map((topic) =>
      row(data.topics[topic][language.code], answers.filter((each) => each.question.topic === topic))) : null,
    row(say("play.total"), answers, "total")));
}

function missedItem({ question, given, judged }) {
  const said = sayIn(question), partly = judged.score > 0;
  return el("li", {},
    el("p", { class: "stem", dir: "auto" }, rich(said.stem)),
    el("p", { class: "yours" }, `${partly ? SIGNS.partly : SIGNS.wrong} `,
      say("page.your-answer", { answer: givenWords(question, said, given) })),
    feedbackNodes(question, judged, !state.run.late).slice(1));
}

// -- for the teacher -------------------------------------------------------------------------------

// An answer as it would be written on paper, and as `quizgen mark` reads it.
function written(question, given) {
  switch (question.kind) {
    case "choice": return letter(given);
    case "select": case "order": return given.map(letter).join(" ");
    case "true-false": return given ? "T" : "F";
    case "short": return given;
    case "cloze": {
      const typed = Object.entries(given).map(([number, text]) => [number, text.replace(/[;|]/g, ",")]);
      return Object.keys(sayIn(question).blanks).length === 1 ? typed[0][1]
        : typed.map(([number, text]) => `${number}=${text}`).join("; ");
    }
    default: return Object.entries(given).map(([left, at]) => `${Number(left) + 1}${letter(at)}`).join(" ");
  }
}

// No spreadsheet is to take a cell for a formula.
function cell(value) {
  const text = /^'*[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

function responses(name) {
  const rows = Object.entries(state.first).map(([index, given]) =>
    [name, data.paper, Number(index) + 1, given === null ? "" : written(data.questions[index], given)]);
  return [["learner", "paper", "number", "response"], ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function teacher() {
  const answered = Object.keys(state.first).length;
  if (!answered) { return null; }
  const name = el("input", { type: "text", id: "name", autocomplete: "name", maxlength: 100, dir: "auto",
    value: state.name || "", input: () => refresh(), "aria-describedby": "name-problem" });
  const text = el("textarea", { id: "responses", readonly: true, rows: 6, dir: "ltr", spellcheck: "false" });
  const problem = el("p", { class: "problem", role: "alert", id: "name-problem" });
  const told = el("p", { class: "told", role: "status" });
  const refresh = () => {
    state.name = name.value;
    text.value = responses(strip(name.value));
  };
  const named = () => {
    problem.textContent = strip(name.value) ? "" : say("page.teacher.no-name");
    told.textContent = "";
    if (problem.textContent) { name.focus(); }
    return !problem.textContent;
  };
  const save = () => {
    if (!named()) { return; }
    const address = URL.createObjectURL(new Blob(["\ufeff", responses(strip(name.value))], { type: "text/csv" }));
    const file = [data.bank, strip(name.value)].join("-").replace(/[^\p{L}\p{M}\p{N}]+/gu, "-");
    el("a", { href: address, download: `${file}.csv` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    told.textContent = say("page.saved");
  };
  const copy = async () => {
    if (!named()) { return; }
    let copied = true;
    try { await navigator.clipboard.writeText(text.value); } catch {
      text.focus();
      text.select();
      try { copied = document.execCommand("copy"); } catch { copied = false; }
    }
    told.textContent = say(copied ? "page.copied" : "page.copy-failed");
  };
  refresh();
  return el("section", { class: "teacher no-print", "aria-labelledby": "teacher" },
    el("h3", { id: "teacher" }, say("page.teacher")),
    el("p", {}, say("page.teacher.about", { answered, total: data.questions.length })),
    el("p", { class: "line" }, el("label", { for: "name" }, say("page.teacher.name")), " ", name),
    problem,
    el("p", { class: "actions" }, el("button", { type: "button", click: save }, say("page.save")),
      el("button", { type: "button", click: copy }, say("page.copy"))),
    told,
    el("details", {}, el("summary", {}, say("page.teacher.text")),
      el("p", {}, el("label", { for: "responses", class: "hidden" }, say("page.teacher.text")), text)));
}
