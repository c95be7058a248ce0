import type { ReactNode } from "react";
import type { PageName } from "./catalogue.ts";
import { compiledTexts } from "./compiled.ts";
import { requestLocale } from "./request.ts";
import { TextProvider } from "./text-provider.tsx";

/** Sends a page's texts along, in the one language of the request. The layout has sent those of every page. */
export async function Texts({ page, children }: { page: PageName; children: ReactNode }) {
  const locale = await requestLocale();
  return (
    <TextProvider locale={locale} messages={await compiledTexts(page, locale)}>
      {children}
    </TextProvider>
  );
}
