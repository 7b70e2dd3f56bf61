// The page's frame: language, light and dark, and the start.

function setTheme(dark) {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

function settings() {
  const several = data.languages.length > 1;
  const dark = document.documentElement.dataset.theme === "dark";
  const name = say("page.dark");
  const theme = el("button", { type: "button", title: name, "aria-label": name, "aria-pressed": String(dark), click: (event) => {
    const now = document.documentElement.dataset.theme !== "dark";
    setTheme(now);
    event.currentTarget.setAttribute("aria-pressed", now);
    store.set("dark", now);
  } }, "◐");
  const languages = several ? el("div", { role: "group", "aria-label": say("page.language"), class: "languages" },
    data.languages.map((entry) => el("button", {
      type: "button", lang: entry.code, "data-language": entry.code, "aria-pressed": String(entry === language),
      click: () => setLanguage(entry, true),
    }, languageName(entry)))) : null;
  document.getElementById("settings").replaceChildren(...[languages, theme].filter(Boolean));
}

function languageName(entry) {
  if (entry.name) { return entry.name; }
  try { return new Intl.DisplayNames([entry.code], { type: "language" }).of(entry.code); } catch { return entry.code; }
}

// Show everything in a language; what has been answered, and what is being answered, stays.
function setLanguage(entry, chosen) {
  language = entry;
  document.documentElement.lang = entry.code;
  document.documentElement.dir = entry.direction;
  document.getElementById("title").replaceChildren(...rich(entry.title));
  document.getElementById("foot").replaceChildren(...entry.credits.map((line) => el("p", { dir: "auto" }, line)));
  settings();
  redraw(false);
  if (chosen) {
    store.set("language", entry.code);
    document.querySelector(`[data-language="${CSS.escape(entry.code)}"]`).focus();
  }
}

// A quiz that was left, if it is one of this page.
function takeUp() {
  const kept = store.get(state.key), run = kept && kept.run;
  if (!run || !Array.isArray(run.order) || !run.order.every((index) => data.questions[index])) { return; }
  state.run = run;
  state.first = kept.first || {};
  state.late = run.late;
}

async function boot() {
  const kept = store.get("dark"), system = matchMedia("(prefers-color-scheme: dark)");
  setTheme(kept === null ? system.matches : kept);
  system.addEventListener("change", () => { if (store.get("dark") === null) { setTheme(system.matches); settings(); } });
  const packed = document.getElementById("data").textContent;
  data = await unpack(packed);
  state.key = `${data.bank}/${fingerprint(packed)}`;
  state.topics = new Set(data.topics.map((_, at) => at));
  state.mix = data.questions.length > 30;
  state.count = data.questions.length > 30 ? 10 : "all";
  takeUp();
  addEventListener("beforeprint", printSheet);
  addEventListener("afterprint", dropSheet);
  const wish = store.get("language");
  setLanguage(data.languages.find((entry) => entry.code === wish) || data.languages[0], false);
}

const needed = document.getElementById("needed");
needed.hidden = true;
boot().catch((error) => {
  needed.hidden = false;
  throw error;
});
