import { Hono } from "hono";
import { AppError } from "../protocol/errors.ts";
import { readJoinCode } from "../protocol/join-code.ts";
import { joinCodeSchema } from "../protocol/schema.ts";
import { type ApiDeps, type ApiEnv, addressOf } from "./deps.ts";
import { readJson } from "./read-json.ts";

/**
 * From a code to its room. What has the shape of a code is paid for before it is looked at, and codes that never were,
 * are dead, or hold letters that no code has, get one answer: nothing tells them apart.
 */
export function joinRoutes({ codes, edge, guesses }: ApiDeps): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();

  routes.post("/api/join", async (c) => {
    const code = readJoinCode((await readJson(c, joinCodeSchema)).code);
    if (code === null) throw new AppError("bad_code");
    const giveBack = await edge.budgets.guess(addressOf(c, edge));
    if (!giveBack) {
      guesses.refused++;
      throw new AppError("too_fast", {
        message: "Too many wrong codes came from here. Wait five minutes, or ask for the link.",
      });
    }
    const roomId = codes.find(code);
    if (roomId === null) {
      guesses.wrong++;
      throw new AppError("code_unknown");
    }
    guesses.right++;
    await giveBack();
    return c.json({ roomId });
  });

  return routes;
}
