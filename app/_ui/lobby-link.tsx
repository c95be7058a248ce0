"use client";

import { useSearchParams } from "next/navigation";
import type { ReactNode } from "react";
import { ButtonLink } from "./button.tsx";

/** A way to the lobby, but not out of a frame in a page of a course. */
export function LobbyLink({
  tone = "plain",
  children,
}: {
  tone?: "primary" | "plain";
  children: ReactNode;
}) {
  if (useSearchParams()?.get("embed") === "1") return null;
  return (
    <ButtonLink tone={tone} href="/">
      {children}
    </ButtonLink>
  );
}
