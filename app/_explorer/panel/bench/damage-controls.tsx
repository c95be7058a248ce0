"use client";

import { Dices } from "lucide-react";
import { useId } from "react";
import { useTranslations } from "use-intl/react";
import {
  BENCH_BLUR_MAX,
  BENCH_NOISE_MAX,
  BENCH_NOISES,
  type BenchDamage,
} from "../../../../server/protocol/bench.ts";
import { fixed } from "../../../_i18n/number.ts";
import { Button, IconButton } from "../../../_ui/button.tsx";
import { changeBench } from "../../bench/bench-store.ts";
import { Choice } from "./choice.tsx";
import css from "./controls.module.css";

const change = (over: Partial<BenchDamage>) =>
  changeBench((state) => ({ ...state, damage: { ...state.damage, ...over } }));

const UNDAMAGED: Partial<BenchDamage> = { noise: "none", blur: 0, mask: 0, factor: 1 };

/** What is done to the image. */
export function DamageControls({
  damage,
  factors,
  disabled,
}: {
  damage: BenchDamage;
  factors: readonly BenchDamage["factor"][];
  disabled: boolean;
}) {
  const t = useTranslations("bench.damage");
  return (
    <fieldset className={css.group} disabled={disabled}>
      <legend className={css.legend}>{t("title")}</legend>
      <Choice
        label={t("noise")}
        value={damage.noise}
        options={BENCH_NOISES.map((id) => ({
          id,
          name: t(`noises.${id}`),
          hint: t(`noiseHints.${id}`),
        }))}
        testId="bench-noise"
        onChange={(noise) => change({ noise, level: damage.level || 1 })}
      />
      {damage.noise !== "none" && (
        <div className={css.withButton}>
          <Amount
            label={t("level")}
            testId="bench-level"
            value={damage.level}
            max={BENCH_NOISE_MAX}
            shown={fixed(damage.level, 2)}
            onChange={(level) => change({ level })}
          />
          <IconButton
            label={t("again")}
            data-testid="bench-reseed"
            onClick={() => change({ seed: crypto.getRandomValues(new Uint32Array(1))[0] ?? 1 })}
          >
            <Dices />
          </IconButton>
        </div>
      )}
      <Amount
        label={t("blur")}
        testId="bench-blur"
        value={damage.blur}
        max={BENCH_BLUR_MAX}
        shown={t("pixels", { value: fixed(damage.blur, 1) })}
        onChange={(blur) => change({ blur })}
      />
      <Amount
        label={t("mask")}
        testId="bench-mask"
        value={damage.mask}
        max={1}
        shown={t("percent", { value: fixed(100 * damage.mask, 0) })}
        onChange={(mask) => change({ mask })}
      />
      {factors.length > 1 && (
        <Choice
          label={t("factor")}
          value={String(damage.factor)}
          options={factors.map((factor) => ({
            id: String(factor),
            name: t("factors", { factor: String(factor) }),
          }))}
          testId="bench-factor"
          onChange={(id) => change({ factor: Number(id) as BenchDamage["factor"] })}
        />
      )}
      <Button tone="quiet" data-testid="bench-undamaged" onClick={() => change(UNDAMAGED)}>
        {t("none")}
      </Button>
    </fieldset>
  );
}

/** A slider from 0, with its value as a word. Steps are fine enough to drag along a way. */
function Amount(props: {
  label: string;
  testId: string;
  value: number;
  max: number;
  shown: string;
  onChange: (value: number) => void;
}) {
  const id = useId();
  return (
    <div className={css.amount}>
      <label htmlFor={id}>{props.label}</label>
      <output htmlFor={id}>{props.shown}</output>
      <input
        id={id}
        type="range"
        className={css.range}
        min={0}
        max={props.max}
        step={0.02}
        value={props.value}
        aria-valuetext={props.shown}
        data-testid={props.testId}
        onChange={(event) => props.onChange(event.currentTarget.valueAsNumber)}
      />
    </div>
  );
}
