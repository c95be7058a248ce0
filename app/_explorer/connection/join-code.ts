import type { JoinCode } from "../../../server/protocol/join-code.ts";
import { type HeardCode, useExplorer } from "../store.ts";
import { ask } from "./commands.ts";

/** Makes the room's code, or reads the one that lives; false when that failed, which was told. */
export async function openCode(): Promise<boolean> {
  return heard(await ask("code:open", {}));
}

export async function extendCode(): Promise<boolean> {
  return heard(await ask("code:extend", {}));
}

export async function endCode(): Promise<void> {
  if ((await ask("code:end", {})) === null) useExplorer.setState({ joinCode: null });
}

/** Milliseconds that it still leads here. */
export function codeLeftMs({ leftMs, heardAt }: HeardCode): number {
  return Math.max(0, leftMs - (performance.now() - heardAt));
}

export function hearCode(code: JoinCode | null): void {
  useExplorer.setState({ joinCode: code && { ...code, heardAt: performance.now() } });
}

function heard(code: JoinCode | undefined): boolean {
  if (code) hearCode(code);
  return code !== undefined;
}
