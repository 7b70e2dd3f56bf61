// The quiz itself: where it begins, a question, and what is said of an answer.

const NUMBERS = [10, 20, 30, 50];

// What goes on. A run is { order, at, late, replay, answers: { index: { given, language } } }; `first` are the answers
// for the teacher: those of a run that is no replay.
const state = { screen: "start", run: null, first: {}, topics: null, count: null, mix: null, late: false };

function remember() { store.set(state.key, state.run && { run: state.run, first: state.first }); }

// Put a screen into the page. The heading takes the focus, so that keys and screen readers begin there.
function show(name, title, nodes, focus) {
  state.screen = name;
  const heading = el("h2", { tabindex: "-1", id: "heading" }, title);
  document.getElementById("main").replaceChildren(heading, ...nodes.flat(9).filter(Boolean));
  document.title = `${title} · ${plain(language.title)}`;
  announce("");
  if (focus) { scrollTo(0, 0); heading.focus({ preventScroll: true }); }
}

function redraw(focus) {
  if (state.screen === "question") { showQuestion(focus); }
  else if (state.screen === "result") { showResult(focus); }
  else { showStart(focus); }
}

// -- the beginning ---------------------------------------------------------------------------------

function chosenQuestions() {
  return data.questions.flatMap((question, at) => state.topics.has(question.topic) ? [at] : []);
}

// So many of the questions, by chance, and as long as that goes no two that rest on one fact; in the page's order.
function drawn(pool, count) {
  if (count >= pool.length) { return pool; }
  const used = new Set(), taken = [], left = [];
  shuffled(pool).forEach((at) => {
    const fresh = taken.length < count && !data.questions[at].facts.some((fact) => used.has(fact));
    (fresh ? taken : left).push(at);
    if (fresh) { data.questions[at].facts.forEach((fact) => used.add(fact)); }
  });
  return [...taken, ...left].slice(0, count).sort((one, other) => one - other);
}

function begin(order, replay) {
  if (!replay) { state.first = {}; }
  state.run = { order, at: 0, late: state.late, replay, answers: {} };
  shown = null;
  remember();
  showQuestion(true);
}

function check(type, name, value, checked, change, ...label) {
  return el("label", { class: "option" }, el("input", { type, name, value, checked, change }),
    el("span", { class: "text", dir: "auto" }, label));
}

function topicChoice(refresh) {
  if (data.topics.length < 2) { return null; }
  return el("fieldset", {}, el("legend", {}, say("page.topics")), el("div", { class: "options columns" },
    data.topics.map((topic, at) => {
      const many = data.questions.filter((question) => question.topic === at).length;
      return check("checkbox", "topic", at, state.topics.has(at), (event) => {
        if (event.target.checked) { state.topics.add(at); } else { state.topics.delete(at); }
        refresh();
      }, topic[language.code], el("span", { class: "faint" }, ` (${many})`));
    })));
}

function showStart(focus) {
  const count = el("select", { id: "count", change: () => { state.count = count.value; } });
  const refresh = () => {
    const all = chosenQuestions().length;
    const fitting = NUMBERS.filter((number) => number < all);
    const wanted = fitting.includes(Number(state.count)) ? String(state.count) : "all";
    count.replaceChildren(...[...fitting, "all"].map((number) => el("option", { value: number, selected: String(number) === wanted },
      number === "all" ? say("page.all", { count: all }) : number)));
  };
  const problem = el("p", { class: "problem", role: "alert" });
  const start = (event) => {
    event.preventDefault();
    const pool = chosenQuestions();
    if (!pool.length) {
      problem.textContent = say("page.no-topic");
      form.querySelector("input").focus();
      return;
    }
    const order = drawn(pool, count.value === "all" ? pool.length : Number(count.value));
    begin(state.mix ? shuffled(order) : order, false);
  };
  const form = el("form", { submit: start },
    topicChoice(refresh),
    el("p", { class: "line" }, el("label", { for: "count" }, say("page.count")), " ", count),
    el("div", { class: "options" },
      check("checkbox", "mix", 1, state.mix, (event) => { state.mix = event.target.checked; }, say("page.mix"))),
    el("fieldset", {}, el("legend", {}, say("page.feedback")), el("div", { class: "options" },
      ["each", "end"].map((when) => check("radio", "when", when, state.late === (when === "end"),
        () => { state.late = when === "end"; }, say(`page.feedback.${when}`))))),
    problem,
    el("p", { class: "actions" }, el("button", { class: "main" }, say("page.begin")),
      el("button", { type: "button", click: () => print() }, say("page.print"))));
  refresh();
  show("start", say("page.start"), [resumed(), form], focus);
}

// The quiz that was left, to go on with.
function resumed() {
  if (!state.run) { return null; }
  const { at, order } = state.run, done = at >= order.length;
  const text = done ? say("page.last-result") : say("page.resume", { number: at + 1, total: order.length });
  return el("p", { class: "resume" },
    el("button", { type: "button", class: "main", click: () => done ? showResult(true) : showQuestion(true) }, text));
}

// -- a question ------------------------------------------------------------------------------------

// The question that is shown: its number among the data's, and its controls. Kept so that another language can take over.
let shown = null;

