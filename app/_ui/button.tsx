import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import css from "./button.module.css";

type Tone = "primary" | "plain" | "quiet" | "danger";

interface ButtonProps extends ComponentProps<"button"> {
  tone?: Tone;
}

/** A button with words on it. */
export function Button({ tone = "plain", className = "", type = "button", ...rest }: ButtonProps) {
  return <button type={type} className={`${css.button} ${css[tone]} ${className}`} {...rest} />;
}

/** A link that leads somewhere and looks like a button. */
export function ButtonLink({
  tone = "plain",
  href,
  children,
}: {
  tone?: Tone;
  href: string;
  children: ReactNode;
}) {
  return (
    <Link href={href} className={`${css.button} ${css[tone]}`}>
      {children}
    </Link>
  );
}

interface IconButtonProps extends ComponentProps<"button"> {
  /** Says what it does, to eyes that hover and to screen readers. */
  label: string;
  tone?: "quiet" | "danger";
}

/** A square button with one icon. */
export function IconButton({ label, tone = "quiet", className = "", ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={`${css.icon} ${css[tone]} ${className}`}
      {...rest}
    />
  );
}
