// Opens pages in a browser and uses them as a reader does. Prints TAP.
// usage: node pages.js CHROMIUM FOLDER URL   FOLDER holds what tests/test_browser.sh made; URL is
// that of a server of the same database.
import { chromium } from "playwright-core";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { createRequire } from "node:module";

const [executablePath, folder, server] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const root = process.getuid && process.getuid() === 0;
const browser = await chromium.launch({ executablePath, args: root ? ["--no-sandbox"] : [] });
let tests = 0;

function ok(name, good, detail = "") {
    console.log(`${good ? "ok" : "not ok"} ${++tests} - ${name}`);
    if (!good && detail) console.log(`# ${String(detail).slice(0, 2000).replaceAll("\n", "\n# ")}`);
}
const equal = (name, got, want) => ok(name, got === want, `${JSON.stringify(got)} is not ${JSON.stringify(want)}`);

// A page that notes what it should not do: errors, dialogs, requests to elsewhere.
async function open(url, options = {}) {
    const page = await browser.newPage({ viewport: { width: 1200, height: 900 }, ...options });
    page.faults = [];
    page.on("console", (m) => { if (m.type() === "error" || m.type() === "warning") page.faults.push(m.text()); });
    page.on("pageerror", (e) => page.faults.push(e.message));
    page.on("dialog", (d) => { page.faults.push(`dialog: ${d.message()}`); d.dismiss(); });
    page.on("request", (r) => {
        const own = url.startsWith("http") ? server : "file:";
        if (!r.url().startsWith(own) && !r.url().startsWith("data:")) page.faults.push(`request: ${r.url()}`);
    });
    await page.goto(url);
    return page;
}

async function close(page, name) {
    ok(`${name}: no error, no dialog, no request elsewhere`, page.faults.length === 0, page.faults.join("\n"));
    await page.close();
}

