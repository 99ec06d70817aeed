// The chat page: what a person sees and does. It knows POST api/chat and nothing else of the service.
// Order of the file: words, what is kept, links, drawing, sending, the page's controls.

const KEPT = 100; // messages that survive a reload
const LIMIT = 4096; // characters of one message
const COUNT_FROM = 3700; // where the counter appears
const PATIENCE = 45_000; // milliseconds until an answer is given up
const WAITS = 5; // waits for one message, until the person is asked to try again

const WORDS = {
  bn: {
    name: "উদ্যোগ সাথী", tagline: "বিনামূল্যের তথ্য-সহায়ক", fresh: "নতুন করে শুরু", log: "কথাবার্তা", newest: "সবচেয়ে নতুন লেখায় যান",
    here: "লোকেশন পাঠান", shared: "আমার লোকেশন", nowhere: "লোকেশন পাওয়া গেল না। জেলা বা শহরের নাম লিখুন।",
    label: "আপনার প্রশ্ন", placeholder: "এখানে প্রশ্ন লিখুন", send: "পাঠান", you: "আপনি:", bot: "উদ্যোগ সাথী:", tab: "নতুন ট্যাবে খোলে",
    choose: "বেছে নিন", helpful: "কাজে লেগেছে", unhelpful: "কাজে লাগেনি", typing: "উদ্যোগ সাথী উত্তর লিখছে", queued: "আগের উত্তরটা এলেই পাঠানো হবে",
    offline: "ইন্টারনেট নেই। সংযোগ ফিরলেই আপনার লেখা নিজে থেকে চলে যাবে।",
    later: "সংযোগ ফিরলে যাবে",
    unreachable: "আমাদের কাছে পৌঁছনো গেল না। ইন্টারনেট চলছে কি না দেখে নিন।",
    broken: "এই মুহূর্তে উত্তর দিতে পারছি না। দোষটা আমাদের, আপনার নয়।",
    refused: "এই লেখাটা নিতে পারিনি। একটু অন্যভাবে লিখে দেখুন।", again: "আবার চেষ্টা করুন",
    wait: "একসঙ্গে অনেক মেসেজ এসেছে। {n} সেকেন্ড পরে এটা নিজে থেকেই যাবে।", keepFile: "ফোনে রেখে দিন", pause: "একটু সময় লাগছে। {n} সেকেন্ড পরে নিজে থেকেই আবার চেষ্টা করব।",
    left: "আর {n}টি অক্ষর লেখা যাবে", over: "{n}টি অক্ষর বেশি হয়ে গেছে, একটু ছোট করুন",
    confirmTitle: "নতুন করে শুরু করবেন?", confirmText: "এই যন্ত্রে রাখা আগের কথাবার্তা মুছে যাবে।", keep: "না, থাক", clear: "হ্যাঁ, মুছে দিন",
  },
  hi: {
    name: "उद्योग साथी", tagline: "मुफ़्त जानकारी देने वाला सहायक", fresh: "फिर से शुरू", log: "बातचीत", newest: "सबसे नए संदेश पर जाएँ",
    here: "लोकेशन भेजिए", shared: "मेरी लोकेशन", nowhere: "लोकेशन नहीं मिली। ज़िले या शहर का नाम लिखिए।",
    label: "आपका सवाल", placeholder: "यहाँ सवाल लिखिए", send: "भेजिए", you: "आप:", bot: "उद्योग साथी:", tab: "नए टैब में खुलता है",
    choose: "चुनिए", helpful: "काम आया", unhelpful: "काम नहीं आया", typing: "उद्योग साथी जवाब लिख रहा है", queued: "पिछला जवाब आते ही यह भेजा जाएगा",
    offline: "इंटरनेट नहीं है। कनेक्शन आते ही आपका संदेश अपने-आप चला जाएगा।",
    later: "कनेक्शन आने पर जाएगा",
    unreachable: "हम तक पहुँचना नहीं हो पाया। देख लीजिए कि इंटरनेट चल रहा है या नहीं।",
    broken: "इस समय जवाब नहीं मिल पा रहा है। गलती हमारी है, आपकी नहीं।",
    refused: "यह संदेश लिया नहीं जा सका। दूसरे शब्दों में लिखकर देखिए।", again: "फिर कोशिश कीजिए",
    wait: "एक साथ बहुत सारे संदेश आ गए। यह {n} सेकंड बाद अपने-आप चला जाएगा।", keepFile: "फ़ोन में रखिए", pause: "थोड़ा समय लग रहा है। {n} सेकंड बाद अपने-आप फिर कोशिश होगी।",
    left: "अभी {n} अक्षर और लिख सकते हैं", over: "{n} अक्षर ज़्यादा हो गए, थोड़ा छोटा कीजिए",
    confirmTitle: "फिर से शुरू करें?", confirmText: "इस फ़ोन या कंप्यूटर पर रखी पिछली बातचीत मिट जाएगी।", keep: "नहीं, रहने दें", clear: "हाँ, मिटा दें",
  },
  en: {
    name: "Udyog Sathi", tagline: "Free information", fresh: "New chat", log: "Conversation", newest: "Go to the newest message",
    here: "Send my location", shared: "My location", nowhere: "Your location was not found. Write the name of your district or town.",
    label: "Your question", placeholder: "Write your question here", send: "Send", you: "You:", bot: "Udyog Sathi:", tab: "opens in a new tab",
    choose: "Choices", helpful: "Helpful", unhelpful: "Not helpful", typing: "Udyog Sathi is writing", queued: "Will be sent after the previous answer",
    offline: "You are offline. What you write is sent by itself when the connection is back.",
    later: "Goes when the connection is back",
    unreachable: "We could not be reached. Please check whether your internet works.",
    broken: "I cannot answer at this moment. The fault is ours, not yours.",
    refused: "I could not take this message. Please try other words.", again: "Try again",
    wait: "That was a lot of messages at once. This one goes by itself in {n} seconds.", keepFile: "Keep this file", pause: "This takes a little longer. I will try again by myself in {n} seconds.",
    left: "{n} characters left", over: "{n} characters too many, please shorten it",
    confirmTitle: "Start a new conversation?", confirmText: "The conversation kept on this device will be deleted.", keep: "No, keep it", clear: "Yes, delete it",
  },
};

