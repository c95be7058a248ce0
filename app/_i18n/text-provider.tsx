"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import { IntlProvider } from "use-intl/react";
import type { Messages } from "./catalogue.ts";
import type { Locale } from "./locale.ts";
import { showTexts } from "./text.ts";

const Above = createContext<Partial<Messages>>({});

interface TextProviderProps {
  locale: Locale;
  /** Added to those of the provider around this one. */
  messages: Partial<Messages>;
  children: ReactNode;
}

/** Gives texts to components below it, and to `text` for what is no component. */
export function TextProvider({ locale, messages, children }: TextProviderProps) {
  const above = useContext(Above);
  const all = useMemo(() => ({ ...above, ...messages }), [above, messages]);
  // While rendering, so that whatever is rendered below already finds its words. A server answers many at once, in many
  // languages, and has no one that is shown.
  useMemo(() => typeof window !== "undefined" && showTexts(locale, messages), [locale, messages]);
  return (
    <Above.Provider value={all}>
      <IntlProvider locale={locale} messages={all as Messages} timeZone={timeZone()}>
        {children}
      </IntlProvider>
    </Above.Provider>
  );
}

/** The person's own; a server knows none, and writes no times. */
function timeZone(): string {
  return typeof window === "undefined" ? "UTC" : Intl.DateTimeFormat().resolvedOptions().timeZone;
}
