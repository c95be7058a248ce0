// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { Note } from "../../../app/_explorer/panel/tours/note.tsx";
import { render } from "../panel/render.ts";

async function noteOf(text: string): Promise<HTMLElement> {
  const { element } = await render(<Note text={text} />);
  return element;
}

it("[TR14] a note shows Markdown, and raw HTML in it as text", async () => {
  const element = await noteOf(
    '**Look** at *this*\n\n- one\n- two\n\n<script>alert(1)</script> <b onclick="x()">no</b>\n\n<iframe src="https://x.example"></iframe>',
  );
  expect(element.querySelector("strong")?.textContent).toBe("Look");
  expect(element.querySelectorAll("li")).toHaveLength(2);
  expect(element.querySelector("script, iframe, b, [onclick]")).toBeNull();
  expect(element.textContent).toContain("<b onclick");
});

it("[TR14] its links lead to http and https only, and tell the other site nothing", async () => {
  const element = await noteOf(
    "[good](https://example.org/a) [bad](javascript:alert(1)) [worse](data:text/html,x) [own](/room/x) <https://example.org>",
  );
  const links = [...element.querySelectorAll("a")];
  expect(links.map((link) => link.getAttribute("href"))).toEqual([
    "https://example.org/a",
    "https://example.org",
  ]);
  for (const link of links) {
    expect(link.rel).toContain("noopener");
    expect(link.rel).toContain("noreferrer");
    expect(link.target).toBe("_blank");
  }
  expect(element.textContent).toContain("bad");
});

it("[TR14] it loads no picture, from no host", async () => {
  const element = await noteOf(
    "![a cat](https://spy.example/cat.png) ![](data:image/png;base64,AA)",
  );
  expect(element.querySelector("img, picture, video")).toBeNull();
  expect(element.textContent).toContain("a cat");
});