const $ = (id) => document.getElementById(id);
const log = $("log"), input = $("text"), sendButton = $("send"), newestButton = $("newest"), dialog = $("confirm");

const word = (name, n) => WORDS[state.language][name].replace("{n}", n === undefined ? "" : number(n));
const number = (n) => (state.language === "bn" ? String(n).replace(/\d/g, (d) => "০১২৩৪৫৬৭৮৯"[d]) : String(n));
const date = (day, language) => new Date(day).toLocaleDateString(`${language}-IN`, { dateStyle: "long", timeZone: "UTC" });
const scriptOf = (text) => (/[\u0980-\u09FF]/.test(text) ? "bn" : /[\u0900-\u0963\u0966-\u097F]/.test(text) ? "hi" : null);
const characters = (text) => [...text].length;

function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID(); // only on https and localhost
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return [...bytes].map((b, at) => ([4, 6, 8, 10].includes(at) ? "-" : "") + b.toString(16).padStart(2, "0")).join("");
}

// ---- What is kept ------------------------------------------------------------------------------------------------------
// A message of the person: {id, from: "me", text, payload?, language, state}; what the page asks by itself (the greeting) has no text.
// state: queued (to be sent), failed (asks to try again), refused, sent. An answer: {from: "bot", text, language, buttons, sources, rating, document?}.

const STORE = "udyog-sathi";
let state = load();

function newState(language = "bn", chosen = false) {
  return { version: 1, sender: uuid(), language, chosen, messages: [] };
}

function load() {
  try {
    const kept = JSON.parse(localStorage.getItem(STORE));
    if (kept?.version === 1 && kept.sender && WORDS[kept.language] && Array.isArray(kept.messages)) return kept;
  } catch { /* no storage, or not ours: a new conversation */ }
  return newState();
}

