import type { Fault } from "../../server/protocol/errors.ts";

export type Found = { roomId: string } | { fault: Fault } | "unreachable";

/** The room that a code leads to. */
export async function findRoom(code: string): Promise<Found> {
  try {
    const response = await fetch("/api/join", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ code }),
    });
    const answer = (await response.json()) as { roomId?: string; error?: Fault };
    if (answer.roomId) return { roomId: answer.roomId };
    return answer.error ? { fault: answer.error } : "unreachable";
  } catch {
    // No connection, or something that is not our server answered.
    return "unreachable";
  }
}
