import { AppError } from "../protocol/errors.ts";
import { Prisma } from "./generated/client.ts";

/** The id is taken. */
export const UNIQUE = "P2002";
const FOREIGN_KEY = "P2003";

/** True when the database turned a row away for that reason. */
export function violates(error: unknown, code: string): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === code;
}

/** @throws AppError `room_not_found` when a row was to be put into an unknown room */
export async function roomMustExist<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw violates(cause, FOREIGN_KEY) ? new AppError("room_not_found", { cause }) : cause;
  }
}
