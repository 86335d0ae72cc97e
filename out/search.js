"use strict";
// Searches a static site: the index (search-index.js) gives for each pair of characters the items
// that have it; what it proposes is held against the words themselves, then against the filters.
(() => {
    const index = globalThis.tiaomuIndex;
    const place = document.getElementById("found");
    const form = document.querySelector("form.search");
    if (!index || !place || !form) return;
    const MOST = 100, BEFORE = 24, AROUND = 80;

    // As out/site_search.c folds: no white space, half width, small letters. With the place of each
    // sign in the text.
    function fold(text) {
        const signs = [], places = [];
        let at = 0;
        for (let c of text) {
            let cp = c.codePointAt(0);
            if (cp >= 0xff01 && cp <= 0xff5e) c = String.fromCodePoint((cp -= 0xfee0));
            if (cp >= 65 && cp <= 90) c = c.toLowerCase();
            if (!/[\s\u200b-\u200f\u2060\ufeff\u00ad]/u.test(c)) { signs.push(c); places.push(at); }
            at += String.fromCodePoint(c.codePointAt(0)).length;
        }
        return { signs, places, text: signs.join("") };
    }

    function words(query) {
        return (query.match(/"[^"]*"?|[^\s"]+/gu) || [])
            .map((w) => fold(w.replaceAll('"', "")).text).filter(Boolean);
    }

    function unpack(steps) {
        let at = 0;
        return steps.map((step) => (at += step));
    }

    // Items that may have the word: those with its rarest pair; for a single character, those of all
    // pairs that have it, and those that are shorter than a pair.
    function candidates(word) {
        const signs = [...word];
        if (signs.length === 1) return index.items.keys();
        let best = null;
        for (let i = 0; i + 1 < signs.length; i++) {
            const has = index.pairs[signs[i] + signs[i + 1]];
            if (!has) return [];
            if (!best || has.length < best.length) best = has;
        }
        return unpack(best);
    }

    function count(text, word) {
        let n = 0;
        for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) n++;
        return n;
    }

    // How much an item says of the words: those in the text count twice as much as those above it.
    function score(item, all) {
        item.folded ??= fold(item.text);
        item.above ??= fold(item.head || "").text;
        let sum = 0;
        for (const word of all) {
            const n = 2 * count(item.folded.text, word) + count(item.above, word);
            if (n === 0) return 0;
            sum += n / (n + 1 + item.folded.signs.length / 80);
        }
        return sum;
    }

    function passes(item, asked) {
        const d = index.documents[item.doc];
        if (asked.district && !(d.jurisdiction || "").includes(asked.district) && d.jurisdiction_code !== asked.district) return false;
        if (asked.year && !(d.year_start <= asked.year && asked.year <= d.year_end)) return false;
        if (asked.role || asked.org) {
            const has = (item.roles || []).some(([role, org]) =>
                (!asked.role || role === asked.role) && (!asked.org || index.orgs[org].includes(asked.org)));
            if (!has) return false;
        }
        if (asked.deadline) {
            const [from, to = from] = asked.deadline.split("..");
            if (!(item.dates || []).some((date) => date >= from && date <= to + "~")) return false;
        }
        return true;
    }

    function search(asked) {
        const all = words(asked.q || "");
        const first = all.length ? candidates(all.reduce((a, b) => ([...b].length > [...a].length ? b : a))) : index.items.keys();
        const hits = [];
        for (const i of first) {
            const item = index.items[i];
            const points = all.length ? score(item, all) : 1;
            if (points > 0 && passes(item, asked)) hits.push({ item, points });
        }
        return { all, hits: hits.sort((a, b) => b.points - a.points) };
    }

    // Text nodes and marks: what a document says never becomes markup.
    function marked(text, all, whole) {
        const { signs, places, text: folded } = fold(text);
        const out = document.createDocumentFragment();
        const spans = [];
        const offsets = []; // of the signs in the folded text
        let length = 0;
        for (const s of signs) { offsets.push(length); length += s.length; }
        for (const word of all)
            for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
                const first = offsets.indexOf(at), last = first + [...word].length - 1;
                spans.push([places[first], places[last] + String.fromCodePoint(text.codePointAt(places[last])).length]);
            }
        spans.sort((a, b) => a[0] - b[0]);
        let at = whole || !spans.length ? 0 : Math.max(0, spans[0][0] - BEFORE);
        const end = whole ? text.length : Math.min(text.length, at + AROUND);
        if (at > 0) out.append("…");
        for (const [from, to] of spans) {
            if (from < at || to > end) continue;
            out.append(text.slice(at, from));
            const mark = document.createElement("mark");
            mark.textContent = text.slice(from, to);
            out.append(mark);
            at = to;
        }
        out.append(text.slice(at, end));
        if (end < text.length) out.append("…");
        return out;
    }

    function element(name, ...content) {
        const e = document.createElement(name);
        e.append(...content);
        return e;
    }

    function show({ all, hits }) {
        const list = document.createElement("ol");
        list.className = "hits";
        for (const { item } of hits.slice(0, MOST)) {
            const link = element("a", marked(item.head || item.text, all, true));
            link.href = item.url;
            const small = element("small", ` ${index.documents[item.doc].doc}${item.deadline ? " · " + item.deadline : ""}`);
            list.append(element("li", element("p", link, small), element("p", marked(item.text, all, false))));
        }
        const n = element("p", `${place.dataset.shownWord} ${Math.min(hits.length, MOST)} / ${hits.length}`);
        n.className = "soft";
        place.replaceChildren(n, list);
    }

    function run() {
        const asked = Object.fromEntries([...new FormData(form)].map(([k, v]) => [k, v.trim()]));
        const some = Object.values(asked).some(Boolean);
        if (some) show(search(asked)); else place.replaceChildren();
        return asked;
    }

    for (const [name, value] of new URLSearchParams(location.search))
        if (form.elements[name]) form.elements[name].value = value;
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        const asked = run();
        try { history.replaceState(null, "", "?" + new URLSearchParams(Object.entries(asked).filter(([, v]) => v))); } catch { /* a file has no history to speak of */ }
    });
    let timer = 0;
    form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(run, 200); });
    run();
})();