function save() {
  const pending = state.messages.filter(isPending).length;
  if (state.messages.length > KEPT + pending) state.messages.splice(0, state.messages.length - KEPT - pending);
  try {
    localStorage.setItem(STORE, JSON.stringify(state));
  } catch { /* full or forbidden: the conversation then lives as long as the page */ }
}

const isPending = (message) => message.state === "queued" || message.state === "failed";

// ---- Links -------------------------------------------------------------------------------------------------------------

const ADDRESS = /https?:\/\/[\w!#$%&'()*+,\-./:;=?@~[\]]+|(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?:\/[\w!#$%&'()*+,\-./:;=?~]*)?/gi;
const KNOWN = /(^|\.)(gov\.in|nic\.in|bank\.in|rbi\.org\.in|npci\.org\.in|ondc\.org|cgtmse\.in|sidbi\.in|udyamimitra\.in|standupmitra\.in|jansamarth\.in|psbloansin59minutes\.com)$/i;

const ITEM = /^(?:[•–-]|[0-9০-৯०-९]{1,2}[.)]) /;

/** The address as it may be followed, or null: http and https only, and nobody's name before the host. */
function safeUrl(text) {
  try {
    const url = new URL(text);
    return /^https?:$/.test(url.protocol) && !url.username && !url.password ? url.href : null;
  } catch {
    return null;
  }
}

function link(url, text) {
  const a = element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text);
  a.dataset.tab = text;
  a.setAttribute("aria-label", `${text} (${word("tab")})`);
  return a;
}

/** The text in pieces: strings, and links where addresses stand. */
function linked(text) {
  const pieces = [];
  let done = 0;
  for (const match of text.matchAll(ADDRESS)) {
    if (/[\w@.\/-]/.test(text[match.index - 1] ?? "")) continue; // the tail of something else, such as an e-mail address
    const shown = match[0].replace(/[.,;:!?'\-]+$/, "").replace(/^([^(]*)\)+$/, "$1").replace(/[.,;:!?'\-]+$/, "");
    if (text[match.index + shown.length] === "@") continue;
    const bare = !/^https?:/i.test(shown);
    const url = safeUrl(bare ? `https://${shown}` : shown);
    if (!url || (bare && !KNOWN.test(new URL(url).hostname))) continue;
    pieces.push(text.slice(done, match.index), link(url, shown));
    done = match.index + shown.length;
  }
  return [...pieces, text.slice(done)];
}

// ---- Drawing -----------------------------------------------------------------------------------------------------------

const nodes = new Map(); // message -> its element

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** One of the page's own words inside the conversation; it follows a change of language. */
function pageWord(tag, name, attributes = {}) {
  return element(tag, { ...attributes, "data-word": name, lang: state.language }, word(name));
}

function draw(message) {
  const node = message.from === "me" ? drawMine(message) : drawAnswer(message);
  nodes.set(message, node);
  log.insertBefore(node, typing);
  if (message.from === "bot" && message.buttons.length) {
    for (const old of log.querySelectorAll(".current")) old.classList.remove("current");
    node.classList.add("current");
  }
  return node;
}

function drawMine(message) {
  const node = element("div", { class: "turn me" });
  if (message.text) {
    const text = element("div", { class: "text", lang: message.language, dir: "auto" }, message.text);
    node.append(element("div", { class: "bubble" }, pageWord("span", "you", { class: "unseen" }), text));
  }
  return node;
}

function drawAnswer(message) {
  const lines = message.text.trimEnd().split("\n");
  const named = lines.length > 1 && message.sources.some((s) => lines.at(-1).includes(s.title)) ? lines.pop() : "";
  const body = element("div", { class: "text" }, ...laidOut(lines.join("\n").trimEnd()));
  const written = message.roman ? `${message.language}-Latn` : message.language; // for screen readers: Bengali or Hindi in Roman letters
  const bubble = element("div", { class: "bubble", lang: written }, pageWord("span", "bot", { class: "unseen" }), body);
  if (message.document) bubble.append(drawDocument(message.document));
  if (message.sources.length) bubble.append(drawSources(message.sources, named, message.roman ? "en" : message.language));
  if (message.rating?.length) bubble.append(drawRating(message.rating));
  const node = element("div", { class: "turn bot" }, bubble);
  if (message.buttons.length) {
    const group = element("div", { class: "choices", role: "group", "aria-label": word("choose"), "data-label": "choose", lang: written });
    for (const { title, payload } of message.buttons) {
      const language = scriptOf(title) ?? written;
      const button = element("button", { type: "button", lang: language === written ? null : language }, title);
      button.addEventListener("click", () => say(title, payload, language));
      group.append(button);
    }
    node.append(group);
  }
  return node;
}

