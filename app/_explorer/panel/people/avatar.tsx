import css from "./avatar.module.css";

/** A person as a disc of their colour with their initials. */
export function Avatar({
  name,
  color,
  online = true,
}: {
  name: string;
  color: string;
  online?: boolean;
}) {
  return (
    <span className={css.avatar} style={{ background: color }} data-online={online} title={name}>
      {initials(name)}
    </span>
  );
}

/** First letters of the first two words; whole characters, so that any script and emoji survive. */
function initials(name: string): string {
  return name
    .trim()
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0] ?? "")
    .join("")
    .toUpperCase();
}
