import css from "./thumb.module.css";

/** A small decoded picture; decoration, its name always stands beside it. */
export function Thumb({ src, size = 44 }: { src: string; size?: number }) {
  return (
    <span
      className={css.thumb}
      style={{ width: size, height: size, backgroundImage: `url("${src}")` }}
    />
  );
}