async function accessible(page, name) {
    if (name.startsWith("server, ")) return; // the same pages as the files
    await page.evaluate(axe);
    const found = await page.evaluate(async () => (await globalThis.axe.run(document, {
        preload: false,
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
    })).violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(" | ")}`));
    ok(`${name}: axe-core finds no fault`, found.length === 0, found.join("\n"));
}

const shown = (page, selector) => page.$$eval(selector, (all) => all.filter((e) => e.checkVisibility({ contentVisibilityAuto: false })).length);
const file = (name) => `file://${folder}/${name}`;
const settle = (page) => page.waitForTimeout(250); // longer than the page's own delay

// ---- differences ----

{
    const page = await open(file("diff.html"));
    equal("diff: all changes are shown", await shown(page, ".change"), 8);
    equal("diff: side by side at first", await page.getAttribute("body", "data-view"), "side");
    ok("diff: a column each", (await page.isVisible(".change .n")) && !(await page.isVisible(".change .o ins")));

    await page.click("[data-filter='k'][data-value='removed']");
    equal("diff: filter by kind", await shown(page, ".change"), 2);
    await page.click("[data-filter='k'][data-value='added']");
    equal("diff: two kinds", await shown(page, ".change"), 3);
    ok("diff: the count says so", (await page.textContent("[data-shown]")).includes("3 / 8"));
    await page.click("[data-filter='k'][data-value='removed']");
    await page.click("[data-filter='k'][data-value='added']");
    await page.click("[data-filter='c'][data-value='editorial']");
    equal("diff: filter by class", await shown(page, ".change"), 1);
    await page.click("[data-filter='c'][data-value='editorial']");
    await page.selectOption("select[data-filter='r']", "responsible");
    await settle(page);
    equal("diff: filter by role", await shown(page, ".change"), 2);
    await page.selectOption("select[data-filter='r']", "");
    await page.selectOption("select[data-filter='s']", "0");
    await settle(page);
    equal("diff: filter by section", await shown(page, ".change"), 1);
    equal("diff: headings of other sections go", await shown(page, "[data-group] > h2"), 1);
    await page.selectOption("select[data-filter='s']", "");
    await page.fill("input[data-filter='text']", "没有这个词");
    await settle(page);
    ok("diff: nothing matches, and the page says so", (await shown(page, ".change")) === 0 && (await page.isVisible(".none")));
    await page.fill("input[data-filter='text']", "普惠托位");
    await settle(page);
    equal("diff: find text", await shown(page, ".change"), 2);
    await page.fill("input[data-filter='text']", "");
    await settle(page);

    await page.click("[data-jump='1']");
    equal("diff: jump to the first change", await page.evaluate(() => document.activeElement.id), "c1");
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    equal("diff: J jumps on", await page.evaluate(() => document.activeElement.id), "c3");
    await page.keyboard.press("k");
    equal("diff: K jumps back", await page.evaluate(() => document.activeElement.id), "c2");
    await page.focus("input[data-filter='text']");
    await page.keyboard.press("j");
    equal("diff: in a field, J is a letter", await page.inputValue("input[data-filter='text']"), "j");
    await page.fill("input[data-filter='text']", "");
    await settle(page);

    await page.click("[data-view='red']");
    ok("diff: as a redline", !(await page.isVisible(".change .n")) && (await page.isVisible(".change .o ins")));
    equal("diff: the redline holds old and new", (await page.textContent("#c2 .o p")).trim(), "新建公办托育机构3所，新增普惠托位300个260个。");
    await page.click("#c2 .fields a.v >> nth=0");
    await page.waitForSelector("#e2[open] .evidence");
    ok("diff: a value leads to its evidence", (await page.textContent("#e2")).includes("第85行"));
    ok("diff: unchanged items are folded", (await shown(page, ".same li")) === 0);
    await page.click(".same summary >> nth=0");
    await page.waitForSelector(".same li");
    await accessible(page, "diff");
    await close(page, "diff");
}
{
    const page = await open(file("diff.html"), { viewport: { width: 390, height: 800 }, colorScheme: "dark" });
    equal("diff, narrow: a redline at first", await page.getAttribute("body", "data-view"), "red");
    ok("diff, narrow: nothing beside the screen", await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await accessible(page, "diff, dark");
    await close(page, "diff, narrow");
}
{
    const page = await open(file("diff.html"), { javaScriptEnabled: false });
    equal("diff, without scripts: all changes", await page.locator(".change").count(), 8);
    await page.click("#e2 summary");
    ok("diff, without scripts: evidence opens", await page.isVisible("#e2 .evidence"));
    await page.close();
}
{
    const page = await open(file("diff-en.html"));
    ok("diff in English", (await page.textContent("h1")) === "What changed" && (await page.getAttribute("html", "lang")) === "en");
    ok("diff in English: no Chinese label", !/[牵主协修新删实]/u.test(await page.locator(".counts, .tools label").allTextContents().then((t) => t.join(""))));
    await close(page, "diff in English");
}

// ---- many changes: some are there at once, the others follow ----

{
    const page = await open(file("many.html"));
    await page.waitForFunction(() => !document.querySelector("script.later"));
    equal("many: all follow", await page.locator(".change").count(), 1100);
    equal("many: each piece says its section", await page.locator("[data-group] > h2").count(), 4);
    await page.close();
    const early = await browser.newPage();
    await early.goto(file("many.html"), { waitUntil: "commit" });
    await early.waitForSelector("[data-jump]");
    await early.goto(`${file("many.html")}#c1100`);
    await early.waitForSelector("#c1100");
    await early.fill("input[data-filter='text']", "第1099号");
    await settle(early);
    equal("many: a filter looks at all", await shown(early, ".change"), 1);
    ok("many: and counts all", (await early.textContent("[data-shown]")).includes("1 / 1100"));
    await accessible(early, "many");
    await early.close();
}

// ---- a plan ----

for (const [name, scheme] of [["plan.html", "light"], ["prose.html", "dark"]]) {
    const page = await open(file(name), { colorScheme: scheme });
    const all = await shown(page, "[data-item]");
    await page.fill("input[data-filter='text']", "托育");
    await settle(page);
    const some = await shown(page, "[data-item]");
    ok(`${name}: find`, some > 0 && some < all, `${some} of ${all}`);
    await page.fill("input[data-filter='text']", "");
    await settle(page);
    await accessible(page, name);
    await close(page, name);
}
{
    const page = await open(file("plan.html"));
    await page.click("tr[data-item] td:nth-child(3) a.v >> nth=0");
    await page.waitForSelector("details.ev[open] .evidence");
    ok("plan: a deadline leads to its evidence", await page.isVisible("details.ev[open] .evidence"));
    ok("plan: charts are there", (await page.locator(".chart svg").count()) > 2);
    ok("plan: a repaired unit tells what was printed", (await page.content()).includes("市规划自然资源委\n云岭分局"));
    await close(page, "plan");
}

// ---- a comparison ----

{
    const page = await open(file("compare.html"));
    const all = await shown(page, ".topic");
    ok("compare: topics", all > 5, all);
    await page.click("[data-filter='n'][data-value='alone']");
    const alone = await shown(page, ".topic");
    ok("compare: topics of one document alone", alone > 0 && alone < all, `${alone} of ${all}`);
    await page.click("[data-filter='n'][data-value='alone']");
    await page.click("[data-filter='d'][data-value='target']");
    ok("compare: differing targets are marked", (await shown(page, ".topic tr.differs[data-what='target']")) > 0);
    ok("compare: and in the texts", (await shown(page, ".topic mark")) > 0);
    await page.click("[data-filter='d'][data-value='target']");
    await page.uncheck("[data-column='2']");
    ok("compare: a column goes", (await shown(page, "[data-doc='2']")) === 0 && (await shown(page, "[data-doc='1']")) > 0);
    ok("compare: topics of that document go", (await shown(page, ".topic")) < all);
    await accessible(page, "compare");
    await close(page, "compare");
}

// ---- hostile text ----

for (const name of ["hostile.html", "hostile-diff.html", "hostile-compare.html"]) {
    const page = await open(file(name));
    const text = await page.textContent("main");
    ok(`${name}: markup is text`, text.includes("<img src=x onerror=alert(1)>") && text.includes("<script>alert(2)</script>"));
    ok(`${name}: no direction is turned`, !/[\u202a-\u202e\u2066-\u2069]/u.test(text) && text.includes("[U+202E]"));
    equal(`${name}: nothing became an element`, await page.locator("main img, main script:not([src])").count(), 0);
    for (const e of await page.$$("details")) await e.evaluate((d) => { d.open = true; });
    await settle(page);
    equal(`${name}: nor in what was folded`, await page.locator("main img").count(), 0);
    await close(page, name);
}

// ---- the site's files ----

{
    const lost = [];
    for (const name of readdirSync(`${folder}/site`, { recursive: true }).filter((n) => n.endsWith(".html")))
        for (const [, link] of readFileSync(`${folder}/site/${name}`, "utf8").matchAll(/ (?:href|src)="([^"#?]+)/g))
            if (!link.startsWith("data:") && !existsSync(join(folder, "site", dirname(name), decodeURIComponent(link))))
                lost.push(`${name}: ${link}`);
    ok("files: every link leads to one", lost.length === 0, lost.join("\n"));
}

// ---- the site, as files and from a server: the same pages ----

for (const [kind, at] of [["files", `file://${folder}/site/`], ["server", `${server}/`]]) {
    const page = await open(`${at}index.html`);
    ok(`${kind}: the overview lists the documents`, (await shown(page, "tr[data-item]")) === 3);
    await accessible(page, `${kind}, overview`);
    await page.click("a[href='doc/yunling-2026.html']");
    await accessible(page, `${kind}, document`);
    await page.click("a[href$='yunling-2026/1.2.1.html']");
    ok(`${kind}: a measure`, (await page.textContent(".said")).includes("普惠托位260个"));
    ok(`${kind}: its history`, (await page.textContent("main")).includes("普惠托位300个"));
    await accessible(page, `${kind}, measure`);
    await page.click(".rows a.v >> nth=0");
    ok(`${kind}: an organisation and what it does`, (await shown(page, "tr[data-item]")) > 0);
    await accessible(page, `${kind}, organisation`);
    await page.click("nav.site a[href$='orgs.html']");
    await page.fill("input[data-filter='text']", "卫生健康");
    await settle(page);
    ok(`${kind}: organisations are found`, (await shown(page, "tr[data-item]")) > 0 && (await shown(page, "tr[data-item]")) < 6);
    await accessible(page, `${kind}, organisations`);

    await page.click("nav.site a[href$='search.html']");
    for (const [words, hit] of [["托", "托"], ["托位", "托位"], ["普惠托位260", "普惠托位260"]]) {
        await page.fill("input[name='q']", words);
        await page.press("input[name='q']", "Enter");
        await page.waitForSelector(".hits li");
        ok(`${kind}: search ${words}`, (await page.textContent(".hits")).includes(hit) && (await page.locator(".hits mark").count()) > 0);
    }
    await page.fill("input[name='q']", "托位");
    await page.selectOption("select[name='role']", "lead");
    await page.fill("input[name='org']", "卫生健康");
    await page.press("input[name='q']", "Enter");
    await page.waitForSelector(".hits li");
    ok(`${kind}: search with filters`, (await page.locator(".hits li").count()) > 0);
    await accessible(page, `${kind}, search`);
    await page.click(".hits a >> nth=0");
    ok(`${kind}: a hit leads to its page`, (await page.textContent("main")).includes("托位"));
    await page.goto(`${at}search.html`);
    await page.fill("input[name='q']", "<img src=x onerror=alert(1)> 没有");
    await page.press("input[name='q']", "Enter");
    await settle(page);
    equal(`${kind}: a search for markup`, await page.locator("main img").count(), 0);

    await page.click("nav.site a[href$='compare.html']");
    await accessible(page, `${kind}, choice`);
    await page.uncheck("input[value='qingchuan-2026']");
    await page.click("form button");
    await page.waitForSelector(".topic:visible");
    ok(`${kind}: two documents side by side`, (await shown(page, ".topic:not([hidden]) thead th")) % 3 === 0);
    await accessible(page, `${kind}, comparison`);
    await page.goto(`${at}diff/yunling-2026-draft/yunling-2026.html`);
    equal(`${kind}: differences`, await shown(page, ".change"), 8);
    await close(page, kind);
}

await browser.close();
console.log(`1..${tests}`);