/** A file: a picture is shown, and each can be kept. What it is made of is checked where it is received. */
function drawDocument({ name, mime, content }) {
  const url = `data:${mime};base64,${content}`;
  const box = element("div", { class: "document" });
  if (mime.startsWith("image/")) box.append(element("img", { src: url, alt: name }));
  const a = element("a", { href: url, download: name }, `${word("keepFile")} (${name})`);
  box.append(a);
  return box;
}

/** Two thumbs, small, in a corner: one press, and the service says thank you. */
function drawRating(rating) {
  const box = element("div", { class: "rating" });
  rating.forEach(({ title, payload }, at) => {
    const name = at === 0 ? "helpful" : "unhelpful";
    const button = element("button", { type: "button", "aria-label": word(name), "data-label": name, "aria-pressed": "false" }, title);
    button.addEventListener("click", () => {
      for (const other of box.children) other.setAttribute("aria-pressed", String(other === button));
      say(title, payload, state.language);
    });
    box.append(button);
  });
  return box;
}

/** The text with its links; the points of a list get an indent. */
function laidOut(text) {
  const parts = [];
  for (const line of text.split("\n")) {
    if (ITEM.test(line)) parts.push({ item: true, text: line });
    else if (parts.length && !parts.at(-1).item) parts.at(-1).text += `\n${line}`;
    else parts.push({ item: false, text: line });
  }
  return parts.flatMap((part, at) => {
    // The last line break before a block is not shown: an empty line there needs one more.
    if (!part.item) return linked(part.text + (parts[at + 1]?.item && /(^|\n)$/.test(part.text) ? "\n" : ""));
    return element("span", { class: /^\S{1,2}[.)]/.test(part.text) ? "item numbered" : "item" }, ...linked(part.text));
  });
}

/** The line that names the sources, each name being the link; a source that the line does not name gets a line of its own. */
function drawSources(sources, line, language) {
  const box = element("div", { class: "sources" });
  let pieces = line ? [line] : [];
  for (const { title, url, verified_on: day } of sources) {
    const href = safeUrl(url);
    const shown = href ? link(href, title) : title;
    const at = pieces.findIndex((piece) => typeof piece === "string" && piece.includes(title));
    if (at >= 0) {
      const start = pieces[at].indexOf(title);
      pieces.splice(at, 1, pieces[at].slice(0, start), shown, pieces[at].slice(start + title.length));
    } else {
      box.append(element("p", {}, shown, /^\d{4}-\d\d-\d\d$/.test(day) ? ` · ${date(day, language)}` : ""));
    }
  }
  if (line) box.prepend(element("p", {}, ...pieces));
  return box;
}

/** What stands below a message of the person: nothing, a quiet line, or what went wrong with a way on. */
function note(message, name, { n, alarm = false, again = false } = {}) {
  const node = nodes.get(message);
  const old = node?.querySelector(".note");
  if (!name || !node) return old?.remove();
  if (n !== undefined && old?.dataset.count === name) { // the seconds go down: the same text changes, nothing new to read out
    old.firstChild.firstChild.data = word(name, n);
    old.firstChild.lang = state.language;
    return;
  }
  const text = n === undefined ? pageWord("p", name) : element("p", { lang: state.language, "aria-live": "off" }, word(name, n));
  const made = element("div", { class: alarm ? "note alarm" : "note", "data-count": n === undefined ? null : name }, text);
  if (again) {
    const button = pageWord("button", "again", { type: "button" });
    button.addEventListener("click", () => { input.focus(); retry(); });
    made.append(button);
  }
  if (old) old.replaceWith(made);
  else node.append(made);
}