function showQuestion(focus) {
  const { run } = state, index = run.order[run.at], question = data.questions[index], said = sayIn(question);
  const answer = run.answers[index], draft = shown && shown.index === index ? shown.controls.read() : null;
  const entry = answer ? entryOf(answer.language) : language;
  const controls = KINDS[question.kind](question, said, answer ? answer.given : draft, entry);
  shown = { index, controls };
  const total = run.order.length, last = run.at + 1 === total, position = say("play.position", { number: run.at + 1, total });
  const isCloze = question.kind === "cloze", onwardWord = say(last ? "page.result" : "page.next");
  const body = el("fieldset", { class: "question" },
    isCloze ? el("legend", { class: "kind" }, say("kind.cloze")) : el("legend", { class: "stem", dir: "auto" }, rich(said.stem)),
    question.picture ? el("img", { src: question.picture, alt: said.alt }) : null,
    isCloze || question.kind === "short" ? null : el("p", { class: "kind" }, say(`kind.${question.kind}`)),
    controls.nodes);
  const problem = el("p", { class: "problem", role: "alert", id: "problem" });
  const feedback = el("div", { class: "feedback", role: "status" });
  const actions = el("p", { class: "actions" });
  const form = el("form", { submit: (event) => { event.preventDefault(); if (!run.answers[index]) { submit(); } } },
    body, problem, feedback, actions);
  const give = (given) => {
    run.answers[index] = { given, language: language.code };
    if (!run.replay) { state.first[index] = given; }
    remember();
    if (run.late) { next(); } else { finish(true); }
  };
  const submit = () => {
    const given = controls.read();
    if (given !== null) { give(given); return; }
    problem.textContent = say("page.needed");
    body.querySelector(".first").focus();
  };
  const finish = (fresh) => {
    const { given, language: code } = run.answers[index];
    const judged = grade(question, sayIn(question, entryOf(code)), given, entryOf(code));
    if (given !== null) { controls.mark(judged); }
    body.disabled = true;
    problem.textContent = "";
    feedback.classList.add(tone(judged));
    feedback.replaceChildren(...feedbackNodes(question, judged));
    const onward = el("button", { type: "button", class: "main", click: next, keydown: onlyOnce },
      onwardWord);
    actions.replaceChildren(onward, ...(last ? [] : [stopButton()]));
    if (fresh) {
      onward.focus({ preventScroll: true });
      feedback.scrollIntoView({ block: "nearest", behavior: motion() });
    }
  };
  actions.append(el("button", { class: "main", keydown: onlyOnce }, run.late ? onwardWord : say("card.check")),
    el("button", { type: "button", click: () => give(null) }, say("page.skip")), stopButton());
  show("question", position, [
    el("p", { class: "topic" }, data.topics[question.topic][language.code], el("span", { class: "code" }, question.code)),
    el("progress", { max: total, value: run.at, "aria-label": position }),
    run.replay ? el("p", { class: "faint" }, say("page.replay")) : null,
    form,
  ], focus);
  if (answer && !run.late) { finish(false); }
}

function entryOf(code) { return data.languages.find((entry) => entry.code === code) || language; }

// A key that is held down presses a button once.
function onlyOnce(event) { if (event.repeat) { event.preventDefault(); } }

function next() {
  const { run } = state;
  run.at += 1;
  shown = null;
  remember();
  if (run.at < run.order.length) { showQuestion(true); } else { showResult(true); }
}

function stopButton() {
  return el("button", { type: "button", class: "quiet", click: () => {
    const { run } = state, answered = run.order.filter((index) => index in run.answers);
    if (!answered.length) { showStart(true); return; }
    run.order = answered;
    run.at = answered.length;
    remember();
    showResult(true);
  } }, say("page.stop"));
}

// -- what is said of an answer ---------------------------------------------------------------------

function tone(judged) { return judged.right ? "right" : judged.score ? "partly" : "wrong"; }

const SIGNS = { right: "✓", partly: "◐", wrong: "✗" };

function verdictLine(judged) {
  const kind = tone(judged);
  return el("p", { class: "verdict" }, el("span", { "aria-hidden": "true" }, `${SIGNS[kind]} `),
    say(`play.${kind}`, { score: percent(judged.score) }));
}

// Slips in sources and where it is from are left out where they have been told before (`brief`).
function feedbackNodes(question, judged, brief) {
  const said = sayIn(question);
  const reasons = said.because ? judged.wrong.map((at) => said.because[at]).filter((because) => because !== "") : [];
  return [
    verdictLine(judged),
    judged.typo ? el("p", {}, say("page.typo", { form: judged.typo })) : null,
    reasons.map((because) => el("p", { class: "reason", dir: "auto" }, rich(because))),
    keyNodes(said),
    said.explanation ? el("p", { dir: "auto" }, rich(said.explanation)) : null,
    brief ? null : (said.corrections || []).map((line) => el("p", { class: "correction", dir: "auto" }, rich(line))),
    brief ? null : (said.sources || []).map((line) => el("p", { class: "source", dir: "auto" }, line)),
  ].flat(9).filter(Boolean);
}

// "Answer: …", with a list where it has several lines.
function keyNodes(said) {
  const [before, after] = language.words.answer.split("{answer}"), lines = said.answer;
  const also = said.text === undefined && said.blanks;   // a short answer's second line stands for itself
  if (lines.length === 1 || also) {
    return [el("p", { class: "key", dir: "auto" }, before, el("strong", {}, rich(lines[0])), after),
      lines.slice(1).map((line) => el("p", { dir: "auto" }, rich(line)))];
  }
  return [el("p", { class: "key" }, (before + after).trim()),
    el("ul", { class: "keys" }, lines.map((line) => el("li", { dir: "auto" }, rich(line))))];
}
