"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { BenchSource } from "../../../../../server/protocol/bench.ts";
import { Choice } from "../choice.tsx";
import css from "../controls.module.css";
import { DatumSource } from "./datum-source.tsx";
import { DrawSource } from "./draw-source.tsx";
import { NoiseSource } from "./noise-source.tsx";
import { PlaceSource } from "./place-source.tsx";
import type { SourceProps } from "./set-source.ts";
import { UploadSource } from "./upload-source.tsx";

const KINDS = ["datum", "place", "draw", "upload", "noise"] as const;
type Kind = (typeof KINDS)[number];

/** Where the image comes from. What is chosen here is put on the bench once there is an image. */
export function SourcePicker({ disabled, ...props }: SourceProps & { disabled: boolean }) {
  const t = useTranslations("bench.source");
  const [kind, setKind] = useState<Kind>(kindOf(props.state.source));
  const shown = disabled ? kindOf(props.state.source) : kind;
  const Content = CONTENT[shown];
  return (
    <fieldset className={css.group} disabled={disabled}>
      <legend className={css.legend}>{t("title")}</legend>
      <Choice
        label={t("kind")}
        value={shown}
        options={KINDS.map((id) => ({ id, name: t(`kinds.${id}`) }))}
        testId="bench-source"
        onChange={setKind}
      />
      <Content {...props} />
    </fieldset>
  );
}

const CONTENT = {
  datum: DatumSource,
  place: PlaceSource,
  draw: DrawSource,
  upload: UploadSource,
  noise: NoiseSource,
} as const;

function kindOf(source: BenchSource): Kind {
  if (source.kind !== "pixels") return source.kind;
  return source.from === "drawing" ? "draw" : source.from === "upload" ? "upload" : "place";
}