function noteFailed(message) {
  const offline = message.why === "unreachable" && !navigator.onLine; // the line above the text field says so already
  note(message, offline ? "later" : message.why, { alarm: !offline, again: true });
}

const typing = element("div", { class: "typing", "aria-hidden": "true", hidden: "" }, element("i"), element("i"), element("i"));

function showTyping(on) {
  typing.hidden = !on;
  $("doing").textContent = on ? word("typing") : "";
  $("doing").lang = state.language;
}

function drawAll() {
  nodes.clear();
  log.setAttribute("aria-busy", "true"); // what was said before is not read out again
  log.replaceChildren(typing);
  state.messages.forEach(draw);
  state.messages.filter((m) => m.state === "failed").forEach(noteFailed);
  state.messages.filter((m) => m.state === "refused").forEach((m) => note(m, "refused", { alarm: true }));
  requestAnimationFrame(() => log.removeAttribute("aria-busy"));
  toEnd("instant");
}

function setLanguage(language) {
  state.language = document.documentElement.lang = language;
  document.title = word("name");
  for (const node of document.querySelectorAll("[data-word]")) {
    node.textContent = word(node.dataset.word);
    node.lang = language;
  }
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", word(node.dataset.label));
  for (const node of document.querySelectorAll("[data-tab]")) node.setAttribute("aria-label", `${node.dataset.tab} (${word("tab")})`);
  input.placeholder = word("placeholder");
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === language));
  }
  if (!typing.hidden) showTyping(true);
  showOffline();
  measure();
}

// Being on the way to the end (a smooth scroll under way) counts as being there, until the person scrolls away.
let following = true;
const isNearEnd = () => following || log.scrollHeight - log.scrollTop - log.clientHeight < 120;
for (const gesture of ["wheel", "touchmove", "keydown"]) {
  log.addEventListener(gesture, () => { following = false; }, { passive: true });
}
const calm = matchMedia("(prefers-reduced-motion: reduce)");

function scrollTo(top, behavior = calm.matches ? "instant" : "smooth") {
  log.scrollTo({ top, behavior });
}
function toEnd(behavior) {
  following = true;
  scrollTo(log.scrollHeight, behavior);
}

/** Shows an answer from its beginning: as far down as possible while the question above it stays in view. */
function reveal(question, first) {
  following = false;
  const top = nodes.get(question)?.firstChild ? nodes.get(question) : first;
  scrollTo(Math.min(top.offsetTop - log.offsetTop - 10, log.scrollHeight - log.clientHeight));
}

// ---- Sending -----------------------------------------------------------------------------------------------------------

let working = false; // one message at a time, in the order they were written
let stop = new AbortController(); // ends with the conversation

const places = new Map(); // id of a message -> where the person was: never stored with the conversation

/** Asks the browser where the person is, and sends that. */
function shareHere() {
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => say(word("shared"), null, state.language, { lat: coords.latitude, lon: coords.longitude }),
    () => {
      $("offline").textContent = word("nowhere");
      $("offline").lang = state.language;
      input.focus();
    },
    { timeout: 15_000, maximumAge: 600_000 },
  );
}

/** Puts a message of the person at the end of the queue. */
function say(text, payload = null, language = null, place = null) {
  const message = { id: uuid(), from: "me", text, language: language ?? scriptOf(text) ?? "en", state: "queued" };
  if (payload) message.payload = payload;
  if (place) places.set(message.id, place);
  if (payload?.startsWith("lang:") && WORDS[payload.slice(5)]) {
    state.chosen = true;
    setLanguage(payload.slice(5));
  }
  state.messages.push(message);
  draw(message);
  save();
  toEnd();
  retry();
}

/** Sends what waits, beginning with what failed. */
function retry() {
  for (const message of state.messages) if (message.state === "failed") message.state = "queued";
  if (working) showQueue();
  else work();
}

function showQueue() {
  state.messages.filter((m) => m.state === "queued").slice(1).forEach((m) => note(m, "queued"));
}

