"use strict";
// What a page does beyond showing itself: filters, jumps, views. One listener for each kind of event,
// on the document; items are the elements with data-item, and a filter "k" looks at their data-k.
(() => {
    const body = document.body;
    const items = [...document.querySelectorAll("[data-item]")];
    const groups = [...document.querySelectorAll("[data-group]")];
    const shown = document.querySelector("[data-shown]");
    const none = document.querySelector(".none[hidden]");
    let at = -1; // the item jumped to

    // What waits as text becomes part of the page, a piece at a time; at once where it is needed.
    function addPiece() {
        const piece = document.querySelector("script.later");
        if (!piece) return false;
        const content = document.createElement("template");
        content.innerHTML = piece.textContent;
        items.push(...content.content.querySelectorAll("[data-item]"));
        groups.push(...content.content.querySelectorAll("[data-group]"));
        piece.replaceWith(content.content);
        return true;
    }
    function addAll() { while (addPiece()); }
    function addSome() { if (addPiece()) setTimeout(addSome); }

    // For each filter the values that are let through.
    function wanted() {
        const all = new Map();
        const add = (name, value) => all.set(name, [...(all.get(name) || []), value]);
        for (const e of document.querySelectorAll("[data-filter]")) {
            if (e.tagName === "BUTTON") {
                if (e.getAttribute("aria-pressed") === "true") add(e.dataset.filter, e.dataset.value);
            } else if (e.value.trim()) {
                add(e.dataset.filter, e.value.trim().toLowerCase());
            }
        }
        return all;
    }

    function passes(item, all) {
        for (const [name, values] of all) {
            if (name === "text") {
                if (!item.textContent.toLowerCase().includes(values[0])) return false;
            } else {
                const has = (item.dataset[name] || "").toLowerCase().split(" ");
                if (!values.some((v) => has.includes(v))) return false;
            }
        }
        return true;
    }

    // Columns of a comparison that are not wanted go, with topics that only they have; what differs
    // between the others stays marked.
    const columns = [...document.querySelectorAll("[data-column]")];
    const away = document.createElement("style");
    function choose() {
        const hidden = columns.filter((c) => !c.checked).map((c) => c.dataset.column);
        away.textContent = hidden.map((c) => `[data-doc="${c}"]{display:none}`).join("");
        document.head.append(away);
        document.querySelector(".matrix").style.setProperty("--documents", columns.length - hidden.length);
        for (const item of items) {
            const cells = (row) => [...row.querySelectorAll("td")].filter((td) => !hidden.includes(td.dataset.doc));
            const differs = new Set();
            for (const row of item.querySelectorAll(".value")) {
                const values = new Set(cells(row).map((td) => td.textContent).filter((t) => t !== "—"));
                row.hidden = values.size === 0;
                if (!row.dataset.what) continue;
                row.classList.toggle("differs", values.size > 1);
                if (values.size > 1) differs.add(row.dataset.what);
            }
            const has = cells(item).filter((td) => td.hasAttribute("data-has")).length;
            item.dataset.d = [...differs].join(" ");
            item.dataset.n = has === 0 ? "none" : has === 1 ? "alone" : has === columns.length - hidden.length ? "all" : "some";
        }
        filter();
    }

    function filter() {
        addAll();
        const all = wanted();
        let n = 0;
        for (const item of items) {
            const pass = item.dataset.n !== "none" && (all.size === 0 || passes(item, all));
            item.hidden = !pass;
            n += pass;
        }
        for (const group of groups) group.hidden = !group.querySelector("[data-item]:not([hidden])");
        body.classList.toggle("filtered", all.size > 0);
        if (shown) shown.textContent = `${shown.dataset.shown} ${n} / ${items.length}`;
        if (none) none.hidden = n > 0 || items.length === 0;
        at = -1;
    }

    function jump(step) {
        addAll();
        const visible = items.filter((item) => !item.hidden);
        if (!visible.length) return;
        const now = at < 0 ? -1 : visible.indexOf(items[at]);
        const next = now < 0 ? (step > 0 ? 0 : visible.length - 1) : now + step;
        const item = visible[Math.max(0, Math.min(next, visible.length - 1))];
        at = items.indexOf(item);
        item.scrollIntoView({ block: "start" });
        item.focus({ preventScroll: true });
        if (shown) shown.textContent = `${visible.indexOf(item) + 1} / ${visible.length}`;
    }

    function view(name) {
        body.dataset.view = name;
        for (const b of document.querySelectorAll("[data-view][aria-pressed]"))
            b.setAttribute("aria-pressed", String(b.dataset.view === name));
    }

    // What is folded waits as text in a noscript until it is opened.
    function unpack(details) {
        const packed = details.querySelector(":scope > noscript");
        if (!packed) return;
        const content = document.createElement("template");
        content.innerHTML = packed.textContent;
        packed.replaceWith(content.content);
    }
    document.addEventListener("toggle", (event) => { if (event.target.open) unpack(event.target); }, true);

    // The details that an address names, or that hold what it names, are opened.
    function open() {
        const id = decodeURIComponent(location.hash.slice(1));
        if (id && !document.getElementById(id)) addAll();
        const target = id && document.getElementById(id);
        for (let e = target; e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
        if (target) target.scrollIntoView({ block: "nearest" });
    }

    document.addEventListener("click", (event) => {
        const button = event.target.closest("button");
        const link = event.target.closest("a[href^='#']");
        if (link && link.hash === location.hash) open();
        if (!button) return;
        if (button.dataset.filter) {
            button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
            filter();
        } else if (button.dataset.jump) {
            jump(Number(button.dataset.jump));
        } else if (button.dataset.view) {
            view(button.dataset.view);
        }
    });
    let timer = 0;
    document.addEventListener("input", (event) => {
        if (event.target.dataset.column) choose();
        if (!event.target.dataset.filter) return;
        clearTimeout(timer);
        timer = setTimeout(filter, 120);
    });
    document.addEventListener("keydown", (event) => {
        if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
        const step = { j: 1, n: 1, k: -1, p: -1 }[event.key.toLowerCase()];
        if (step && document.querySelector("[data-jump]")) {
            event.preventDefault();
            jump(step);
        }
    });
    const asked = new URLSearchParams(location.search).getAll("doc");
    if (columns.some((c) => asked.includes(c.dataset.name))) {
        for (const c of columns) c.checked = asked.includes(c.dataset.name);
        choose();
    }
    addEventListener("beforeprint", addAll);
    addEventListener("load", () => setTimeout(addSome));
    addEventListener("hashchange", open);
    if (document.querySelector("[data-view='red']")) view(matchMedia("(max-width: 44rem)").matches ? "red" : "side");
    if (location.hash) open();
})();
