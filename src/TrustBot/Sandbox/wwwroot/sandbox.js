// The page shows what the server draws. It keeps what a person is typing, where they scrolled and where the focus is; nothing else lives here.

const main = document.getElementById("sandbox");
const spoken = document.getElementById("spoken");
const narrow = matchMedia("(max-width: 719.9px)");
const drawered = matchMedia("(min-width: 720px) and (max-width: 1179.9px)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const panes = () => [...main.querySelectorAll(".pane")];
const paneOf = element => element.closest(".pane");
const paneNamed = name => document.getElementById(name);

// Talking to the server

const parse = html => new DOMParser().parseFromString(html, "text/html").body.firstElementChild;

async function draw(url) {
  const response = await fetch(url, { headers: { "X-Fragment": "1" } });
  if (!response.ok) throw new Error(response.statusText);
  return parse(await response.text());
}

const post = (url, fields) => fetch(url, { method: "POST", body: fields instanceof FormData ? fields : new URLSearchParams(fields) });

// One refresh of a kind at a time; what comes in meanwhile makes one more.
function refresher(work) {
  let running = false, again = false;
  return async () => {
    if (running) { again = true; return; }
    running = true;
    try {
      do { again = false; await work(); } while (again);
    } catch { /* The stream says when the program is gone, and everything is fetched anew when it is back. */ }
    finally { running = false; }
  };
}

// Panes

const drawn = new WeakMap();

function patchLog(log, fresh) {
  const wasAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 48;
  const first = !drawn.has(log) && log.children.length === 0;
  const old = new Map([...log.children].map(child => [child.id, child]));
  let place = log.firstElementChild, newest = null;
  for (const child of [...fresh.children]) {
    const known = old.get(child.id), html = child.outerHTML;
    old.delete(child.id);
    if (known && (drawn.get(known) ?? known.outerHTML) === html) {
      drawn.set(known, html);
      if (known === place) place = place.nextElementSibling; else log.insertBefore(known, place);
      continue;
    }
    drawn.set(child, html);
    if (known) {
      if (known === place) place = place.nextElementSibling;
      exchange(known, child);
    } else {
      log.insertBefore(child, place);
      if (!first) arrive(child);
      if (!first && child.dataset.unseals) unseal(child);
      if (child.matches(".card, .said")) newest = child;
    }
  }
  for (const gone of old.values()) gone.remove();
  drawn.set(log, "");
  if (newest && (wasAtEnd || newest.matches(".said") || hasJustActed(log))) show(log, newest);
  else if (newest) offerNewest(log);
}

// Whoever has just pressed something wants to see what it did.
const acts = new WeakMap();
const act = pane => acts.set(pane, performance.now());
const hasJustActed = log => performance.now() - (acts.get(paneOf(log)) ?? -Infinity) < 3000;

// A chat that stood at its end stays there when its pane changes size.
const atEnd = new WeakSet(), heights = new WeakMap();
const sizes = new ResizeObserver(entries => {
  for (const { target } of entries) {
    if (atEnd.has(target)) target.scrollTop = target.scrollHeight;
    heights.set(target, target.clientHeight);
  }
});

function keepAtEnd(log) {
  // A log that has just become smaller was not scrolled by anybody.
  const note = () => { if (log.scrollHeight - log.scrollTop - log.clientHeight < 8) atEnd.add(log); else if (heights.get(log) === log.clientHeight) atEnd.delete(log); };
  log.addEventListener("scroll", note, { passive: true });
  sizes.observe(log);
  note();
}

function exchange(known, child) {
  const height = known.offsetHeight, focused = known.contains(document.activeElement);
  if (known.querySelector("details.more[open]")) child.querySelector("details.more")?.setAttribute("open", "");
  known.replaceWith(child);
  // A card without buttons takes the focus itself, so that reading goes on from there.
  if (focused && !child.querySelector("button, summary")) child.tabIndex = -1;
  if (focused) (child.querySelector("button, summary") ?? child).focus({ preventScroll: true });
  if (calm.matches || child.offsetHeight === height) return;
  child.animate([{ height: `${height}px`, overflow: "clip" }, { height: `${child.offsetHeight}px`, overflow: "clip" }], { duration: 180, easing: "ease-out" });
}

function arrive(child) {
  if (!calm.matches && child.animate) child.animate([{ transform: "translateY(6px)" }, { transform: "none" }], { duration: 180, easing: "ease-out" });
}

// Sealed words open for both at one moment. The panes are drawn one after the other, so the first envelope waits for the second.
const sealed = new Map();

function unseal(card) {
  if (calm.matches || !card.animate) return;
  const moment = card.dataset.unseals, both = sealed.get(moment) ?? [];
  both.push(card.querySelector(".envelope"));
  both.at(-1).classList.add("closed");
  sealed.set(moment, both);
  const unfold = () => {
    if (sealed.get(moment) !== both) return;
    sealed.delete(moment);
    for (const envelope of both) {
      envelope.classList.remove("closed");
      envelope.querySelector(".flap").animate([{ transform: "scaleY(-.667)" }, { transform: "none" }], { duration: 280, easing: "ease-in-out" });
    }
  };
  if (both.length === 2) unfold(); else setTimeout(unfold, 1500);
}

// The newest is in sight from its title on, even when it is taller than the pane.
function show(log, card) {
  const top = card.offsetTop - log.offsetTop - 12;
  log.scrollTop = Math.min(log.scrollHeight - log.clientHeight, top);
}

function offerNewest(log) {
  const pane = paneOf(log);
  if (pane.querySelector(".newer")) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "newer";
  button.textContent = pane.dataset.newBelow;
  button.addEventListener("click", () => { log.scrollTop = log.scrollHeight; log.focus({ preventScroll: true }); button.remove(); });
  log.addEventListener("scroll", () => { if (log.scrollHeight - log.scrollTop - log.clientHeight < 48) button.remove(); });
  pane.append(button);
}

function patchPane(pane, fresh) {
  const another = pane.dataset.person !== fresh.dataset.person;
  if (another) closeSheet(pane);
  for (const [name, value] of Object.entries(fresh.dataset)) pane.dataset[name] = value;
  pane.setAttribute("aria-label", fresh.getAttribute("aria-label"));
  swap(pane, fresh, ".head", pane.querySelector(".head"), "before");
  swap(pane, fresh, ".lock", pane.querySelector(".head"), "after");
  const log = pane.querySelector(".chat"), freshLog = fresh.querySelector(".chat");
  if (log && freshLog) {
    for (const name of ["lang", "dir", "aria-label"]) log.setAttribute(name, freshLog.getAttribute(name));
    if (another) log.replaceChildren();
    patchLog(log, freshLog);
    if (another) log.scrollTop = log.scrollHeight;
  } else if (freshLog) {
    pane.querySelector(".desk").after(freshLog);
  }
  const wins = pane.querySelector(".wins"), freshWins = fresh.querySelector(".wins");
  if (wins && freshWins) {
    wins.querySelector("h3").textContent = freshWins.querySelector("h3").textContent;
    patchLog(wins.querySelector(".posts"), freshWins.querySelector(".posts"));
  } else if (freshWins) {
    pane.querySelector(".failed").before(freshWins);
  } else {
    wins?.remove();
  }
  for (const control of pane.querySelectorAll(".say :is(input, button)")) control.disabled = !pane.dataset.person;
  if (pane.dataset.person) main.dataset.people = "some";
  tellTabs();
}

function swap(pane, fresh, selector, anchor, side) {
  const now = pane.querySelector(selector), next = fresh.querySelector(selector);
  if (now && next) {
    if (now.innerHTML === (drawn.get(now) ?? now.innerHTML) && now.innerHTML === next.innerHTML) return;
    if (now.contains(document.activeElement)) {
      now.querySelector(".where").textContent = next.querySelector(".where").textContent;
      return;
    }
    now.replaceWith(next);
  } else if (next) anchor[side](next);
  else now?.remove();
}

const refreshPane = Object.fromEntries(["mentee", "mentor", "coordinator"].map(name =>
  [name, refresher(async () => patchPane(paneNamed(name), await draw(`/sandbox/pane/${name}`)))]));
const refreshClock = refresher(async () => {
  const clock = document.getElementById("clock"), fresh = await draw("/sandbox/clock");
  for (const part of [".now", ".coming"]) {
    const now = clock.querySelector(part), next = fresh.querySelector(part);
    if (now.textContent !== next.textContent) now.innerHTML = next.innerHTML;
  }
  const go = clock.querySelector("[data-move=next]"), next = fresh.querySelector("[data-move=next]");
  go.innerHTML = next.innerHTML;
  clock.dataset.moving = fresh.dataset.moving;
  clock.dataset.playing = fresh.dataset.playing;
  main.querySelector(".stage").inert = fresh.dataset.playing === "yes";
  for (const button of clock.querySelectorAll("[data-move]")) button.setAttribute("aria-disabled", String(fresh.dataset.moving === "yes"));
  // A disabled button would lose the focus of someone who presses it again and again.
  if (document.activeElement !== go || !next.disabled) go.disabled = next.disabled;
});
const refreshFrame = refresher(async () => {
  const frame = main.querySelector(".frame"), fresh = await draw("/sandbox/frame");
  const open = frame.querySelector(".network").open, focused = frame.contains(document.activeElement) ? document.activeElement : null;
  if ((drawn.get(frame) ?? frame.outerHTML) === fresh.outerHTML) return;
  drawn.set(fresh, fresh.outerHTML);
  fresh.querySelector(".network").open = open;
  frame.replaceWith(fresh);
  if (!focused) return;
  const same = focused.value ? fresh.querySelector(`[value="${focused.value}"]`) : [...fresh.querySelectorAll("button, summary")].find(one => one.textContent === focused.textContent);
  (same ?? fresh.querySelector("button.plain")).focus();
});

function refreshAll() {
  for (const refresh of Object.values(refreshPane)) refresh();
  refreshClock();
  refreshFrame();
  reloadConsole();
}

// Presses, typed words, sheets

function trouble(pane, text, sheet = null) {
  const line = (sheet ?? pane).querySelector(sheet ? ".failed" : ":scope > .failed");
  line.textContent = text ?? "";
  line.hidden = !text;
}

// What the server says about a store that takes nothing, or about too much at once, in the page's language.
const said = async response => [413, 503].includes(response.status) && response.headers.get("content-type")?.startsWith("text/plain") ? await response.text() : null;

function troubleOfAll(text) {
  const line = main.querySelector(".trouble");
  line.textContent = text ?? "";
  line.hidden = !text;
}

// For what is done outside the panes: the clock, the guide, the network, whom a pane shows.
async function tell(url, fields) {
  try {
    const response = await post(url, fields);
    if (response.ok || response.status === 409) troubleOfAll(null);
    else troubleOfAll(await said(response) ?? main.dataset.failedInPane);
    return response;
  } catch { /* The stream says when the program is gone. */ }
}

async function busy(button, work) {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  try { return await work(); } finally { button.removeAttribute("aria-busy"); }
}

async function press(button) {
  const pane = paneOf(button), { action, argument, pair, key } = button.dataset;
  act(pane);
  await busy(button, async () => {
    try {
      const response = await post("/sandbox/press", { pane: pane.dataset.pane, person: pane.dataset.person, action, argument: argument ?? "", pair: pair ?? "", key });
      if (!response.ok) return trouble(pane, await said(response) ?? main.dataset.failedInPane);
      trouble(pane, null);
      if (response.status === 200) openSheet(pane, parse(await response.text()), button);
    } catch { trouble(pane, main.dataset.failedInPane); }
  });
}

const openers = new WeakMap();

function openSheet(pane, sheet, opener) {
  const slot = pane.querySelector(".slot");
  slot.replaceChildren(sheet);
  if (opener) openers.set(pane, { opener, card: opener.closest(".card")?.id, action: opener.dataset.action });
  for (const other of pane.querySelectorAll(":scope > :is(.chat, .say, .lock, .newer)")) other.inert = true;
  sheet.focus({ preventScroll: true });
}

function closeSheet(pane) {
  const slot = pane.querySelector(".slot");
  if (!slot.firstElementChild) return;
  const had = slot.contains(document.activeElement) || document.activeElement === document.body;
  slot.replaceChildren();
  for (const other of pane.querySelectorAll(":scope > [inert]")) other.inert = false;
  if (!had) return;
  const { opener, card, action } = openers.get(pane) ?? {}, again = document.getElementById(card);
  // The card may have been drawn anew meanwhile; then its button of the same kind stands for the one that was pressed.
  const target = opener?.isConnected ? opener : again?.querySelector(`[data-action="${CSS.escape(action)}"]`) ?? again?.querySelector("button, summary") ?? pane.querySelector(".chat");
  target?.focus({ preventScroll: true });
}

async function submit(form, submitter) {
  const pane = paneOf(form), sheet = form.closest(".sheet"), fields = new FormData(form, submitter);
  fields.set("person", pane.dataset.person);
  fields.set("pane", pane.dataset.pane);
  act(pane);
  await busy(submitter, async () => {
    try {
      const response = await post("/sandbox/submit", fields);
      if (response.status === 422) return showErrors(sheet, (await response.json()).fields);
      if (!response.ok) return trouble(pane, [await said(response), main.dataset.kept].filter(Boolean).join(" "), sheet);
      if (response.status === 200) openSheet(pane, parse(await response.text()), null);
      else closeSheet(pane);
    } catch { trouble(pane, main.dataset.failed, sheet); }
  });
}

function showErrors(sheet, errors) {
  trouble(null, null, sheet);
  let first = null;
  for (const field of sheet.querySelectorAll(".field")) {
    const message = errors[field.dataset.field] ?? "";
    field.querySelector(".error").textContent = message;
    field.toggleAttribute("data-wrong", message !== "");
    for (const control of field.querySelectorAll("input, textarea")) {
      if (message) control.setAttribute("aria-invalid", "true"); else control.removeAttribute("aria-invalid");
    }
    if (message) first ??= field.querySelector("input, textarea");
  }
  const elsewhere = Object.entries(errors).filter(([name]) => !sheet.querySelector(`.field[data-field="${CSS.escape(name)}"]`)).map(([, message]) => message);
  if (elsewhere.length) trouble(null, elsewhere.join(" "), sheet);
  first?.focus();
}

function fill(sheet) {
  for (const field of sheet.querySelectorAll(".field[data-example]")) {
    const example = field.dataset.example, choices = field.querySelectorAll("input[type=radio], input[type=checkbox]");
    const chosen = choices.length > 1 ? example.split(",") : ["yes"];
    for (const choice of choices) choice.checked = choice.type === "radio" ? choice.value === example : chosen.includes(choice.value);
    if (choices.length === 0) field.querySelector("input, textarea").value = example;
  }
  sheet.querySelector("button[type=submit]")?.focus();
}

async function say(form) {
  const pane = paneOf(form), input = form.elements.text, text = input.value;
  if (!text.trim()) return;
  input.value = "";
  try {
    const response = await post("/sandbox/say", { person: pane.dataset.person, text });
    if (!response.ok) {
      if (!input.value) input.value = text;
      return trouble(pane, await said(response) ?? main.dataset.failed);
    }
    trouble(pane, null);
  } catch {
    if (!input.value) input.value = text;
    trouble(pane, main.dataset.failed);
  }
}

// The lens

let lens = null;

function look(button) {
  const off = !button || button === lens;
  lens?.setAttribute("aria-pressed", "false");
  lens = off ? null : button;
  if (off) {
    delete main.dataset.sees;
    spoken.textContent = "";
    return;
  }
  const seers = button.dataset.seers.split(" ");
  button.setAttribute("aria-pressed", "true");
  main.dataset.sees = panes().filter(pane => seers.includes(pane.dataset.person)).map(pane => pane.dataset.pane).join(" ");
  spoken.textContent = button.dataset.spoken;
}

// The coordinator's pages, kept inside their pane

const consoleBody = main.querySelector("[data-console]");
let consoleAt = "/console";

async function loadConsole(url, options = {}) {
  try {
    const response = await fetch(url, { ...options, headers: { "X-Fragment": "1" } });
    const html = await response.text();
    if (!html.trim() || (!response.ok && !response.headers.get("content-type")?.includes("text/html"))) throw new Error(response.statusText);
    consoleAt = response.headers.get("X-Pane-Location") ?? (options.method === "POST" ? consoleAt : url);
    const focused = consoleBody.contains(document.activeElement) ? document.activeElement.id : null, top = consoleBody.scrollTop, kept = options.keep;
    consoleBody.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
    consoleBody.scrollTop = kept ? top : 0;
    if (kept) document.getElementById(focused)?.focus({ preventScroll: true });
    else if (options.byPerson) focusConsole();
    return true;
  } catch {
    if (options.keep && consoleBody.querySelector(":scope > :not(.soft)")) return false;
    consoleBody.replaceChildren(Object.assign(document.createElement("p"), { className: "soft", textContent: main.dataset.consoleMissing }));
    return false;
  }
}

function focusConsole() {
  const heading = consoleBody.querySelector("[autofocus], [role=alert], h1, h2, h3");
  if (!heading) return;
  if (!heading.matches("a, button, input, select, textarea")) heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

const isTyping = () => consoleBody.contains(document.activeElement) && document.activeElement.matches("input, textarea, select")
  || [...consoleBody.querySelectorAll("input, textarea, select")].some(isChanged);
const isChanged = field => field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked
  : field.type === "file" ? field.files.length > 0
  : field.matches("select") ? [...field.options].some(option => option.selected !== option.defaultSelected) && [...field.options].some(option => option.defaultSelected)
  : field.type !== "hidden" && field.value !== field.defaultValue;
const reloadConsole = refresher(async () => { if (!isTyping()) await loadConsole(consoleAt, { keep: true }); });

async function sendConsole(form, submitter) {
  const fields = new FormData(form, submitter), url = submitter?.getAttribute("formaction") ?? form.getAttribute("action") ?? consoleAt;
  if (form.method !== "post") return loadConsole(`${url.split("?")[0]}?${new URLSearchParams(fields)}`, { byPerson: true });
  // A form without a file is sent as browsers send it, so that the same page works outside the pane.
  const body = form.enctype === "multipart/form-data" ? fields : new URLSearchParams(fields);
  await busy(submitter ?? form, () => loadConsole(url, { method: "POST", body, byPerson: true }));
  for (const refresh of Object.values(refreshPane)) refresh();
  refreshClock();
  refreshFrame();
}

// Tabs and the drawer

const title = document.title;

function tellTabs() {
  let unread = 0;
  for (const tab of main.querySelectorAll("[role=tab]")) {
    const pane = paneNamed(tab.dataset.for), inSight = !narrow.matches || main.dataset.tab === tab.dataset.for;
    tab.querySelector("bdi").textContent = pane.dataset.first;
    tab.querySelector(".new").textContent = inSight ? "" : pane.dataset.new;
    if (inSight && !document.hidden) seen(pane); else unread += Number(pane.dataset.unread ?? 0);
  }
  document.title = unread ? `(${unread}) ${title}` : title;
}

const told = new WeakMap();

function seen(pane) {
  const { person, last } = pane.dataset;
  if (!person || !last || told.get(pane) === `${person} ${last}` || document.hidden) return;
  told.set(pane, `${person} ${last}`);
  pane.dataset.unread = 0;
  post("/sandbox/seen", { person, reference: last }).catch(() => told.delete(pane));
}

function choose(tab, focus) {
  main.dataset.tab = tab.dataset.for;
  for (const other of main.querySelectorAll("[role=tab]")) {
    other.setAttribute("aria-selected", String(other === tab));
    other.tabIndex = other === tab ? 0 : -1;
  }
  if (focus) {
    tab.focus();
    main.querySelector(".first-visit")?.remove();
  }
  const log = paneNamed(tab.dataset.for).querySelector(".chat");
  if (log && !log.dataset.met) { log.scrollTop = log.scrollHeight; log.dataset.met = "yes"; }
  tellTabs();
}

function arrange() {
  for (const pane of panes()) {
    pane.setAttribute("role", narrow.matches ? "tabpanel" : "region");
  }
  const first = main.querySelector(".first-visit");
  if (first && narrow.matches && !localStorage.getItem("visited")) {
    first.hidden = false;
    localStorage.setItem("visited", "yes");
  }
  if (drawered.matches && main.dataset.people === "none") drawer(true);
  if (!drawered.matches) drawer(false);
  tellTabs();
}

function drawer(open, focus = false) {
  const button = main.querySelector("[data-drawer]");
  if (open) main.dataset.drawer = "open"; else delete main.dataset.drawer;
  button.setAttribute("aria-expanded", String(open));
  if (focus) (open ? paneNamed("coordinator") : button).focus({ preventScroll: true });
}

// What people do

document.addEventListener("click", event => {
  const target = event.target.closest("button, a, summary");
  if (!target) {
    for (const open of main.querySelectorAll(":is(.network, .menu)[open]")) if (!open.contains(event.target)) open.open = false;
    return;
  }
  const at = target.dataset;
  if (target.matches("[data-press]")) press(target);
  else if (target.matches(".sees")) look(target);
  else if (target.matches("[data-close]") && target.closest(".sheet")) closeSheet(paneOf(target));
  else if (target.matches("[data-fill]")) fill(target.closest(".sheet"));
  else if (target.matches("[data-unsay]")) tell("/sandbox/unsay", { person: paneOf(target).dataset.person, reference: at.unsay });
  else if (target.matches("[data-move]")) move(target);
  else if (target.matches("[data-set]")) tell("/sandbox/set", new URLSearchParams(at.set));
  else if (target.matches("[data-ask]")) ask(target);
  else if (target.matches("[data-start-over]")) begin("/sandbox/start-over", {});
  else if (target.matches("[data-begin]")) begin("/sandbox/begin", { chapter: at.begin });
  else if (target.matches("[data-drawer]")) drawer(main.dataset.drawer !== "open", true);
  else if (target.matches(".drawer-close")) drawer(false, true);
  else if (target.matches("[role=tab]")) choose(target, true);
  else if (target.matches("a[data-pane]") && consoleBody.contains(target) && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    loadConsole(target.getAttribute("href"), { byPerson: true });
  }
});

document.addEventListener("submit", event => {
  const form = event.target;
  if (!form.matches("[data-sheet], [data-say], form[data-pane]")) return;
  event.preventDefault();
  if (form.matches("[data-sheet]")) submit(form, event.submitter ?? form.querySelector("[type=submit]"));
  else if (form.matches("[data-say]")) say(form);
  else sendConsole(form, event.submitter);
});

document.addEventListener("change", event => {
  const field = event.target;
  if (field.matches(".picker")) {
    const pane = paneOf(field);
    tell("/sandbox/show", { pane: pane.dataset.pane, person: field.value });
  } else if (field.matches("[data-send-when-chosen]") && field.files.length > 0) {
    field.form.requestSubmit();
    field.form.reset();
  }
  else if (field.name === "fault" && field.closest(".network")) tell("/sandbox/set", { fault: field.value }).then(response => { if (!response?.ok) refreshFrame(); });
});

document.addEventListener("keydown", event => {
  if (event.key === "Escape") {
    const network = main.querySelector(":is(.network, .menu)[open]"), more = event.target.closest?.(".more[open]"), sheet = event.target.closest?.(".sheet");
    if (lens) look(null);
    else if (network) { network.open = false; network.querySelector("summary").focus(); }
    else if (more) { more.open = false; more.querySelector("summary").focus(); }
    else if (sheet) closeSheet(paneOf(sheet));
    else if (main.dataset.drawer) drawer(false, true);
    return;
  }
  if (!event.target.matches?.("[role=tab]")) return;
  const tabs = [...main.querySelectorAll("[role=tab]")], at = tabs.indexOf(event.target);
  const on = document.dir === "rtl" ? -1 : 1;
  const to = { ArrowRight: at + on, ArrowLeft: at - on, Home: 0, End: tabs.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  choose(tabs[(to + tabs.length) % tabs.length], true);
});

// The menu closes behind the question, so the focus goes back to what opened it.
function ask(button) {
  const menu = button.closest("details"), dialog = document.getElementById(button.dataset.ask);
  menu.open = false;
  menu.querySelector("summary").focus();
  if (button.dataset.chapter) {
    dialog.querySelector("h2").textContent = button.querySelector(".name").textContent;
    dialog.querySelector("[data-begin]").dataset.begin = button.dataset.chapter;
  }
  dialog.showModal();
}

// The program goes away for a moment and comes back: that is not worth a warning.
let beginning = -Infinity;

function begin(url, fields) {
  beginning = performance.now();
  main.querySelector(".stage").inert = true;
  document.querySelector("#clock .coming").textContent = main.dataset.beginning;
  tell(url, fields).then(response => {
    if (response?.ok !== false) return;
    beginning = -Infinity;
    refreshClock();
  });
}

async function move(button) {
  if (button.getAttribute("aria-disabled") === "true") return;
  await busy(button, async () => {
    const response = await tell("/sandbox/clock", { move: button.dataset.move });
    if (response?.status === 409) spoken.textContent = main.dataset.moving;
  });
  refreshClock();
}

// The stream: what is new is fetched; when the program was away, everything is.

const stopped = main.querySelector(".stopped");

function listen() {
  const stream = new EventSource("/sandbox/events");
  stream.addEventListener("hello", event => {
    // The story was begun anew: nothing on this page is part of it, nor what stands in its fields.
    if (event.data !== main.dataset.story) return location.replace(location.pathname);
    stopped.hidden = true;
    refreshAll();
  });
  stream.addEventListener("person", event => { for (const pane of panes()) if (pane.dataset.person === event.data || (!pane.dataset.person && pane.dataset.pane === "coordinator")) refreshPane[pane.dataset.pane](); });
  stream.addEventListener("pane", event => refreshPane[event.data]?.());
  stream.addEventListener("clock", () => { refreshClock(); for (const refresh of Object.values(refreshPane)) refresh(); });
  stream.addEventListener("console", () => reloadConsole());
  stream.addEventListener("frame", () => refreshFrame());
  stream.addEventListener("error", () => {
    stopped.hidden = performance.now() - beginning < 10_000;
    if (stream.readyState !== EventSource.CLOSED) return;
    stream.close();
    setTimeout(listen, 1000);
  });
}

for (const log of main.querySelectorAll(".chat")) {
  for (const child of log.children) drawn.set(child, child.outerHTML);
  drawn.set(log, "");
  log.scrollTop = log.scrollHeight;
  keepAtEnd(log);
}
choose(main.querySelector(`[data-for="${main.dataset.tab}"]`), false);
arrange();
for (const query of [narrow, drawered]) query.addEventListener("change", arrange);
document.addEventListener("visibilitychange", tellTabs);
setInterval(refreshClock, 20_000);
loadConsole(consoleAt).then(listen);