async function work() {
  const conversation = state, signal = stop.signal;
  working = true;
  try {
    for (let message; (message = conversation.messages.find((m) => m.state === "queued"));) {
      note(message, null);
      showQueue();
      const sent = await deliver(message, signal);
      if (signal.aborted) return;
      save();
      if (!sent) {
        conversation.messages.filter((m) => m.state === "queued").forEach((m) => note(m, "queued"));
        return;
      }
    }
  } finally {
    if (conversation === state) {
      working = false;
      showTyping(false);
    }
  }
}

/** Sends one message until it is settled; false: it failed and the ones behind it have to wait. */
async function deliver(message, signal) {
  for (let waits = 0; ; waits++) {
    showTyping(true);
    if (isNearEnd()) toEnd();
    const result = await post(message, signal);
    if (signal.aborted) return false;
    showTyping(false);
    if (result.messages) {
      message.state = "sent";
      places.delete(message.id);
      if (message.text || message.payload === "greet") receive(message, result.messages);
      return true;
    }
    if (result.refused) {
      message.state = "refused";
      note(message, "refused", { alarm: true });
      return true;
    }
    if (!result.wait || waits === WAITS) {
      message.state = "failed";
      message.why = result.unreachable ? "unreachable" : "broken";
      noteFailed(message);
      if (isNearEnd()) toEnd();
      return false;
    }
    await countDown(message, result.limited ? "wait" : "pause", result.wait, signal);
    if (signal.aborted) return false;
    note(message, null);
  }
}

async function countDown(message, name, seconds, signal) {
  const until = Date.now() + seconds * 1000;
  $("doing").textContent = word(name, seconds); // once: nobody wants a screen reader that counts
  for (let left = seconds; left > 0 && !signal.aborted; left = Math.ceil((until - Date.now()) / 1000)) {
    note(message, name, { n: left });
    if (left === seconds && isNearEnd()) toEnd();
    await new Promise((done) => setTimeout(done, Math.min(1000, until - Date.now())));
  }
}

/** One request. The key is the message's own: the service answers the same message once, however often it comes. */
async function post(message, signal) {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), PATIENCE);
  const end = () => timeout.abort();
  signal.addEventListener("abort", end);
  try {
    const place = places.get(message.id);
    const said = place ? { location: place } : message.payload ? { payload: message.payload } : { text: message.text };
    const response = await fetch("api/chat", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "Idempotency-Key": message.id },
      body: JSON.stringify({ sender: state.sender, ...said }),
      signal: timeout.signal,
    });
    if (response.ok) return { messages: readable(await response.json()) };
    const wait = retryAfter(response);
    if (response.status === 429) return { wait: wait || 10, limited: true };
    if (response.status === 409 || response.status === 425) return { wait: wait || 2 };
    if (response.status === 503 && wait) return { wait };
    return { refused: response.status < 500 && response.status !== 408 };
  } catch (error) {
    return { unreachable: error instanceof TypeError || timeout.signal.aborted };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", end);
  }
}

function retryAfter(response) {
  const value = response.headers.get("Retry-After") ?? "";
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.min(600, Math.max(1, Math.ceil(seconds))) : 0;
}

/** Whether a file is of a kind that the page shows or lets be kept, and nothing that a browser would run. */
const isFile = (file) => /^(image\/(png|jpeg)|application\/(json|pdf)|text\/calendar)$/.test(file?.mime ?? "") && /^[A-Za-z0-9+/]*={0,2}$/.test(file.content ?? "-");

/** The answer's messages in the form that is drawn and kept; throws if there are none. */
function readable({ messages }) {
  if (!messages?.length) throw new Error("an answer without messages");
  return messages.map(({ text, language, roman, buttons, sources, rating, document: file }) => ({
    from: "bot", text: String(text), language: WORDS[language] ? language : "en", roman: roman === true,
    buttons: buttons ?? [], sources: sources ?? [], rating: rating ?? [],
    ...(isFile(file) ? { document: { name: String(file.name), mime: file.mime, content: file.content } } : {}),
  }));
}

