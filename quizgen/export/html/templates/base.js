// The page's own tools: elements, texts, words, and what the browser keeps.

const HTML_STYLES = [[1, "em"], [2, "strong"], [4, "code"]];

// An element. A property that is a function listens; true and false set and leave out; children are elements or texts.
function el(name, properties, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties || {})) {
    if (typeof value === "function") { made.addEventListener(key, value); }
    else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(key, value === true ? "" : value);
    }
  }
  made.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

function pieces(text) { return typeof text === "string" ? [text] : text; }

function plain(text) {
  return pieces(text).map((piece) => typeof piece === "string" ? piece : piece[1]).join("");
}

// A text of the bank as nodes: always text, whatever it holds.
function rich(text) {
  return pieces(text).map((piece) => {
    if (typeof piece === "string") { return piece; }
    return HTML_STYLES.reduce((inner, [style, name]) => piece[0] & style ? el(name, {}, inner) : inner, piece[1]);
  });
}

function letter(at) {
  return (at >= 26 ? letter(Math.floor(at / 26) - 1) : "") + String.fromCharCode(65 + at % 26);
}

// What the browser keeps for this page, where it may keep anything.
const store = {
  get(key) {
    try { return JSON.parse(localStorage.getItem(`quizgen/${key}`)); } catch { return null; }
  },
  set(key, value) {
    try {
      if (value === null) { localStorage.removeItem(`quizgen/${key}`); }
      else { localStorage.setItem(`quizgen/${key}`, JSON.stringify(value)); }
    } catch { /* It may not: then nothing is remembered. */ }
  },
};

// The data as Python packed it (export/html/page.py).
async function unpack(packed) {
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

// Fisher and Yates: every order is as likely as every other.
function shuffled(things) {
  const mixed = [...things];
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = Math.floor(Math.random() * (at + 1));
    [mixed[at], mixed[other]] = [mixed[other], mixed[at]];
  }
  return mixed;
}

// A short mark of the data, so that what is kept is not taken up again by another version of the page.
function fingerprint(text) {
  let hash = 5381;
  for (let at = 0; at < text.length; at += 1) { hash = (hash * 33 ^ text.charCodeAt(at)) >>> 0; }
  return hash.toString(36);
}

let data = null;       // what the page knows
let language = null;   // the entry of data.languages that is shown

// The program's words in the language shown, holes filled.
function say(key, holes) {
  return language.words[key].replace(/\{(\w+)\}/g, (hole, name) => holes && name in holes ? holes[name] : hole);
}

function sayIn(question, entry) { return question.in[(entry || language).code]; }

function percent(score) {
  const whole = Math.round(score * 100);
  return `${score === 0 || score === 1 ? whole : Math.min(99, Math.max(1, whole))}%`;
}

function motion() { return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth"; }
