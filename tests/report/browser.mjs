// The pages of run.sh in Chromium: what is promised about them, and pictures to look at.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";

const out = process.argv[2];
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

// served as well as opened from disk, so that every request the page makes is seen
const asked = [];
const server = createServer((request, response) => {
  asked.push(request.url);
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.end(readFileSync(path.join(out, path.basename(request.url))));
}).listen(0, "127.0.0.1");
await new Promise((done) => server.once("listening", done));
const base = `http://127.0.0.1:${server.address().port}/`;

const open = async (file, options = {}) => {
  const context = await chromium.launchPersistentContext(mkdtempSync(path.join(tmpdir(), "nertool-report-")), {
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    headless: true,
    args: flags,
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  const page = await context.newPage();
  const trouble = [], requests = [];
  page.on("console", (message) => trouble.push(message.text()));
  page.on("pageerror", (error) => trouble.push(String(error)));
  page.on("request", (request) => requests.push(request.url()));
  page.on("dialog", (dialog) => { trouble.push("dialog"); dialog.dismiss(); });
  await page.goto(base + file);
  return {
    page,
    shot: (name, more = {}) => page.screenshot({ path: path.join(out, name + ".png"), ...more }),
    close: async () => {
      await context.close();
      assert.deepEqual(trouble, [], file + ": nothing on the console");
      assert.deepEqual(requests, [base + file], file + ": no request leaves the page");
    },
  };
};

const opacity = (locator) => locator.evaluate((element) => Number(getComputedStyle(element).opacity));
const center = (box) => [box.x + box.width / 2, box.y + box.height / 2];

const legible = async (file, least) => {
  const { page, close } = await open(file);
  const seen = await page.locator("#picture .node text").evaluateAll((all) =>
    all.map((text) => {
      const box = text.getBoundingClientRect();
      const size = Number.parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a;
      return { name: text.textContent, size, left: box.left, right: box.right, top: box.top + box.height * 0.15, bottom: box.bottom - box.height * 0.15 };
    }),
  );
  const covered = [];
  for (const [index, a] of seen.entries()) {
    for (const b of seen.slice(index + 1)) {
      if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom) covered.push(`${a.name} / ${b.name}`);
    }
  }
  assert.deepEqual(covered, [], "no label covers another");
  const frame = await page.locator("#picture").boundingBox();
  assert.ok(seen.every((label) => label.left >= frame.x && label.right <= frame.x + frame.width), "no label is cut off");
  console.log(`  ${file}: ${seen.length} labels, the smallest ${Math.min(...seen.map((label) => label.size)).toFixed(1)} px at 1280`);
  assert.ok(seen.length >= least && seen.every((label) => label.size >= 9), "large enough to read");
  await close();
};

const tests = {
  async "the picture answers"() {
    const { page, shot, close } = await open("many.html");
    const nodes = page.locator("#picture .node"), lines = page.locator("#picture .ties line:not(.hit)");
    assert.ok((await nodes.count()) > 100, "a large picture");
    await shot("many");
    await shot("many-full", { fullPage: true });
    await page.locator(".stage").screenshot({ path: path.join(out, "many-stage.png") });

    // pointing at a node leaves its neighbours
    const first = nodes.first();
    await first.locator("circle,rect,path").hover();
    const bright = await nodes.evaluateAll((all) => all.filter((node) => Number(getComputedStyle(node).opacity) === 1).length);
    const degree = await page.evaluate(() => JSON.parse(document.getElementById("data").textContent).ties.filter((tie) => tie[0] === 0 || tie[1] === 0).length);
    assert.equal(bright, degree + 1, "the node and its neighbours");
    await shot("many-hover");
    await page.mouse.move(2, 2);
    await page.waitForFunction(() => !document.getElementById("picture").classList.contains("dim"), null, { timeout: 5000 });
    assert.equal(await opacity(nodes.last()), 1, "all again");

    // a click on it asks for its ties, a click on a tie for its sentences
    await first.locator("circle,rect,path").click();
    assert.ok(await page.locator("#panel h3").isVisible());
    assert.equal(await page.locator("#panel li").count(), degree);
    await shot("many-node");
    await page.locator("#panel li button").first().click();
    assert.ok((await page.locator("#panel ol li").count()) >= 1);
    const words = (await page.locator("#panel h3").textContent()).split(" – ");
    const sentence = await page.locator("#panel ol li").first().textContent();
    assert.ok(words.every((name) => sentence.includes(name.split(" ").at(-1))), `${words}: ${sentence}`);
    await page.keyboard.press("Escape");
    assert.ok(!(await page.locator("#panel").isVisible()));

    // the line itself: some point of it that nothing else covers
    const spot = await page.evaluate(() => {
      const hits = [...document.querySelectorAll("#picture .hit")];
      for (const [index, hit] of hits.entries()) {
        for (const share of [0.5, 0.4, 0.6, 0.3, 0.7]) {
          const of = (name) => Number(hit.getAttribute(name + "1")) * (1 - share) + Number(hit.getAttribute(name + "2")) * share;
          const point = new DOMPoint(of("x"), of("y")).matrixTransform(hit.getScreenCTM());
          if (document.elementFromPoint(point.x, point.y) === hit) return { index, x: point.x, y: point.y };
        }
      }
      return null;
    });
    await page.mouse.click(spot.x, spot.y);
    const title = await page.locator("#picture .hit title").nth(spot.index).evaluate((element) => element.textContent);
    assert.ok(title.startsWith(await page.locator("#panel h3").textContent()), "the line that was clicked");
    assert.ok((await page.locator("#panel ol li").count()) >= 1, "with its sentences");
    await shot("many-tie");
    await page.keyboard.press("Escape");

    // search: in the picture and in the tables
    const wanted = (await nodes.nth(5).locator("text").textContent()).split(" ").at(-1);
    await page.fill("#find", wanted.toLowerCase());
    assert.equal(await opacity(nodes.nth(5)), 1);
    assert.ok((await nodes.evaluateAll((all) => all.filter((node) => Number(getComputedStyle(node).opacity) < 1).length)) > 50);
    const left = await page.locator("#entities tbody tr:not([hidden]) th").allTextContents();
    assert.ok(left.length > 0 && left.every((name) => name.toLowerCase().includes(wanted.toLowerCase())), `${wanted}: ${left}`);
    await page.press("#find", "Enter");
    assert.ok((await page.locator("#panel h3").textContent()).includes(wanted));
    await shot("many-search");
    assert.ok((await lines.count()) >= 100);
    await close();
  },

  async "150 nodes stay legible"() {
    for (const file of ["one.html", "hostile.html"]) await legible(file, 7);
    await legible("many.html", 140);
  },

  async "dark, narrow, printed"() {
    const light = await open("one.html");
    await light.shot("one", { fullPage: true });
    writeFileSync(path.join(out, "one.pdf"), await light.page.pdf({ format: "A4", printBackground: false, margin: { top: "1.5cm", bottom: "1.5cm", left: "1.5cm", right: "1.5cm" } }));
    const day = await light.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await light.close();
    const dark = await open("one.html", { colorScheme: "dark" });
    await dark.shot("one-dark", { fullPage: true });
    assert.notEqual(await dark.page.evaluate(() => getComputedStyle(document.body).backgroundColor), day);
    await dark.close();
    for (const file of ["one", "many"]) {
      const phone = await open(file + ".html", { viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 });
      await phone.shot(file + "-phone", { fullPage: true });
      const width = await phone.page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 375, `${file}: the page is ${width} wide on a phone of 375`);
      await phone.page.locator("#picture .node").nth(1).locator("circle,rect,path").tap();
      await phone.shot(file + "-phone-node");
      assert.ok(await phone.page.locator("#panel h3").isVisible());
      await phone.close();
    }
    const wide = await open("many.html", { colorScheme: "dark" });
    await wide.shot("many-dark", { fullPage: true });
    writeFileSync(path.join(out, "many.pdf"), await wide.page.pdf({ format: "A4", printBackground: false }));
    await wide.close();
  },

  async "contrast in both schemes"() {
    for (const colorScheme of ["light", "dark"]) {
      const { page, close } = await open("one.html", { colorScheme });
      const least = await page.evaluate(() => {
        const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
        const part = (value) => (value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
        const light = (colour) => { const [r, g, b] = numbers(colour); return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b); };
        const ground = (element) => {
          for (let at = element; at; at = at.parentElement) {
            const colour = getComputedStyle(at).backgroundColor;
            if (numbers(colour)[3] !== 0) return colour;
          }
          return "rgb(255,255,255)";
        };
        let worst = { ratio: 99 };
        for (const element of document.querySelectorAll("h1,h2,h3,p,td,th,mark,mark a,li,blockquote,cite,small,summary,footer p,.facts,.note")) {
          if (element.closest("[hidden]")) continue;
          const [a, b] = [light(getComputedStyle(element).color), light(ground(element))].sort((x, y) => y - x);
          const ratio = (a + 0.05) / (b + 0.05);
          if (ratio < worst.ratio) worst = { ratio, element: element.outerHTML.slice(0, 80) };
        }
        return worst;
      });
      console.log(`  ${colorScheme}: least contrast ${least.ratio.toFixed(1)}`);
      assert.ok(least.ratio >= 4.5, JSON.stringify(least));
      await close();
    }
  },

  async "readable without its script"() {
    const { page, close } = await open("one.html", { javaScriptEnabled: false });
    assert.ok(!(await page.locator(".tools").isVisible()), "no tool that does nothing");
    const first = page.locator("article mark a").first();
    const target = await first.getAttribute("href");
    await first.click();
    assert.ok(page.url().endsWith(target));
    assert.ok(await page.locator(target).isVisible(), "a name in the text leads to its row");
    const back = page.locator(`${target} .to`).first();
    const there = await back.getAttribute("href");
    await back.click();
    assert.ok(await page.locator(there).isVisible(), "and the row to the text");
    assert.ok((await page.locator("#picture .node").count()) > 5);
    assert.ok((await page.locator("#ties blockquote").count()) > 5, "evidence");
    await close();
  },

  async "the text is whole"() {
    const { page, close } = await open("one.html");
    const words = (text) => text.split(/\s+/).filter(Boolean).join(" ");
    const shown = (await page.locator("article p:not(.facts)").allTextContents()).join(" ");
    assert.equal(words(shown), words(readFileSync(new URL("article.txt", `file://${process.env.HERE}/`), "utf8")));
    await close();
  },

  async "names that would act do not"() {
    const { page, shot, close } = await open("hostile.html");
    await shot("hostile", { fullPage: true });
    await page.locator("#picture .node").first().locator("circle,rect,path").click();
    await page.locator("#panel li button").first().click();
    assert.equal(await page.evaluate(() => window.hacked), undefined);
    assert.equal(await page.locator("img,iframe,object,body script:not(#data) + script").count(), 0);
    assert.equal(await page.locator("script").count(), 2);
    assert.ok((await page.locator("#entities").textContent()).includes("<script>window.hacked=1</script>"), "shown as it is written");
    assert.ok(await page.locator("h1").isVisible());
    await close();
  },

  async "size, policy, disk"() {
    for (const file of ["one.html", "many.html", "hostile.html"]) {
      const text = readFileSync(path.join(out, file), "utf8");
      const section = text.match(/<section id="texts">[^]*?<\/section>\n<\/main>/)[0];
      const besides = Buffer.byteLength(text) - Buffer.byteLength(section);
      console.log(`  ${file}: ${besides} bytes besides the text`);
      assert.ok(besides <= 300_000);
      assert.match(text, /Content-Security-Policy" content="default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'/);
      assert.doesNotMatch(text, /\sstyle="|\son\w+="/);
    }
    const { page, close } = await open("many.html");
    // the policy forbids what the page does not need
    const blocked = await page.evaluate(() => new Promise((done) => {
      document.addEventListener("securitypolicyviolation", (event) => done(event.violatedDirective));
      const script = document.createElement("script");
      script.textContent = "window.hacked = 7";
      document.body.append(script);
      setTimeout(() => done(window.hacked), 2000);
    }));
    assert.equal(blocked, "script-src-elem");
    await close().catch((error) => assert.match(error.message, /console/));
  },
};

let failed = 0;
for (const [name, test] of Object.entries(tests)) {
  try {
    await test();
    console.log(`ok ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED ${name}\n${error.stack}`);
  }
}
server.close();
const stray = asked.filter((url) => !/^\/\w+\.html$/.test(url));
console.log(stray.length ? `FAILED asked for ${stray}` : "ok nothing else was asked for");
console.log(`${Object.keys(tests).length + 1 - failed - (stray.length ? 1 : 0)} passed, ${failed + (stray.length ? 1 : 0)} failed`);
process.exit(failed || stray.length ? 1 : 0);
