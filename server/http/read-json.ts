import type { Context } from "hono";
import type { z } from "zod";
import { AppError } from "../protocol/errors.ts";
import { parse } from "../protocol/parse.ts";

/**
 * The body as the schema has it. Only `application/json` is taken: a form of another site can send the other types
 * without asking first.
 * @throws AppError `wrong_media_type`, `bad_request`, and as `parse`
 */
export async function readJson<S extends z.ZodType>(
  { req }: Context,
  schema: S,
): Promise<z.output<S>> {
  const type = req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") throw new AppError("wrong_media_type");
  try {
    return parse(schema, await req.json());
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError("bad_request", { message: "The body is not JSON.", cause });
  }
}
