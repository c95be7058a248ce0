import type { z } from "zod";
import { AppError } from "./errors.ts";

/**
 * The one way in for untrusted values.
 * @throws AppError `bad_name` or `bad_request` with the first problem as a sentence
 */
export function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = issue?.path.join(".") ?? "";
  if (field.endsWith("name") || field.endsWith("label")) {
    throw new AppError("bad_name", issue ? { message: issue.message } : {});
  }
  throw new AppError("bad_request", {
    message: `${field || "The message"}: ${issue?.message ?? "not understood"}`,
  });
}
