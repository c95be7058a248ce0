import { AppError } from "../protocol/errors.ts";
import { Prisma } from "./generated/client.ts";

interface Countable {
  count(query: { where: { roomId: string; removedAt: null } }): Promise<number>;
}

/**
 * Undoes the transaction it is called in when the room now holds more than it may. The row is
 * written before it is counted: the write takes SQLite's lock, so no other writer comes between.
 * @throws AppError `limit_reached`
 */
export async function bounded(table: Countable, roomId: string, limit: number): Promise<void> {
  const count = await table.count({ where: { roomId, removedAt: null } });
  if (count > limit) throw new AppError("limit_reached");
}

/** @throws AppError `room_not_found` when a row was to be put into an unknown room */
export async function roomMustExist<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw violates(cause, FOREIGN_KEY) ? new AppError("room_not_found", { cause }) : cause;
  }
}

/** True when the database turned a row away for that reason. */
export function violates(error: unknown, code: string): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === code;
}

const FOREIGN_KEY = "P2003";
/** The id is taken. */
export const UNIQUE = "P2002";
