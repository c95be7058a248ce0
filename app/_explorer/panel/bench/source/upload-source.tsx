"use client";

import { Upload } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "../../../../_ui/button.tsx";
import { readPicture } from "../../../bench/source/read-file.ts";
import css from "../controls.module.css";
import { putPicture } from "./put-picture.ts";
import type { SourceProps } from "./set-source.ts";

/** Any image file; it never leaves this page but as what the bench shows. */
export function UploadSource({ state: { source }, room }: SourceProps) {
  const t = useTranslations("bench.source");
  const input = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<"notAnImage" | "tooLarge" | null>(null);
  const [height, width] = room.imageShape;
  const put = async (file: File | undefined) => {
    if (!file) return;
    const picture = await readPicture(file);
    if (!picture) setFault("notAnImage");
    else setFault(putPicture(picture, "upload", room) ? null : "tooLarge");
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        className="sr-only"
        accept="image/*"
        tabIndex={-1}
        aria-label={t("choose")}
        data-testid="bench-file"
        onChange={({ currentTarget }) => {
          void put(currentTarget.files?.[0]);
          // The same file can be chosen again.
          currentTarget.value = "";
        }}
      />
      <Button data-testid="bench-upload" onClick={() => input.current?.click()}>
        <Upload /> {t("choose")}
      </Button>
      {fault && (
        <p className={css.fault} role="alert">
          {t(fault)}
        </p>
      )}
      {!fault && source.kind === "pixels" && source.from === "upload" && (
        <p className={css.note} role="status" data-testid="bench-uploaded">
          {t("uploaded", { width, height })} {source.inverted && t("inverted")}
        </p>
      )}
    </>
  );
}