function receive(question, answers) {
  const stay = !isNearEnd();
  const language = answers.at(-1).language;
  if (!state.chosen && language !== state.language) setLanguage(language);
  if (!state.chosen && question.text && !scriptOf(question.text) && language !== "en") {
    question.language = `${language}-Latn`; // Bengali or Hindi in Roman letters
    nodes.get(question)?.querySelector(".text")?.setAttribute("lang", question.language);
  }
  // After the last thing that was answered, before what still waits: an answer stands below its question.
  const waiting = state.messages.findIndex(isPending);
  const at = waiting < 0 ? state.messages.length : waiting;
  state.messages.splice(at, 0, ...answers);
  const before = nodes.get(state.messages[at + answers.length]);
  const drawn = answers.map(draw);
  if (before) drawn.forEach((node) => log.insertBefore(node, before));
  if (!stay) reveal(question, drawn[0]);
}

// ---- The page's controls -----------------------------------------------------------------------------------------------

/** The text field grows with its text; the send button and the counter follow. */
function measure() {
  const length = characters(input.value.trim()), left = LIMIT - length;
  input.style.height = "auto";
  input.style.height = `${input.scrollHeight + 2}px`;
  sendButton.disabled = length === 0 || left < 0;
  $("count").textContent = left < 0 ? word("over", -left) : length >= COUNT_FROM ? word("left", left) : "";
  $("count").lang = state.language;
  $("count").className = left < 0 ? "over" : "";
  input.setAttribute("aria-invalid", String(left < 0));
}

function showOffline() {
  $("offline").textContent = navigator.onLine ? "" : word("offline");
  $("offline").lang = state.language;
}

function submit() {
  if (sendButton.disabled) return;
  const text = input.value.trim();
  input.value = "";
  measure();
  input.focus();
  say(text);
}

function startAgain() {
  places.clear();
  stop.abort();
  stop = new AbortController();
  working = false;
  state = newState(state.language, state.chosen);
  drawAll();
  greet();
  input.focus();
}

function greet() {
  if (state.chosen) say("", `lang:${state.language}`); // to the service the sender is new: it does not know the choice yet
  say("", "greet");
}

$("composer").addEventListener("submit", (event) => { event.preventDefault(); submit(); });
input.addEventListener("input", measure);
input.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
    event.preventDefault();
    submit();
  }
});
for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => {
    const { language } = button.dataset;
    if (language !== state.language || !state.chosen) say(button.textContent, `lang:${language}`, language);
  });
}
$("fresh").addEventListener("click", () => dialog.showModal());
$("here").hidden = !("geolocation" in navigator && window.isSecureContext); // browsers tell a place only over https
$("here").addEventListener("click", shareHere);
$("keep").addEventListener("click", () => dialog.close());
$("clear").addEventListener("click", () => { dialog.close(); startAgain(); });
newestButton.addEventListener("click", () => { toEnd(); log.focus(); });
log.addEventListener("scroll", () => { newestButton.hidden = isNearEnd(); }, { passive: true });
addEventListener("offline", showOffline);
addEventListener("online", () => { showOffline(); retry(); });
addEventListener("storage", (event) => {
  if (event.key !== STORE || working || state.messages.some(isPending)) return;
  state = load(); // the same conversation went on in another tab
  setLanguage(state.language);
  drawAll();
});
// On phones where the keyboard covers the page instead of shrinking it, the page takes what is left.
const view = window.visualViewport;
view?.addEventListener("resize", () => {
  const end = isNearEnd();
  document.documentElement.style.setProperty("--height", view.scale === 1 ? `${view.height}px` : "");
  if (end) toEnd("instant");
});
document.fonts?.ready.then(() => { if (isNearEnd()) toEnd("instant"); });

setLanguage(state.language);
drawAll();
if (state.messages.length === 0) greet();
else retry();
// The picture of a session's code opens the page with the code: it is said once, and taken out of the address.
const code = new URLSearchParams(location.search).get("here") ?? "";
if (/^\d{6}$/.test(code)) {
  history.replaceState(null, "", location.pathname);
  say(`HERE ${code}`);
}
if (matchMedia("(pointer: fine)").matches) input.focus();
